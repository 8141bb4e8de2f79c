"""Asking for a correction, and settling what was asked for."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.stories.models import CorrectionRequest, StoryPage


@transaction.atomic
def ask_for_correction(*, story: StoryPage, words: str, actor: User, now: datetime) -> CorrectionRequest:
    """An open request about `story`. The same words while they are open are the same request."""
    request, _ = CorrectionRequest.objects.get_or_create(
        story=story, words=words, settled_at=None, defaults={"asked_by": actor, "asked_at": now}
    )
    return request


@transaction.atomic
def settle_request(*, request: CorrectionRequest, actor: User, now: datetime) -> None:
    """Dealt with, whether something was corrected or not. A request settled before keeps who did."""
    CorrectionRequest.objects.filter(pk=request.pk, settled_at=None).update(settled_by=actor, settled_at=now)
