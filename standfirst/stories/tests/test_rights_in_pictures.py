"""A picture for one use, or whose rights have ended, can't be placed again; what stands can be corrected."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.pictures import keep_picture
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.actions.rights import PictureRestricted
from standfirst.stories.models import Picture, PictureUse, StoryPage
from standfirst.stories.restricted import say_restricted
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.pictures import picture_bytes
from standfirst.stories.tests.test_embargo import pass_to
from standfirst.stories.uses import pictures_in, restrictions

pytestmark = pytest.mark.django_db


def handout(title: str = "Handout", **fields: Any) -> Picture:
    picture = keep_picture(title=title, data=picture_bytes(), name="handout.jpg")
    Picture.objects.filter(pk=picture.pk).update(**fields)
    picture.refresh_from_db()
    return picture


def once(title: str = "Handout") -> Picture:
    return handout(title, one_use_only=True)


def expired(title: str = "Handout") -> Picture:
    return handout(title, expires_at=clock.now() - timedelta(days=2))


def in_text(picture: Picture) -> list[tuple[str, object]]:
    return [("picture", {"picture": picture, "caption": "", "credit": "", "alternative": ""})]


def test_a_story_knows_all_its_pictures() -> None:
    lead, text = handout(), handout()
    assert pictures_in(make_draft(lead_picture=lead, body=in_text(text))) == {lead.pk: "lead_picture", text.pk: "body"}
    assert pictures_in(make_draft()) == {}


@pytest.mark.parametrize("place", ["lead", "text"])
def test_a_picture_for_one_use_is_used_once(place: str) -> None:
    picture = once()
    make_story("Ferry runs aground", lead_picture=picture)
    second = make_draft("Again", **({"lead_picture": picture} if place == "lead" else {"body": in_text(picture)}))
    with pytest.raises(PictureRestricted, match="“Handout” may be used once, and stood in “Ferry runs aground” on"):
        publish_story(story=second, actor=None)
    assert not StoryPage.objects.get(pk=second.pk).live


def test_it_was_used_even_if_it_was_taken_out_or_withdrawn_or_deleted() -> None:
    picture = once()
    story = make_story(lead_picture=picture)
    story.lead_picture = None
    story.save_revision()
    publish_story(story=story, actor=None)
    assert restrictions([picture.pk])
    withdraw_story(story=story, actor=None, reason="Wrong.", now=clock.now())
    StoryPage.objects.get().delete()
    assert PictureUse.objects.get().story_id is None
    assert "Ferry runs aground" in restrictions([picture.pk])[picture.pk]


def test_a_picture_whose_rights_have_ended_is_not_placed() -> None:
    with pytest.raises(PictureRestricted, match="The rights in “Handout” ended on"):
        make_story(lead_picture=expired())


def test_the_story_in_which_it_stands_can_be_corrected() -> None:
    picture = once()
    story = make_story(lead_picture=picture)
    Picture.objects.update(expires_at=clock.now() - timedelta(hours=1))
    story.title = "Ferry ran aground"
    story.save_revision()
    assert publish_story(story=story, actor=None).title == "Ferry ran aground"
    assert PictureUse.objects.count() == 1


def test_a_draft_takes_nothing_and_other_pictures_are_free() -> None:
    picture = once()
    make_draft(lead_picture=picture)
    assert restrictions([picture.pk, handout().pk]) == {}
    later = handout(expires_at=clock.now() + timedelta(hours=1), one_use_only=True)
    assert restrictions([later.pk]) == {}
    assert restrictions([later.pk], at=clock.now() + timedelta(hours=2))


def test_no_other_way_to_publish_takes_it_either() -> None:
    picture = once()
    make_story("Ferry runs aground", lead_picture=picture)
    second = make_draft("Again", lead_picture=picture)
    with pytest.raises(PictureRestricted), transaction.atomic():
        second.save_revision().publish()
    assert not StoryPage.objects.get(pk=second.pk).live


def test_of_two_that_wait_with_one_picture_only_the_first_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    picture, hour = once(), clock.now() + timedelta(hours=1)
    for number in range(2):
        story = make_draft(f"Ferry {number}", lead_picture=picture)
        story.go_live_at = hour + timedelta(minutes=number)
        story.save_revision().publish()
    pass_to(hour + timedelta(minutes=5), monkeypatch)
    assert publish_due(now=clock.now()) == 1
    assert [(one.live, one.approved_schedule) for one in StoryPage.objects.order_by("title")] == [
        (True, False),
        (False, True),
    ]


def test_a_public_story_takes_a_draft_with_it_and_its_mirror_shows_what_it_shows() -> None:
    picture = once()
    story = make_story("Ferry runs aground", lead_picture=picture)
    mirror = StoryPage.objects.get(pk=story.pk).create_alias(update_slug="mirror")
    story.save_revision().publish()
    assert StoryPage.objects.get(pk=mirror.pk).live
    other = make_story("Again")
    other.lead_picture = picture
    other.save_revision()
    assert StoryPage.objects.get(pk=other.pk).get_latest_revision_as_object().lead_picture == picture


# At the desk


def test_bulk_publishing_says_why_not_and_publishes_nothing(desk: Client) -> None:
    picture = once()
    make_story("Ferry runs aground", lead_picture=picture)
    free, second = make_draft("Free"), make_draft("Again", lead_picture=picture)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = desk.post(f"{address}?id={free.pk}&id={second.pk}", {"include_descendants": ""})
    assert answer.status_code == 403
    assert "“Handout” may be used once, and stood in “Ferry runs aground” on" in answer.content.decode()
    assert not StoryPage.objects.filter(pk__in=[free.pk, second.pk], live=True).exists()
    script = RequestFactory().post("/desk/", headers={"accept": "application/json"})
    assert json.loads(say_restricted(script, "Used.").content)["error_message"].startswith("Used. Nothing")


def form_of(story: StoryPage, **changes: Any) -> dict[str, str]:
    fields = {
        "title": story.title,
        "slug": story.slug,
        "comments_mode": story.comments_mode,
        "thread_kind": story.thread_kind,
        "change_kind": story.change_kind,
        "body": streamfield([("paragraph", rich_text("<p>Words.</p>"))]),
        "comments": inline_formset([]),
        **{name: inline_formset([]) for name in ("bylines", "guests", "related", "corrections_list")},
        **changes,
    }
    data: dict[str, str] = nested_form_data(fields)
    return data


def picture_block(picture: Picture) -> Any:
    value = {"picture": picture.pk, "caption": "", "credit": "", "alternative": ""}
    return streamfield([("picture", value)])


def save(client: Client, story: StoryPage, **changes: Any) -> Any:
    return client.post(reverse("wagtailadmin_pages:edit", args=[story.pk]), form_of(story, **changes))


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(aoife())
    return client


def test_the_editor_is_told_and_the_draft_is_kept(desk: Client) -> None:
    used, ended, free = once("Used"), expired("Ended"), handout("Free")
    make_story("Ferry runs aground", lead_picture=used)
    story = make_draft("Again")

    draft = save(desk, story, lead_picture=str(used.pk), body=picture_block(ended))
    assert draft.status_code == 302
    assert StoryPage.objects.get(pk=story.pk).get_latest_revision().as_object().lead_picture == used

    publish = {"action-publish": "yes"}
    page = save(desk, story, lead_picture=str(used.pk), body=picture_block(ended), **publish).content.decode()
    assert "“Used” may be used once, and stood in “Ferry runs aground” on" in page
    assert "The rights in \\u201cEnded\\u201d ended on" in html.unescape(page)  # for the script that draws blocks
    assert not StoryPage.objects.get(pk=story.pk).live

    save(desk, story, lead_picture=str(free.pk), body=picture_block(free), **publish)
    assert StoryPage.objects.get(pk=story.pk).live


def test_a_story_for_later_is_judged_by_its_hour(desk: Client) -> None:
    picture = handout(expires_at=clock.now() + timedelta(hours=1))
    story = make_draft()
    later = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    page = save(desk, story, lead_picture=str(picture.pk), go_live_at=later, **{"action-publish": "yes"})
    assert "The rights in “Handout” ended on" in page.content.decode()


def test_the_desk_sees_restrictions_where_it_chooses(desk: Client) -> None:
    make_section()
    used = once("Used")
    make_story("Ferry runs aground", lead_picture=used)
    words = "“Used” may be used once, and stood in “Ferry runs aground” on"
    for address in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[used.pk]),
    ):
        assert words in desk.get(address).content.decode(), address
    assert words in json.loads(desk.get(reverse("wagtailimages_chooser:choose")).content)["html"]
