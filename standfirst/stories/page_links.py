"""Links to pages within running text: where they lead."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from standfirst.stories.pages.story import StoryPage

NO_PAGE = 0


class PublicPageLinkHandler(PageLinkHandler):
    """In place of Wagtail's, which tells the address of a draft, too: what is not public is not linked to."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        numbers = [_number(attrs.get("id", "")) for attrs in attrs_list]
        wanted = set(numbers) - {NO_PAGE}
        found: dict[int, Page] = StoryPage.objects.visible_to_readers().select_related(None).for_links().in_bulk(wanted)
        others = wanted - found.keys()
        if others:
            found |= Page.objects.live().not_type(StoryPage).order_by().in_bulk(others)
        return [found.get(number) for number in numbers]


def _number(written: str) -> int:
    """The number of a page as a link has it; NO_PAGE for anything that is none, or longer than a database counts."""
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else NO_PAGE
