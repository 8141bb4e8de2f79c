"""Turning stored events into facts, transfers and receipts: in any order, any number of times, with one result."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction

from standfirst.contributions.actions.ledger import transfer
from standfirst.contributions.bookkeeping import (
    Account,
    Claim,
    Disagreement,
    Known,
    UnreadableClaim,
    entries_for,
    merge,
)
from standfirst.contributions.events import ContributionReceived
from standfirst.contributions.letters import send_receipt
from standfirst.contributions.models import Fact, Pledge, ProcessorEvent, ProcessorObject
from standfirst.contributions.processors import UnreadableEvent
from standfirst.contributions.processors.roster import UnknownProcessor, named
from standfirst.events import announce

LONGEST_WAIT = timedelta(hours=6)

logger = logging.getLogger(__name__)


class UnknownPledge(Exception):
    """The event names a pledge that is not in this book."""


# What parks an event: it stays in the inbox with the reason, is tried again ever more seldom, and `books --check` names
# it. Any other fault leaves it there untouched, to be tried again.
PARKING = (UnknownPledge, Disagreement, UnreadableClaim, UnreadableEvent, UnknownProcessor)


@transaction.atomic
def apply_event(*, event_id: int, now: datetime) -> bool:
    """Bring one stored event into the books; True if that was done now. Applying it again does nothing.

    Locks the event, then the processor's objects it tells about in the order of their names. An event that can't be
    applied changes nothing and is parked.
    """
    event = ProcessorEvent.objects.select_for_update().get(pk=event_id)
    if event.applied_at is not None:
        return False
    try:
        with transaction.atomic():
            _enter(event, now=now)
    except PARKING as problem:
        _park(event, problem, now=now)
        return False
    event.applied_at, event.error = now, ""
    event.save(update_fields=["applied_at", "error"])
    return True


def apply_waiting(*, now: datetime) -> int:
    """Try what is still in the inbox, at most fifty at a time; returns how many were applied.

    For events whose task died, and for parked ones.
    """
    applied = 0
    for event in ProcessorEvent.objects.due(now=now)[:50]:
        try:
            applied += apply_event(event_id=event.pk, now=now)
        except Exception as fault:
            # One event that we fail on must not keep the others waiting behind it.
            logger.exception("Event %s of %s could not be applied", event.event_id, event.processor)
            with transaction.atomic():
                _park(event, fault, now=now)
    return applied


def _enter(event: ProcessorEvent, *, now: datetime) -> None:
    claims = named(event.processor).claims(body=bytes(event.body))
    for (kind, object_id), about_one in groupby(sorted(claims, key=_object_of), key=_object_of):
        thing = _locked(event, kind, object_id)
        facts = _merged(thing, list(about_one))
        pledge = _connected(thing, facts)
        if pledge is not None:
            _write_transfers(thing, pledge, facts, now=now)


def _object_of(claim: Claim) -> tuple[str, str]:
    return claim.kind, claim.object_id


def _locked(event: ProcessorEvent, kind: str, object_id: str) -> ProcessorObject:
    """The object's row, made if this is the first we hear of it, and locked: two workers with two events about one
    payment stand in line here, so that the second sees what the first wrote.
    """
    thing, _ = ProcessorObject.objects.get_or_create(
        processor=event.processor, book=event.book, kind=kind, object_id=object_id
    )
    return ProcessorObject.objects.select_for_update(of=("self",)).select_related("pledge").get(pk=thing.pk)


def _merged(thing: ProcessorObject, claims: list[Claim]) -> dict[str, object]:
    """All facts of the object, by name, with these claims merged in."""
    rows = {fact.name: fact for fact in thing.facts.all()}
    for claim in claims:
        row = rows.get(claim.name)
        known = merge(Known(row.value, row.rank) if row else None, claim)
        if row is None:
            rows[claim.name] = Fact.objects.create(about=thing, name=claim.name, value=known.value, rank=known.rank)
        elif known.rank != row.rank:
            row.value, row.rank = known.value, known.rank
            row.save(update_fields=["value", "rank"])
    return {name: row.value for name, row in rows.items()}


def _connected(thing: ProcessorObject, facts: dict[str, object]) -> Pledge | None:
    """The object's pledge, tied to it now if this is the first word of it; None while nobody has named one.

    The pledge must be of the same book and processor. Raises UnknownPledge.
    """
    if thing.pledge is not None or "pledge" not in facts:
        return thing.pledge
    known = Pledge.objects.filter(book=thing.book, processor=thing.processor)
    thing.pledge = known.filter(reference=facts["pledge"]).first()
    if thing.pledge is None:
        raise UnknownPledge(f"{thing} is for pledge {facts['pledge']!r}, which is not in the {thing.book} book")
    thing.save(update_fields=["pledge"])
    return thing.pledge


def _write_transfers(thing: ProcessorObject, pledge: Pledge, facts: dict[str, object], *, now: datetime) -> None:
    for entry in entries_for(thing.kind, facts):
        line, is_new = transfer(
            cause=cause_of(thing, entry.name),
            book=thing.book,
            from_account=entry.from_account,
            to_account=entry.to_account,
            money=entry.money,
            occurred_at=entry.occurred_at,
            pledge=pledge,
            now=now,
        )
        if is_new and entry.from_account == Account.INCOME:
            send_receipt(line=line, pledge=pledge, payment_id=thing.object_id, now=now)
            announce(ContributionReceived(pledge_id=pledge.pk, transfer_id=line.pk))


def cause_of(thing: ProcessorObject, entry_name: str) -> str:
    """The natural key of a transfer."""
    return f"{thing.processor}:{thing.book}:{thing.kind}:{thing.object_id}:{entry_name}"


def _park(event: ProcessorEvent, problem: Exception, *, now: datetime) -> None:
    logger.error("Event %s of %s is parked: %s", event.event_id, event.processor, problem)
    wait = min(LONGEST_WAIT, timedelta(minutes=1) * 2 ** min(event.attempts, 10))
    event.attempts, event.next_try_at = event.attempts + 1, now + wait
    event.error = f"{type(problem).__name__}: {problem}"[:2000]
    event.save(update_fields=["attempts", "next_try_at", "error"])
