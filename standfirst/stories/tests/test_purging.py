"""What a change makes untrue is asked for anew: nothing less, and pages say which stories they carry."""

from __future__ import annotations

import pytest
from django.test import Client

from standfirst.edge.models import Purge
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.pictures import keep_picture
from standfirst.stories.actions.publishing import publish_story
from standfirst.stories.models import Agency, Contributor, PaperSettings, StoryPage, Topic
from standfirst.stories.tests.factories import make_draft, make_section, make_story
from standfirst.stories.tests.pictures import picture_bytes

pytestmark = pytest.mark.django_db(transaction=True)


def purged_by(change: object) -> set[str]:
    with committed_purges() as tags:
        assert callable(change)
        change()
    return set(tags)


def test_publishing_purges_the_story_its_section_and_the_front() -> None:
    story = make_story()
    story.title = "Ferry afloat again"
    story.save_revision()
    tags = purged_by(lambda: publish_story(story=story, actor=None))
    assert tags == {f"story:{story.pk}", f"section:{make_section().pk}", "front", "sitemap"}


def test_publishing_purges_the_lists_of_topics_and_names_and_other_languages() -> None:
    topic, sorcha = Topic.objects.create(name="Tides"), Contributor.objects.create(name="Sorcha Quill")
    original = make_story()
    draft = make_draft("An bád farantóireachta", topics=[topic], bylines=[(sorcha, "")])
    draft.translation_of = original
    draft.save_revision()
    tags = purged_by(lambda: publish_story(story=draft, actor=None))
    assert {f"story:{original.pk}", f"topic:{topic.pk}", f"contributor:{sorcha.pk}"} <= tags


def test_what_the_paper_says_of_itself_is_on_every_page() -> None:
    assert purged_by(PaperSettings(publisher_name="The Test Courier Trust").save) == {"site"}


def test_a_page_carries_the_tags_of_stories_it_links_to(client: Client) -> None:
    other = make_story("The other")
    story = make_story(body=[("read_also", {"story": other})], related=[other])
    tags = client.get(story.url)["Edge-Tags"].split()
    assert {f"story:{story.pk}", f"story:{other.pk}"} <= set(tags)


def test_a_new_name_of_a_contributor_reaches_every_page() -> None:
    contributor = Contributor.objects.create(name="Máirín Kehoe")
    contributor.name = "Máirín Kehoe-Daly"
    assert purged_by(contributor.save) == {"site"}


def test_a_topic_a_name_and_an_agency_that_are_deleted_leave_every_page() -> None:
    agency = Agency.objects.create(name="Westwire")
    for record in (Topic.objects.create(name="Tides"), Contributor.objects.create(name="Sorcha Quill"), agency):
        before = Purge.objects.count()
        assert purged_by(record.delete) == {"site"}
        assert Purge.objects.count() == before or Purge.objects.latest("pk").is_drop


def test_measuring_a_file_purges_nothing_and_another_credit_everything() -> None:
    picture = keep_picture(title="Pier", data=picture_bytes(), name="pier.jpg")
    assert "site" not in purged_by(lambda: picture.save(update_fields=["file_size"]))
    assert "site" in purged_by(lambda: picture.save(update_fields=["credit"]))


def test_deleting_a_story_drops_it() -> None:
    story = make_story()
    before = Purge.objects.count()
    tags = purged_by(StoryPage.objects.get(pk=story.pk).delete)
    assert f"story:{story.pk}" in tags
    assert before == 0 or Purge.objects.latest("pk").is_drop
