"""What all our pages are: the same for everyone."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.models import PageViewRestriction


class PublicPage:
    """Public pages are the same for everyone and kept at the edge; a page for some would be a page for all.

    So nobody can set a restriction, and none is asked for, which saves two queries for each page.
    """

    private_page_options: ClassVar[list[str]] = []

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()
