"""What a page shows of one comment, and how it is made from a row of our own SQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from standfirst.comments.badges import Badge, badge_of, in_words
from standfirst.comments.models import NUMBER_DIGITS, Comment


class ShownAuthor(NamedTuple):
    """What a comment shows of a person. Without a `reference` there is no page to lead to."""

    display_name: str
    badge: Badge = Badge.NONE
    role: str = ""
    reference: str = ""
    is_supporter: bool = False
    is_closed: bool = False

    @property
    def badge_in_words(self) -> str:
        return in_words(self.badge, self.role)


class ShownParent(NamedTuple):
    """What a reply shows of the comment it replies to; of a stub not even the name."""

    pk: int
    author: ShownAuthor


class ShownComment(NamedTuple):
    """All that `comments/comment.html` is given of a comment: those that are equal here look the same."""

    pk: int
    author: ShownAuthor
    parent: ShownParent | None
    body_html: str
    posted_at: datetime
    depth: int
    state: str
    edited_at: datetime | None = None
    is_pick: bool = False
    recommend_count: int = 0

    @property
    def is_stub(self) -> bool:
        """Its words are not shown, whoever took them away."""
        return self.state != Comment.State.PUBLISHED


# Columns and not models: a page of sixty comments would make two hundred objects, half the cost of the page. What
# badges say is asked of staff and guests alone, so readers' comments cost nothing more.
COLUMNS = """c.id, c.number, c.path, c.state, c.body_html, c.posted_at, c.edited_at, c.picked_at, c.recommend_count,
c.published_below, c.answers, a.display_name, a.is_staff, a.reference, a.closed_at, a.supporter_until, a.shows_support,
c.by_guest, CASE WHEN c.by_guest THEN (
  SELECT g.role FROM stories_guest g
  WHERE g.story_id = (SELECT t.story_id FROM comments_thread t WHERE t.id = c.thread_id) AND g.account_id = a.id)
WHEN a.is_staff THEN (
  SELECT w.role FROM stories_contributor w JOIN stories_byline b ON b.contributor_id = w.id
  WHERE w.account_id = a.id AND b.story_id = (SELECT t.story_id FROM comments_thread t WHERE t.id = c.thread_id)
  LIMIT 1) END,
p.id, p.state, pa.display_name, pa.closed_at"""
# Behind it stands a sub-select `page` with the ids: the database finds those by one index, then looks each row up.
JOINED = """
JOIN comments_comment c ON c.id = page.id
JOIN accounts_user a ON a.id = c.author_id
LEFT JOIN comments_comment p ON p.id = c.parent_id
LEFT JOIN accounts_user pa ON pa.id = p.author_id"""


class Row(NamedTuple):
    """One row of COLUMNS."""

    pk: int
    number: int
    path: str
    state: str
    body_html: str
    posted_at: Any
    edited_at: Any
    picked_at: Any
    recommend_count: int
    published_below: int
    answers: int
    name: str
    is_staff: Any
    reference: str
    closed_at: Any
    supporter_until: Any
    shows_support: Any
    by_guest: Any
    role: str | None
    parent_pk: int | None
    parent_state: str | None
    parent_name: str | None
    parent_closed_at: Any

    def shown(self) -> ShownComment:
        posted_at = moment(self.posted_at)
        if self.state != Comment.State.PUBLISHED:
            nobody = ShownAuthor("")
            return ShownComment(self.pk, nobody, None, "", posted_at, self.depth, self.state)
        # Whoever supported the paper when they wrote it, and wants that seen: so the badge needs no clock.
        supports = bool(self.shows_support) and self.supporter_until and moment(self.supporter_until) > posted_at
        is_closed = self.closed_at is not None
        author = ShownAuthor(
            self.name,
            badge_of(is_staff=bool(self.is_staff), byline=self.role, by_guest=bool(self.by_guest)),
            self.role or "",
            "" if is_closed else self.reference,
            bool(supports),
            is_closed,
        )
        edited_at = moment(self.edited_at) if self.edited_at else None
        is_pick = self.picked_at is not None
        return ShownComment(
            self.pk,
            author,
            self.parent(),
            self.body_html,
            posted_at,
            self.depth,
            self.state,
            edited_at,
            is_pick,
            self.recommend_count,
        )

    def parent(self) -> ShownParent | None:
        if self.parent_pk is None:
            return None
        named = self.parent_state == Comment.State.PUBLISHED
        author = ShownAuthor(
            (self.parent_name or "") if named else "",
            is_closed=self.parent_closed_at is not None and named,
        )
        return ShownParent(self.parent_pk, author)

    @property
    def depth(self) -> int:
        return len(self.path) // NUMBER_DIGITS


WIDTH = len(Row._fields)


def moment(value: Any) -> datetime:
    """A stored moment in UTC: our own SQL gets it from SQLite as text, or without its zone."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
