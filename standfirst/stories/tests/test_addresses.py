"""What moved leaves word at its old address."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.contrib.redirects.models import Redirect

from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Contributor, SectionPage, StoryPage, Topic
from standfirst.stories.tests.factories import make_section, make_story
from standfirst.stories.tests.test_purging import purged_by

pytestmark = pytest.mark.django_db


type Commits = DjangoCaptureOnCommitCallbacks


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Commits) -> Commits:
    """Wagtail writes the redirects of a page once its new address has committed."""
    return django_capture_on_commit_callbacks


def leads_to(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, address
    return str(answer["Location"])


def test_a_new_address_of_a_story_is_reached_from_the_old_one(client: Client, commits: Commits) -> None:
    story = make_story()
    before = story.url
    story.slug = "ferry-afloat"
    story.save_revision()
    with commits(execute=True):
        published = publish_story(story=story, actor=None)
    assert leads_to(client, before) == published.url


def test_a_section_that_is_renamed_takes_all_its_stories_along(client: Client, commits: Commits) -> None:
    stories = [make_story("One"), make_story("Two")]
    section = SectionPage.objects.get(pk=make_section().pk)
    before = [section.url, *(story.url for story in stories)]
    section.slug = "dispatches"
    with commits(execute=True):
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
