"""Links to pages in running text: whatever a link gives as its page, the text is shown."""

from __future__ import annotations

import pytest

from standfirst.stories.models import StoryPage
from standfirst.stories.page_links import PublicPageLinkHandler
from standfirst.stories.tests.factories import make_draft, make_story

pytestmark = pytest.mark.django_db


def test_the_foot_repeats_no_story_to_which_the_body_leads() -> None:
    between, within, beside = make_story("Between"), make_story("Within"), make_story("Beside")
    body = [("read_also", {"story": between}), ("paragraph", f'<a linktype="page" id="{within.pk}">so</a>')]
    story = StoryPage.objects.get(pk=make_story(body=body, related=[between, within, beside]).pk)
    assert [one.title for one in story.related_stories] == ["Between", "Within", "Beside"]
    assert [one.title for one in story.stories_at_foot] == ["Beside"]


def test_only_the_number_of_a_public_page_leads_anywhere() -> None:
    story, draft = make_story(), make_draft("Not yet")
    ids = [str(story.pk), str(draft.pk), "²", "٣", "-1", "", "9" * 19, "9" * 5000, "0"]
    found = PublicPageLinkHandler.get_many([{"id": one} for one in ids] + [{}])
    assert [page and page.pk for page in found] == [story.pk, *[None] * 9]
