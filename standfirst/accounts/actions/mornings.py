"""The morning's letter: everything that is new for a reader, in one letter a day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from standfirst.accounts.actions.letters import write_letter
from standfirst.accounts.kinds import words_for
from standfirst.accounts.letters import EVERY_DAILY, MOST_IN_A_LETTER, compose_digest, stop_address
from standfirst.accounts.models import Letter, Notification, User
from standfirst.accounts.mornings import last_morning, morning_of

READERS_AT_ONCE = 200


def write_due_digests(*, now: datetime) -> int:
    """Write the letters of the last morning that are not written yet, READERS_AT_ONCE at most; returns how many.

    After an outage they come late, and once: a letter's `purpose` names reader and day.
    """
    day = last_morning(now)
    due = Notification.objects.waiting().filter(made_at__lt=morning_of(day)).order_by("reader_id")
    readers = list(due.values_list("reader_id", flat=True).distinct()[:READERS_AT_ONCE])
    return sum(write_digest(reader_id=reader_id, day=day, now=now) for reader_id in readers)


@transaction.atomic
def write_digest(*, reader_id: int, day: date, now: datetime) -> bool:
    """One reader's letter of one morning; False where there is nothing to tell, or all was told already.

    What is told and the letter that tells it change in one transaction, under the reader's lock: killed at any moment
    it has done both or neither.
    """
    reader = User.objects.select_for_update(no_key=True).get(pk=reader_id)
    waiting = Notification.objects.waiting().filter(reader=reader, made_at__lt=morning_of(day)).order_by("pk")
    purpose = f"digest:{reader.pk}:{day.isoformat()}"
    if not reader.is_active or reader.closed_at is not None:
        waiting.order_by().update(letter=Notification.InLetter.NONE)
        return False
    told = list(waiting)
    if told and Letter.objects.filter(purpose=purpose).exists():
        # Came in the very moment of the morning, behind the letter: with tomorrow's.
        Notification.objects.filter(pk__in=[one.pk for one in told]).update(made_at=morning_of(day))
        return False
    words = words_for(told)
    items = [words[one.pk] for one in told if one.pk in words][-MOST_IN_A_LETTER:]
    silent = [one.pk for one in told if one.pk not in words]
    Notification.objects.filter(pk__in=silent).update(letter=Notification.InLetter.NONE)
    if not items:
        return False
    subject, text = compose_digest(items=items, reader=reader)
    write_letter(
        purpose=purpose,
        recipient=reader.email,
        subject=subject,
        text=text,
        now=now,
        unsubscribe=stop_address(reader=reader, kind=EVERY_DAILY),
    )
    waiting.order_by().filter(pk__in=[one.pk for one in told]).update(letter=Notification.InLetter.WRITTEN)
    return True
