"""Links to pages in running text: whatever a link gives as its page, the text is shown."""

from __future__ import annotations

import pytest

from standfirst.stories.page_links import PublicPageLinkHandler
from standfirst.stories.tests.factories import make_draft, make_story


@pytest.mark.django_db
def test_only_the_number_of_a_public_page_leads_anywhere() -> None:
    story, draft = make_story(), make_draft("Not yet")
    ids = [str(story.pk), str(draft.pk), "²", "٣", "-1", "", "9" * 19, "9" * 5000, "0"]
    found = PublicPageLinkHandler.get_many([{"id": one} for one in ids] + [{}])
    assert [page and page.pk for page in found] == [story.pk, *[None] * 9]
