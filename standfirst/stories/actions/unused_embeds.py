"""Forgetting embeds that no text shows any more, and their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Revision

from standfirst.stories.embedding.finding import addresses_in, addresses_in_revision
from standfirst.stories.embeds import piece_at
from standfirst.stories.models import Embed, OpenEditor, StoryPage, WaitingUpdate

AT_ONCE: Final = 200
# Saved while the texts were looked through.
MEANWHILE: Final = timedelta(minutes=10)


def forget_unused_embeds(*, now: datetime) -> int:
    """Delete the embeds that stand in no public text, in no latest draft, scheduled version or open window of the desk.

    Returns how many. Their pictures go with them. An older version that is taken up again asks for its embeds anew.
    The texts are looked through outside of any transaction, which takes a while; what was saved meanwhile is looked at
    again before anything is deleted.
    """
    if not Embed.objects.exists():
        return 0
    used = _canonical(chain(_in_stories(), _in_revisions(_kept_revisions()), _in_windows()))
    unused = [pk for pk, address in Embed.objects.values_list("pk", "address") if address not in used]
    return _forget(unused, now=now) if unused else 0


@transaction.atomic
def _forget(unused: list[int], *, now: datetime) -> int:
    held = list(Embed.objects.select_for_update(skip_locked=True).filter(pk__in=unused).order_by("pk"))
    saved = _canonical(
        chain(_in_revisions(Revision.page_revisions.filter(created_at__gte=now - MEANWHILE)), _in_windows())
    )
    gone = [embed for embed in held if embed.address not in saved]
    for embed in gone:
        if embed.picture:
            storage, name = embed.picture.storage, embed.picture.name
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
    Embed.objects.filter(pk__in=[embed.pk for embed in gone]).delete()
    return len(gone)


def _canonical(typed: Iterator[str]) -> set[str]:
    return {piece.address for address in set(typed) if (piece := piece_at(address))}


def _in_stories() -> Iterator[str]:
    for story in StoryPage.objects.order_by("pk").only("lead_embed", "body").iterator(AT_ONCE):
        if story.lead_embed:
            yield story.lead_embed.strip()
        yield from addresses_in(list(story.body.raw_data))


def _kept_revisions() -> Any:
    """What the desk opens next, and what waits for its minute, held back or not."""
    latest = StoryPage.objects.exclude(latest_revision=F("live_revision")).exclude(latest_revision=None)
    drafts = Q(pk__in=latest.values("latest_revision")) | Q(approved_go_live_at__isnull=False)
    return Revision.page_revisions.filter(drafts | Q(pk__in=WaitingUpdate.objects.values("revision")))


def _in_revisions(revisions: Any) -> Iterator[str]:
    for content in revisions.order_by("pk").values_list("content", flat=True).iterator(AT_ONCE):
        yield from _in_content(content)


def _in_windows() -> Iterator[str]:
    for pair in OpenEditor.objects.order_by("pk").values_list("content", "waiting").iterator(AT_ONCE):
        for content in pair:
            yield from _in_content(content)


def _in_content(content: Mapping[str, Any] | None) -> list[str]:
    return addresses_in_revision(content) if content and "lead_embed" in content else []
