"""What of the conversation is one reader's own: a fixed number of queries each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from standfirst.accounts.models import User
from standfirst.comments.models import Comment, Recommendation, StateChange

MOST_MARKS = 500
OWN_ON_A_PAGE = 50


@dataclass(frozen=True)
class OwnMarks:
    """Ids of comments in a thread, the newest first, MOST_MARKS at most."""

    own: list[int]
    editable: list[int]
    recommended: list[int]


@dataclass(frozen=True)
class OwnPage:
    """What somebody wrote, newest first. `older` is the cursor of the next stretch, None at the end."""

    comments: list[Comment]
    older: int | None


def marks_in(*, thread_id: int, reader: User, editable_since: datetime) -> OwnMarks:
    """The reader's own public comments, which of them can be changed, and those the reader recommends."""
    mine = Comment.objects.filter(thread=thread_id, author=reader, state=Comment.State.PUBLISHED).order_by("-posted_at")
    own = list(mine.values_list("pk", "posted_at")[:MOST_MARKS])
    recommended = Recommendation.objects.filter(thread=thread_id, reader=reader, undone_in__isnull=True)
    return OwnMarks(
        own=[pk for pk, _ in own],
        editable=[pk for pk, posted_at in own if posted_at >= editable_since],
        recommended=list(recommended.order_by("-made_at").values_list("comment_id", flat=True)[:MOST_MARKS]),
    )


def written_by(*, author: User, before: int | None = None) -> OwnPage:
    """The author's comments in every state."""
    mine = Comment.objects.filter(author=author)
    found = list((mine.filter(pk__lt=before) if before else mine).order_by("-pk")[: OWN_ON_A_PAGE + 1])
    here = found[:OWN_ON_A_PAGE]
    return OwnPage(here, here[-1].pk if len(found) > OWN_ON_A_PAGE else None)


def reasons_told(comments: Iterable[Comment]) -> dict[int, str]:
    """By comment the words of its last change of state, of those that are not public: what its author is shown."""
    hidden = [one.pk for one in comments if one.state in {Comment.State.PENDING, Comment.State.REMOVED}]
    changes = StateChange.objects.filter(comment__in=hidden).order_by("pk")
    return dict(changes.values_list("comment_id", "why"))
