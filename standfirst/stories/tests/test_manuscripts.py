"""A manuscript is pasted into a draft, with script and without."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife, niamh
from standfirst.stories.models import StoryPage
from standfirst.stories.tests.desking import words_of
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


def desk() -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.force_login(aoife())
    return client


def test_it_stands_behind_the_body_of_the_draft_and_nothing_is_public_yet() -> None:
    story, client = make_story(), desk()
    address = reverse("paste_manuscript", args=[story.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert client.get(address).status_code == 200
    rich = "<h2>The pier</h2><p>It <b>stands</b>.</p><img>"
    assert client.post(address, {"rich": rich, "words": "not used"}).status_code == 302
    assert client.post(address, {"rich": "", "words": "Plain.\n\nWords."}).status_code == 302
    text = words_of(story)
    for words in ("ran aground at noon", '"The pier"', "<p>It <b>stands</b>.</p>", "<p>Plain.</p>", "<p>Words.</p>"):
        assert words in text
    assert "The pier" not in str(StoryPage.objects.get(pk=story.pk).body)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    assert "1 picture was left out" in page


def test_the_editor_is_told_the_blocks_of_what_was_pasted_and_nothing_is_written() -> None:
    story, client = make_story(), desk()
    address = reverse("pasted_blocks")
    answer = client.post(address, {"rich": '<h2>The pier</h2><p>It <b>stands</b>.</p><img src="x">'}).json()
    assert answer["said"].startswith("2 blocks were pasted. 1 picture was left out")
    subhead, paragraph = answer["blocks"]
    assert (subhead["type"], subhead["value"]) == ("subhead", "The pier")
    assert json.loads(paragraph["value"])["blocks"][0]["text"] == "It stands."
    assert subhead["id"] != paragraph["id"]
    assert client.post(address, {"words": "x" * 1_000_001}).status_code == 422
    assert client.get(address).status_code == 405
    client.force_login(niamh())
    assert client.post(address, {"words": "One."}).status_code in (302, 403)
    assert story.revisions.count() == 1


def test_nothing_is_refused_in_words_and_a_locked_story_stays_as_it_is() -> None:
    story, client = make_story(), desk()
    address = reverse("paste_manuscript", args=[story.pk])
    assert client.post(address, {"words": " "}).status_code == 422
    StoryPage.objects.filter(pk=story.pk).update(locked=True, locked_by=niamh())
    client.post(address, {"words": "Words."})
    assert "Words." not in words_of(story)
