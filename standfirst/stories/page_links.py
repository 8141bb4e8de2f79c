"""Links to pages within running text: where they lead."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from standfirst.stories.pages.story import StoryPage


class PublicPageLinkHandler(PageLinkHandler):
    """In place of Wagtail's, which tells the address of a draft, too: what is not public is not linked to."""

    @classmethod
    def get_many(cls, attrs_list: list[dict[str, str]]) -> list[Page | None]:
        wanted = {int(attrs["id"]) for attrs in attrs_list if attrs.get("id", "").isascii() and attrs["id"].isdigit()}
        found: dict[int, Page] = StoryPage.objects.visible_to_readers().select_related(None).for_links().in_bulk(wanted)
        others = wanted - found.keys()
        if others:
            found |= Page.objects.live().not_type(StoryPage).order_by().in_bulk(others)
        return [found.get(int(attrs["id"])) if attrs.get("id", "").isdigit() else None for attrs in attrs_list]
