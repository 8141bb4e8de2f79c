"""Writing down what other systems are to be told, in the transaction of its cause: no message without its fact."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from standfirst import clock
from standfirst.comments.events import (
    CommentDeleted,
    CommentEdited,
    CommentHeld,
    CommentPicked,
    CommentPosted,
    CommentPublished,
    CommentRemoved,
)
from standfirst.comments.models import Comment, Kind, StateChange, WebhookDelivery, WebhookEndpoint
from standfirst.comments.queries.badges import badge_by
from standfirst.comments.webhooks.tables import WITH_WORDS
from standfirst.prepared import Prepared
from standfirst.stories.models import StoryPage


def queue_event(
    *,
    kind: str,
    event_id: str,
    comment_id: int | None,
    payload: dict[str, Any],
    now: datetime,
    only: Collection[int] | None = None,
    besides: Collection[int] = (),
) -> None:
    """One message for each active endpoint that wants this kind. The same event a second time writes nothing.

    `only` and `besides` are numbers of endpoints.
    """
    endpoints = [one for one in WebhookEndpoint.objects.filter(is_active=True) if kind in one.kinds]
    endpoints = [one for one in endpoints if (only is None or one.pk in only) and one.pk not in besides]
    if not endpoints:
        return
    body = as_bytes(kind=kind, payload=payload, now=now)
    WebhookDelivery.objects.bulk_create(
        [
            WebhookDelivery(
                endpoint=one,
                event_id=event_id,
                kind=kind,
                comment_id=comment_id,
                payload=body,
                made_at=now,
                next_try_at=now,
            )
            for one in endpoints
        ],
        ignore_conflicts=True,
    )


def named(kind: str, *parts: object) -> str:
    """The id of a message. Without full stops, which part what is signed."""
    return "-".join([kind.replace(".", "-"), *map(str, parts)])


def as_bytes(*, kind: str, payload: dict[str, Any], now: datetime) -> bytes:
    """What is signed and sent, at every try the same."""
    message = {"type": kind, "timestamp": now.isoformat(), "data": payload}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def is_wanted(kind: str) -> bool:
    """Whether anybody is to be told. Asked first: a comment that nobody asks about costs one small query."""
    return any(kind in kinds for kinds in WANTED())


WANTED: Prepared[list[str]] = Prepared(
    lambda: WebhookEndpoint.objects.filter(is_active=True).values_list("kinds", flat=True), kept=True
)


def tell_of_posted(fact: CommentPosted) -> None:
    """That there is a comment, as it was born. Its words and its author are not public yet, so they are not told."""
    if is_wanted(Kind.POSTED):
        comment = comment_of(fact.comment_id)
        birth = StateChange.objects.filter(comment=comment).earliest("pk")
        comment.state, comment.thread.last_change = birth.to_state, birth.sequence or 0
        _tell(Kind.POSTED, comment)


def tell_of_published(fact: CommentPublished) -> None:
    """The comment as readers see it."""
    if is_wanted(Kind.PUBLISHED):
        _tell_words(Kind.PUBLISHED, comment_of(fact.comment_id))


def tell_of_picked(fact: CommentPicked) -> None:
    """The comment as readers see it, which the desk finds worth reading."""
    if is_wanted(Kind.PICKED):
        _tell_words(Kind.PICKED, comment_of(fact.comment_id))


def tell_of_edited(fact: CommentEdited) -> None:
    """The new words, where they are public. Earlier ones that still wait are held back, and told anew with these.

    Runs when the new words have been judged; where they wait for a moderator, others have been told that it is gone.
    """
    waiting = WebhookDelivery.objects.waiting().filter(comment_id=fact.comment_id, kind__in=WITH_WORDS)
    known: set[int] = set()
    owed: dict[str, set[int]] = {}
    for delivery in waiting:
        if delivery.revision == fact.revision:
            # It became public by its new words, and was told so.
            known.add(delivery.endpoint_id)
        else:
            owed.setdefault(delivery.kind, set()).add(delivery.endpoint_id)
            hold_back = WebhookDelivery.objects.filter(pk=delivery.pk)
            hold_back.update(given_up_at=clock.now(), last_error="the comment was edited before this was delivered")
    if not owed and not is_wanted(Kind.EDITED):
        return
    comment = comment_of(fact.comment_id)
    if comment.state != Comment.State.PUBLISHED:
        return
    for kind, endpoint_ids in owed.items():
        _tell_words(Kind(kind), comment, only=endpoint_ids)
    _tell_words(Kind.EDITED, comment, besides=known.union(owed.get(Kind.PUBLISHED, ()), owed.get(Kind.EDITED, ())))


def tell_of_removed(fact: CommentRemoved | CommentHeld | CommentDeleted) -> None:
    """That the comment is no longer public, whoever took it away. Words that still wait are held back."""
    late = WebhookDelivery.objects.waiting().filter(comment_id=fact.comment_id, kind__in=WITH_WORDS)
    late.update(given_up_at=clock.now(), last_error="the comment was taken away before this was delivered")
    if is_wanted(Kind.REMOVED):
        _tell(Kind.REMOVED, comment_of(fact.comment_id))


def comment_of(comment_id: int) -> Comment:
    related = ("thread__story", "thread__outside_page", "author")
    return Comment.objects.select_related(*related).get(pk=comment_id)


def _tell(kind: Kind, comment: Comment) -> None:
    _queue(kind, comment, described(comment))


def _tell_words(
    kind: Kind, comment: Comment, *, only: Collection[int] | None = None, besides: Collection[int] = ()
) -> None:
    payload = {**described(comment), "text": comment.body, "author": author_of(comment)}
    _queue(kind, comment, payload, only=only, besides=besides)


def _queue(kind: Kind, comment: Comment, payload: dict[str, Any], **to: Any) -> None:
    # The thread's count of changes grows under its lock, so this names one change of one comment.
    event_id = named(kind, comment.thread_id, comment.thread.last_change, comment.pk)
    with transaction.atomic():
        queue_event(kind=kind, event_id=event_id, comment_id=comment.pk, payload=payload, now=clock.now(), **to)


def described(comment: Comment) -> dict[str, Any]:
    """What may be said of a comment in any state: numbers, moments and addresses.

    `sequence` grows with every change in the thread: of two messages the one with the higher number is the later.
    """
    place = comment.thread.place
    address = place.full_url if isinstance(place, StoryPage) else place.address
    return {
        "sequence": comment.thread.last_change,
        "comment": {
            "id": comment.pk,
            "state": comment.state,
            "revision": comment.revision,
            "parent_id": comment.parent_id,
            "posted_at": comment.posted_at.isoformat(),
            "address": settings.BASE_URL + reverse("comment", args=[comment.pk]),
        },
        "thread": {
            "id": comment.thread_id,
            "address": settings.BASE_URL + reverse("thread", args=[comment.thread_id]),
        },
        "page": {"story_id": comment.thread.story_id, "title": place.title, "address": address},
    }


def author_of(comment: Comment) -> dict[str, str]:
    """As the public page tells it; never an e-mail address."""
    author = comment.author
    return {"reference": author.reference, "name": author.display_name, "badge": str(badge_by(comment))}
