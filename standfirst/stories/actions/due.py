"""What is due: publishing what was scheduled, taking down what has expired."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from wagtail.models import Page, Revision

from standfirst.stories.actions.embargoes import end_due_embargoes
from standfirst.stories.actions.rights import PictureRestricted, refusal_of
from standfirst.stories.models import StoryPage, StuckPage

logger = logging.getLogger(__name__)
TRY_AGAIN = timedelta(seconds=10)


@dataclass(frozen=True)
class _Step:
    """One page on its way to its scheduled state.

    `take` looks again whether it is still due, and tells whether it was; `refusal` looks, without writing, for words
    against it.
    """

    page_id: int
    take: Callable[[], bool]
    refusal: Callable[[], str]
    about: object


def publish_due(*, now: datetime) -> int:
    """End the embargoes whose minute has come, publish what was scheduled, take down what has expired.

    Returns how many went live or down. Each in a transaction of its own: one that can't be keeps nobody else waiting,
    and its schedule as it was. What was refused is tried again once the refusal has gone or reads otherwise, what
    failed every ten seconds; log and desk are told once of each.
    """
    end_due_embargoes(now=now)
    expired = Page.objects.filter(live=True, expire_at__lt=now).specific()
    waiting = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    steps = [*(_going_down(page, now) for page in expired), *(_going_public(revision, now) for revision in waiting)]
    stuck = StuckPage.objects.in_bulk()
    settled = stuck.keys() - {step.page_id for step in steps}
    if settled:
        StuckPage.objects.filter(pk__in=settled).delete()
    return sum(_alone(step, stuck.get(step.page_id), now) for step in steps)


def _going_down(page: Page, now: datetime) -> _Step:
    def down() -> bool:
        due = Page.objects.filter(pk=page.pk, live=True, expire_at__lt=now).specific().first()
        if due is not None:
            due.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        return due is not None

    return _Step(page.pk, down, lambda: "", page)


def _going_public(revision: Revision, now: datetime) -> _Step:
    def public() -> bool:
        due = Revision.page_revisions.filter(pk=revision.pk, approved_go_live_at__lte=now).first()
        if due is not None:
            due.publish(log_action="wagtail.publish.scheduled")
        return due is not None

    return _Step(int(revision.object_id), public, partial(_words_against, revision), revision)


def _words_against(revision: Revision) -> str:
    story = revision.as_object()
    return refusal_of(story=story) if isinstance(story, StoryPage) else ""


def _alone(step: _Step, stuck: StuckPage | None, now: datetime) -> bool:
    try:
        if stuck is not None and not _is_worth_a_try(step, stuck, now):
            return False
        with transaction.atomic():
            # Whoever withdraws, corrects or discards has the story first; what they changed meanwhile is seen here.
            list(StoryPage.objects.select_for_update(of=("self",)).filter(pk=step.page_id).values_list("pk"))
            taken = step.take()
            StuckPage.objects.filter(pk=step.page_id).delete()
    except PictureRestricted as refusal:
        _note(step, stuck, now, refusal=str(refusal))
        return False
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one story, the others have their minute too
        _note(step, stuck, now, failure=f"{type(error).__name__}: {error}")
        return False
    return taken


def _is_worth_a_try(step: _Step, stuck: StuckPage, now: datetime) -> bool:
    return step.refusal() != stuck.refusal if stuck.refusal else now - stuck.tried_at >= TRY_AGAIN


def _note(step: _Step, stuck: StuckPage | None, now: datetime, *, refusal: str = "", failure: str = "") -> None:
    """Called while the failure is being handled, so that the log has its traceback."""
    said = {"refusal": refusal, "failure": failure}
    is_new = stuck is None or (stuck.refusal, stuck.failure) != (refusal, failure)
    if is_new and failure:
        logger.exception("%s could not be brought to its scheduled state", step.about)
    elif is_new:
        logger.warning("%s was not published at its minute: %s", step.about, refusal)
    since = now if stuck is None else stuck.since
    try:
        with transaction.atomic():
            StuckPage.objects.update_or_create(pk=step.page_id, defaults={**said, "since": since, "tried_at": now})
    except IntegrityError:
        # The page was deleted meanwhile: nothing is stuck any more, and the others have their minute too.
        return
