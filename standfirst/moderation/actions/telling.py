"""Telling the author in the page what was decided; the letter is in the out-tray already."""

from __future__ import annotations

from datetime import datetime

from standfirst.accounts.actions.notifying import notify
from standfirst.moderation.models import Decision


def tell_author_in_page(*, decision_id: int, now: datetime) -> None:
    """Once, however often it runs. A comment that stays where it stood changes nothing for its author."""
    decision = Decision.objects.select_related("item__comment").get(pk=decision_id)
    if decision.outcome != Decision.Outcome.KEEP:
        author_id = decision.item.comment.author_id
        key = f"decision:{decision.reference}"
        notify(reader_id=author_id, kind="decision", key=key, ids={"decision": decision.pk}, now=now)
