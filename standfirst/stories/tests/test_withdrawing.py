"""Withdrawing at the desk: for editors, with words for the readers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_an_editor_withdraws_a_story_with_a_reason(client: Client) -> None:
    story = make_story()
    client.force_login(aoife())
    address = reverse("withdraw_story", args=[story.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert client.post(address, {"reason": "  "}).status_code == 422
    client.post(address, {"reason": "The quotation was not his."})
    answer = client.get(story.url)
    assert answer.status_code == 410
    assert "The quotation was not his." in answer.content.decode()


@pytest.mark.parametrize("person", [niamh, cormac])
def test_nobody_else_may(client: Client, person: object) -> None:
    story = make_story()
    assert callable(person)
    client.force_login(person())
    client.post(reverse("withdraw_story", args=[story.pk]), {"reason": "I don't like it."})
    assert StoryPage.objects.get(pk=story.pk).live
