"""What the comments desk holds of a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from standfirst.accounts.models import User
from standfirst.accounts.personal_data import Fate, Row, in_download, not_personal, personal, who
from standfirst.comments.models import Comment, CommentRevision, Follow, Mute, Recommendation, StateChange

AT_ONCE = 500

personal("comments.Comment", "body body_html", Fate.CHOSEN)
personal("comments.Comment", "posting_key", Fate.CHOSEN, exported=False, why="The form's own number.")
who("comments.Comment", "author picked_by")
not_personal("comments.Comment", "path state", "Where it stands, and how.")
not_personal("comments.Thread", "kind", "Whether it is questions.")
personal("comments.CommentRevision", "body body_html", Fate.ROW_DELETED)
who("comments.StateChange", "actor")
not_personal("comments.StateChange", "from_state to_state rule", "Words of ours.")
personal(
    "comments.StateChange",
    "why",
    Fate.KEPT,
    why="The moderators' reasons, without a name, for good: nobody may rewrite what was decided, and why.",
)
who("comments.Recommendation", "reader")
personal("comments.Follow", "reader", Fate.ROW_DELETED)
personal("comments.Mute", "reader muted", Fate.ROW_DELETED)
not_personal(
    "comments.WebhookEndpoint",
    "address description kinds secret old_secret switched_off_because",
    "Another system of the newsroom.",
)
not_personal("comments.WebhookDelivery", "event_id kind last_error last_answer", "Numbers, and what a system answered.")
personal(
    "comments.WebhookDelivery",
    "payload",
    Fate.ROW_DELETED,
    exported=False,
    why="What other systems were told of a comment: its public words again, for thirty days.",
)
not_personal("comments.OutsidePage", "address title comments_mode", "A page of another site.")
not_personal(
    "comments.OutsideSite",
    "reference name pages_by comments_mode issuer audience",
    "Another site, as the desk has registered it.",
)
not_personal("comments.OutsideOrigin", "origin", "Where the pages of another site stand.")
not_personal("comments.OutsideKey", "kid algorithm material", "With what another site signs.")


@in_download("comments")
def comments(person: User) -> Iterator[Row]:
    """Each with where it stands and what it said before."""
    said = Comment.objects.filter(author=person).order_by("pk").select_related("thread__story", "thread__outside_page")
    said = said.prefetch_related("revisions")
    for comment in said.iterator(chunk_size=AT_ONCE):
        yield {
            "address": reverse("comment", args=[comment.pk]),
            "under": str(comment.thread.place),
            "text": comment.body,
            "html": comment.body_html,
            "state": comment.state,
            "posted_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "picked_at": comment.picked_at,
            "recommendations": comment.recommend_count,
            "earlier": [earlier_text(one) for one in comment.revisions.all()],
        }


def earlier_text(revision: CommentRevision) -> Row:
    return {"text": revision.body, "html": revision.body_html, "replaced_at": revision.replaced_at}


@in_download("what-became-of-comments")
def changes(person: User) -> Iterator[Row]:
    """Without the names of those who decided."""
    made = StateChange.objects.filter(comment__author=person).order_by("pk")
    columns = ("comment_id", "revision", "from_state", "to_state", "at", "rule", "why")
    yield from made.values(*columns).iterator(chunk_size=AT_ONCE)


@in_download("followed-conversations")
def followed(person: User) -> Iterator[Row]:
    yield from Follow.objects.filter(reader=person).order_by("pk").values("thread_id", "since").iterator()


@in_download("muted-readers")
def muted(person: User) -> Iterator[Row]:
    yield from Mute.objects.filter(reader=person).order_by("pk").values("muted__display_name", "since").iterator()


@in_download("recommendations")
def recommendations(person: User) -> Iterator[Row]:
    made = Recommendation.objects.filter(reader=person).order_by("pk")
    yield from made.values("comment_id", "made_at", "undone_at").iterator(chunk_size=AT_ONCE)
