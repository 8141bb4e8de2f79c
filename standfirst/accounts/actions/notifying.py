"""Telling a reader something: once for each cause, in the page, and by letter as the reader wishes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from standfirst.accounts.actions.letters import write_letter
from standfirst.accounts.kinds import Kind, When, all_kinds, kind_named, words_for
from standfirst.accounts.letters import EVERY_DAILY, compose_notification, read_stop_token, stop_address
from standfirst.accounts.models import LetterChoice, Notification, User
from standfirst.prepared import Prepared, PreparedInsert, PreparedUpdate

AT_ONCE_IN_A_PAGE = 500
LOCKED_READER: Prepared[User] = Prepared(
    lambda reader: User.objects.filter(pk=reader, is_active=True, closed_at=None).select_for_update(no_key=True),
    kept=True,
)
TOLD: Prepared[int] = Prepared(
    lambda reader, key: Notification.objects.filter(reader=reader, key=key).values_list("pk", flat=True), kept=True
)
CHOSEN: Prepared[str] = Prepared(
    lambda reader, kind: LetterChoice.objects.filter(reader=reader, kind=kind).values_list("when", flat=True), kept=True
)
WRITE = PreparedInsert(Notification)
MARK_WRITTEN = PreparedUpdate(
    lambda notification: (Notification.objects.filter(pk=notification), {"letter": Notification.InLetter.WRITTEN})
)


class UnknownKind(Exception):
    """No desk has registered this kind."""


@transaction.atomic
def notify(*, reader_id: int, kind: str, key: str, ids: Mapping[str, int], now: datetime) -> Notification | None:
    """Tell one reader of one cause. A second time with the same `key` changes nothing and returns None.

    None also where the account is closed or not active. The letter, if one is wanted at once, is written in the same
    transaction. Locks the reader's row, last after everything else that a caller may hold. Raises UnknownKind.
    """
    habit = _kind(kind)
    reader = LOCKED_READER.first(reader=reader_id)
    # Whoever tells this reader something holds this lock, so nobody writes the same beside us.
    if reader is None or TOLD(reader=reader_id, key=key):
        return None
    when = wish_of(reader_id=reader_id, kind=habit)
    waiting = when == When.DAILY and bool(habit.choices)
    notification = Notification(
        reader=reader,
        key=key,
        kind=kind,
        ids=dict(ids),
        made_at=now,
        letter=Notification.InLetter.WAITING if waiting else Notification.InLetter.NONE,
    )
    WRITE(notification)
    if when == When.AT_ONCE and habit.choices:
        _write_at_once(notification=notification, reader=reader, now=now)
    return notification


def notify_many(*, reader_ids: Collection[int], kind: str, key: str, ids: Mapping[str, int], now: datetime) -> None:
    """Tell many readers of one cause, of a kind whose letters come with the morning's. Told before: nothing changes.

    Each five hundred are a transaction of their own, so that no lock is long; a repeat tells those still missing.
    """
    habit = _kind(kind)
    in_order = sorted(reader_ids)
    for start in range(0, len(in_order), AT_ONCE_IN_A_PAGE):
        some = in_order[start : start + AT_ONCE_IN_A_PAGE]
        with transaction.atomic():
            _notify_some(reader_ids=some, kind=habit, key=key, ids=ids, now=now)


def _notify_some(*, reader_ids: Collection[int], kind: Kind, key: str, ids: Mapping[str, int], now: datetime) -> None:
    readers = User.objects.select_for_update(no_key=True).filter(pk__in=reader_ids, is_active=True, closed_at=None)
    chosen = dict(LetterChoice.objects.filter(reader__in=reader_ids, kind=kind.name).values_list("reader_id", "when"))
    Notification.objects.bulk_create(
        [
            Notification(
                reader_id=pk,
                kind=kind.name,
                key=key,
                ids=dict(ids),
                made_at=now,
                letter=Notification.InLetter.NONE
                if chosen.get(pk, kind.usually) == When.NEVER
                else Notification.InLetter.WAITING,
            )
            for pk in readers.order_by("pk").values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )


def _write_at_once(*, notification: Notification, reader: User, now: datetime) -> None:
    """Nothing is written of what is no longer public, or not yet."""
    words = words_for([notification]).get(notification.pk)
    if words is None:
        return
    subject, text = compose_notification(words=words, reader=reader, kind=notification.kind)
    write_letter(
        purpose=f"notification:{reader.pk}:{notification.key}",
        recipient=reader.email,
        subject=subject,
        text=text,
        now=now,
        unsubscribe=stop_address(reader=reader, kind=notification.kind),
    )
    notification.letter = Notification.InLetter.WRITTEN
    MARK_WRITTEN(notification=notification.pk)


def wish_of(*, reader_id: int, kind: Kind) -> When:
    """When letters of this kind come to this reader."""
    chosen = CHOSEN.first(reader=reader_id, kind=kind.name)
    return When(chosen) if chosen in kind.choices else kind.usually


@transaction.atomic
def choose_letters(*, reader_id: int, kind: str, when: When) -> None:
    """The reader's wish for one kind. What waits for the morning's letter is not told any more by letter after NEVER.

    Raises UnknownKind, also where this kind leaves no such choice.
    """
    if when not in _kind(kind).choices:
        raise UnknownKind(kind)
    # The reader's row first, as in `notify`: what is told meanwhile then knows of the wish.
    User.objects.select_for_update(no_key=True).get(pk=reader_id)
    LetterChoice.objects.update_or_create(reader_id=reader_id, kind=kind, defaults={"when": when})
    if when == When.NEVER:
        waiting = Notification.objects.waiting().filter(reader_id=reader_id, kind=kind)
        waiting.update(letter=Notification.InLetter.NONE)


def mark_seen(*, reader_id: int, notification_ids: Collection[int], now: datetime) -> int:
    """Those of the reader's own among these have been shown; returns how many were new."""
    own = Notification.objects.of(reader_id).unseen().filter(pk__in=notification_ids)
    return own.order_by().update(seen_at=now)


def _kind(name: str) -> Kind:
    kind = kind_named(name)
    if kind is None:
        raise UnknownKind(name)
    return kind


@transaction.atomic
def stop_letters(*, token: str) -> bool:
    """No more letters of the token's kind to its reader, or none of the daily ones; as often as it is said.

    Changes nothing else, and nothing at all for a closed account. False where the token is not ours.
    """
    named = read_stop_token(token)
    if named is None:
        return False
    reference, name = named
    reader = User.objects.filter(reference=reference, closed_at=None).first()
    if reader is None:
        return True
    for kind in all_kinds():
        daily = name == EVERY_DAILY and wish_of(reader_id=reader.pk, kind=kind) == When.DAILY
        if When.NEVER in kind.choices and (daily or kind.name == name):
            choose_letters(reader_id=reader.pk, kind=kind.name, when=When.NEVER)
    return True
