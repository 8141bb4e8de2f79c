"""What pages of a live blog show: its head with the newest entries, an older page, what changed since."""

from __future__ import annotations

from dataclasses import dataclass, field

from standfirst.stories.live.cursors import Cursor
from standfirst.stories.models import LiveBlog, LiveEntry

ON_A_PAGE = 20
AT_ONCE = 40


@dataclass(frozen=True)
class LivePage:
    """Entries in the order of reading. `older` is where the next page begins, if there is one."""

    live_blog: LiveBlog
    entries: list[LiveEntry]
    older: Cursor | None
    pinned: list[LiveEntry] = field(default_factory=list)
    key_points: list[LiveEntry] = field(default_factory=list)


@dataclass(frozen=True)
class Changes:
    """What an open page doesn't know yet, the newest entries first. `is_partial`: there was more than is told."""

    live_blog: LiveBlog
    entries: list[LiveEntry]
    key_points: list[LiveEntry]
    is_partial: bool


def first_page(live_blog: LiveBlog) -> LivePage:
    """The newest entries, above them those that are pinned: what stands there is not repeated on this page."""
    entries, older = _page(live_blog, before=None)
    pinned = list(live_blog.entries.shown().filter(pinned=True).newest_first().with_furniture())
    above = {entry.pk for entry in pinned}
    below = [entry for entry in entries if entry.pk not in above]
    return LivePage(live_blog, below, older, pinned, key_points(live_blog))


def page_before(live_blog: LiveBlog, cursor: Cursor) -> LivePage:
    """The entries before a place, pinned or not: paging meets each entry exactly once, whatever is posted meanwhile."""
    return LivePage(live_blog, *_page(live_blog, before=cursor))


def page_from(entry: LiveEntry) -> LivePage:
    """This entry, and what was posted before it."""
    return page_before(entry.live_blog, Cursor(entry.posted_at, entry.pk + 1))


def changes_since(live_blog: LiveBlog, version: int) -> Changes:
    """Every entry that changed after `version`, removed ones too, so that an open page can take them away."""
    changed = live_blog.entries.filter(changed_in__gt=version).newest_first().with_furniture()[: AT_ONCE + 1]
    entries = list(changed)
    return Changes(live_blog, entries[:AT_ONCE], key_points(live_blog), is_partial=len(entries) > AT_ONCE)


def key_points(live_blog: LiveBlog) -> list[LiveEntry]:
    """The newest first, as readers are led to them."""
    return list(live_blog.entries.shown().filter(is_key_point=True).newest_first())


def _page(live_blog: LiveBlog, *, before: Cursor | None) -> tuple[list[LiveEntry], Cursor | None]:
    found = live_blog.entries.shown().newest_first().with_furniture()
    if before is not None:
        found = found.before(before)
    entries = list(found[: ON_A_PAGE + 1])
    page = entries[:ON_A_PAGE]
    return page, page[-1].cursor if len(entries) > ON_A_PAGE else None
