"""Nothing that is missing or taken keeps a draft from being saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.models import Contributor, StoryPage
from standfirst.stories.tests.desking import Window, fields_of
from standfirst.stories.tests.factories import make_draft, make_section, make_story

pytestmark = pytest.mark.django_db

EMPTY_BODY = {"body-count": "0"}


class NewStory:
    """The editor of a story that is not there yet."""

    def __init__(self) -> None:
        self.client = Client(headers={"sec-fetch-site": "same-origin"})
        self.client.force_login(aoife())
        self.address = reverse("wagtailadmin_pages:add", args=["stories", "storypage", make_section().pk])
        self.fields = {**fields_of(self.client.get(self.address)), **EMPTY_BODY}

    def autosave(self, **fields: str) -> dict[str, Any]:
        self.fields |= fields
        answer: dict[str, Any] = self.client.post(
            self.address, self.fields, headers={"Accept": "application/json"}
        ).json()
        if answer["success"]:
            self.address = answer.get("url", self.address)
            self.fields |= {**answer["field_updates"], "overwrite_revision_id": str(answer["revision_id"])}
        return answer

    def by_hand(self, **fields: str) -> Any:
        return self.client.post(self.address, {**self.fields, **fields})


def story_of(answer: dict[str, Any]) -> StoryPage:
    found: StoryPage = StoryPage.objects.get(pk=answer["pk"]).get_latest_revision_as_object()
    return found


def test_a_headline_that_was_used_saves_and_publishes_at_an_address_of_its_own() -> None:
    make_story("Storm")
    new = NewStory()
    answer = new.autosave(title="Storm", slug="storm")
    assert answer["success"]
    assert story_of(answer).slug == "storm-2"
    assert new.autosave(title="Storm", slug="storm", standfirst="More.")["success"]
    assert story_of(answer).slug == "storm-2"
    assert new.by_hand(**{"action-publish": "1"}).status_code == 302
    assert StoryPage.objects.get(pk=answer["pk"]).url.endswith("/storm-2/")


def test_a_typed_address_that_is_taken_is_told_beside_its_field_when_it_is_to_be_published() -> None:
    make_story("Storm")
    new = NewStory()
    answer = new.autosave(title="The wind rises", slug="storm")
    assert answer["success"]
    refused = new.by_hand(**{"action-publish": "1"})
    assert refused.status_code == 200
    assert list(refused.context["form"].errors) == ["slug"]
    assert not StoryPage.objects.get(pk=answer["pk"]).live


def test_a_draft_saves_without_headline_and_with_rows_half_filled() -> None:
    new = NewStory()
    half = {
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-contributor": "",
        "bylines-0-agency": "",
        "bylines-0-role": "",
        "bylines-0-id": "",
        "bylines-0-ORDER": "1",
        "bylines-0-DELETE": "",
        "related-TOTAL_FORMS": "1",
        "related-0-other": "",
        "related-0-id": "",
        "related-0-ORDER": "1",
        "related-0-DELETE": "",
        "corrections_list-TOTAL_FORMS": "1",
        "corrections_list-0-kind": "correction",
        "corrections_list-0-text": "",
        "corrections_list-0-made_at": "",
        "corrections_list-0-id": "",
        "corrections_list-0-ORDER": "1",
        "corrections_list-0-DELETE": "",
    }
    answer = new.autosave(standfirst="Words before a headline.", **half)
    assert answer["success"], answer
    assert story_of(answer).standfirst == "Words before a headline."
    orla = Contributor.objects.create(name="Orla")
    answer = new.autosave(title="Now it has one", slug="now-it-has-one", **{"bylines-0-contributor": str(orla.pk)})
    assert answer["success"]
    assert [entry.name for entry in story_of(answer).bylines.all()] == ["Orla"]
    assert story_of(answer).title == "Now it has one"
    refused = new.by_hand(**{"action-publish": "1"})
    assert refused.status_code == 200
    assert not StoryPage.objects.get(pk=answer["pk"]).live


def test_a_headline_is_one_line() -> None:
    window = Window(aoife(), make_draft())
    window.fields["title"] = "Ferry runs\r\naground again "
    assert window.autosave()["success"]
    assert StoryPage.objects.get(pk=window.story.pk).get_latest_revision_as_object().title == "Ferry runs aground again"


def test_a_window_makes_one_story_though_its_form_is_sent_twice() -> None:
    new = NewStory()
    first_address = new.address
    orla = Contributor.objects.create(name="Orla")
    row = {"TOTAL_FORMS": "1", "0-contributor": str(orla.pk), "0-agency": "", "0-role": "", "0-id": "", "0-ORDER": "1"}
    fields = {f"bylines-{name}": value for name, value in row.items()} | {"title": "Once", "slug": "once"}
    sent = {**new.fields, **fields}
    answer = new.autosave(**fields)
    again = new.client.post(first_address, {**sent, "kicker": "Later"}, headers={"Accept": "application/json"}).json()
    assert again["url"] == answer["url"]
    assert new.client.post(first_address, {**sent, "kicker": "Later", "action-publish": "1"}).status_code == 302
    story = StoryPage.objects.get()
    assert (story.live, story.slug, story.kicker, story.bylines.count()) == (True, "once", "Later", 1)


def test_a_draft_is_previewed_while_it_is_written() -> None:
    new = NewStory()
    row = {"TOTAL_FORMS": "1", "0-contributor": "", "0-agency": "", "0-role": "", "0-id": "", "0-ORDER": "1"}
    fields = {f"bylines-{name}": value for name, value in row.items()} | {"title": "Once", "slug": "once"}
    answer = new.autosave(**fields)
    orla = Contributor.objects.create(name="Orla")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[answer["pk"]])
    for contributor in ("", str(orla.pk)):
        posted = new.client.post(address, {**new.fields, "bylines-0-contributor": contributor}).json()
        assert posted["is_valid"]
        assert "Once" in new.client.get(address, {"in_preview_panel": "true"}).content.decode()
