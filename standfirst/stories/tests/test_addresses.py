"""What moved leaves word at its old address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from standfirst import clock
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.embargoes import set_embargo
from standfirst.stories.actions.publishing import publish_story, withdraw_story
from standfirst.stories.models import Contributor, SectionPage, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.test_purging import purged_by

pytestmark = pytest.mark.django_db


def leads_to(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, address
    return str(answer["Location"])


def test_a_new_address_of_a_story_is_reached_from_the_old_one(client: Client) -> None:
    story = make_story()
    before = story.url
    story.slug = "ferry-afloat"
    story.save_revision()
    published = publish_story(story=story, actor=None)
    assert leads_to(client, before) == published.url


def test_a_section_that_is_renamed_takes_all_its_stories_along(client: Client) -> None:
    stories = [make_story("One"), make_story("Two")]
    section = SectionPage.objects.get(pk=make_section().pk)
    before = [section.url, *(story.url for story in stories)]
    section.slug = "dispatches"
    section.save_revision().publish()
    after = [SectionPage.objects.get(pk=section.pk).url, *(StoryPage.objects.get(pk=story.pk).url for story in stories)]
    assert after[0] == "/dispatches/"
    assert [leads_to(client, address) for address in before] == after


STANDING = (
    "api feeds search topics contributors corrections live documents account desk your comments reports support "
    "checkout threads go patterns house-rules demo static media oembed _util"
)


@pytest.mark.parametrize("slug", STANDING.split())
def test_no_section_takes_an_address_at_which_something_else_stands(slug: str) -> None:
    section = make_section()
    section.slug = slug
    with pytest.raises(ValidationError, match="stands at /"):
        section.full_clean()


def test_a_section_has_a_slug_of_plain_letters() -> None:
    section = make_section()
    section.slug = "cúrsaí"
    with pytest.raises(ValidationError, match="slug"):
        section.full_clean()


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "0"])
def test_a_document_with_a_number_that_no_document_has_is_not_there(client: Client, number: str) -> None:
    make_section()
    assert client.get(f"/documents/{number}/minutes.pdf").status_code == 404


def test_a_story_that_is_moved_is_reached_from_its_old_section(client: Client) -> None:
    story, council = make_story(), make_section("council")
    before = story.url
    StoryPage.objects.get(pk=story.pk).move(council, pos="last-child")
    assert leads_to(client, before) == StoryPage.objects.get(pk=story.pk).url


def test_a_withdrawn_story_that_gets_a_new_address_still_says_so_at_the_old_one(client: Client) -> None:
    story = make_story()
    before = story.url
    withdrawn = withdraw_story(story=story, actor=None, reason="Wrong.", now=clock.now())
    withdrawn.slug = "ferry-afloat"
    withdrawn.save()
    answer = client.get(before, follow=True)
    assert answer.redirect_chain == [(StoryPage.objects.get(pk=story.pk).url, 301)]
    assert answer.status_code == 410
    assert "Wrong." in answer.content.decode()


def test_a_withdrawn_story_goes_along_with_its_section(client: Client) -> None:
    story = make_story()
    withdraw_story(story=story, actor=None, reason="Wrong.", now=clock.now())
    section = SectionPage.objects.get(pk=make_section().pk)
    section.slug = "dispatches"
    section.save_revision().publish()
    assert client.get(story.url, follow=True).status_code == 410


def test_a_draft_leaves_no_word() -> None:
    draft = make_draft()
    draft.slug = "ferry-afloat"
    draft.save()
    StoryPage.objects.get(pk=draft.pk).move(make_section("council"), pos="last-child")
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("embargoed", [True, False])
def test_an_old_address_does_not_tell_the_new_one_of_what_is_down(client: Client, embargoed: bool) -> None:
    story = make_story()
    before = story.url
    story.unpublish()
    down = StoryPage.objects.get(pk=story.pk)
    down.slug = "minister-resigns"
    down.save()
    if embargoed:
        set_embargo(story=down, until=clock.now() + timedelta(hours=1), reason="Vote.", actor=aoife(), now=clock.now())
    assert client.get(before).status_code == 404
    if not embargoed:
        down.save_revision()
        published = publish_story(story=down, actor=None)
        assert leads_to(client, before) == published.url


def test_back_at_its_first_address_a_story_is_reached_from_the_second(client: Client) -> None:
    story = make_story()
    first = story.slug
    for slug in ("ferry-afloat", first):
        story.slug = slug
        story.save_revision()
        story = publish_story(story=story, actor=None)
    assert client.get(story.url).status_code == 200
    assert leads_to(client, story.url.replace(first, "ferry-afloat")) == story.url


def test_what_was_set_at_the_desk_stays(client: Client) -> None:
    story = make_story()
    by_hand = Redirect.add_redirect(story.url, redirect_to="/elsewhere/")
    story.slug = "ferry-afloat"
    story.save_revision()
    publish_story(story=story, actor=None)
    assert Redirect.objects.get() == by_hand


class Died(Exception):
    """The process dies."""


def die() -> None:
    raise Died


def move(story_id: int, last_step: Callable[[], None]) -> None:
    with transaction.atomic():
        transaction.on_commit(die)
        StoryPage.objects.get(pk=story_id).move(SectionPage.objects.get(slug="council"), pos="last-child")
        last_step()


def rename(story_id: int, last_step: Callable[[], None]) -> None:
    with transaction.atomic():
        transaction.on_commit(die)
        story = StoryPage.objects.get(pk=story_id)
        story.slug = "ferry-afloat"
        story.save_revision()
        publish_story(story=story, actor=None)
        last_step()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [move, rename])
def test_who_dies_before_the_commit_has_moved_nothing_and_who_dies_with_it_has_left_word(
    client: Client, change: Callable[[int, Callable[[], None]], None]
) -> None:
    story = make_story()
    make_section("council")
    with pytest.raises(Died):
        change(story.pk, die)
    assert not Redirect.objects.exists()
    assert client.get(story.url).status_code == 200
    with pytest.raises(Died):
        change(story.pk, lambda: None)
    assert leads_to(client, story.url) == StoryPage.objects.get(pk=story.pk).url


@pytest.mark.parametrize("kind", [Topic, Contributor])
def test_every_earlier_address_of_a_record_leads_to_the_present_one(
    client: Client, kind: type[Topic | Contributor]
) -> None:
    make_section()
    folder = "topics" if kind is Topic else "contributors"
    record = kind.objects.create(name="Silt", slug="silt")
    for slug in ("mud", "dredging"):
        record.slug = slug
        record.save()
    assert leads_to(client, f"/{folder}/silt/") == f"/{folder}/dredging/"
    assert leads_to(client, f"/{folder}/mud/") == f"/{folder}/dredging/"
    record.slug = "silt"
    record.save()
    assert client.get(f"/{folder}/silt/").status_code == 200
    assert leads_to(client, f"/{folder}/dredging/") == f"/{folder}/silt/"


def test_a_redirect_set_by_hand_stays_as_it_is() -> None:
    Redirect.add_redirect("/topics/silt/", redirect_to="/elsewhere/")
    topic = Topic.objects.create(name="Silt", slug="silt")
    topic.slug = "mud"
    topic.save()
    assert Redirect.objects.get(old_path="/topics/silt").redirect_link == "/elsewhere/"


@pytest.mark.django_db(transaction=True)
def test_a_redirect_that_changes_is_not_served_from_memory() -> None:
    redirect = Redirect.add_redirect("/topics/silt/", redirect_to="/elsewhere/")
    redirect.redirect_link = "/somewhere/"
    assert purged_by(redirect.save) == {"site"}
    assert purged_by(redirect.delete) == {"site"}
