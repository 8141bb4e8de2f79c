"""Closing an account: asked for, called off within a day, and then carried out in many small steps."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from standfirst.accounts.actions.letters_of_leaving import closing_asked
from standfirst.accounts.models import Closing, User, new_reference
from standfirst.accounts.personal_data import Leaver, steps
from standfirst.accounts.scrubbing import leave_no_remains

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
# What was under way when the row was emptied (a letter, a comment) is found by going through it all a second time.
PASSES = 2
SAVE_EVERY_SECONDS = 0.5
LONGEST_BREATH = 0.05


class StaffAccount(Exception):
    """Whoever works here is first taken off the staff by an administrator."""


class TooLate(Exception):
    """There is no closing that could still be called off."""


@transaction.atomic
def ask_to_close(*, person: User, keeps_text: bool, now: datetime) -> Closing:
    """The account will be closed when the time to call it off is over. Asking again returns the first asking.

    A letter tells until when. Raises StaffAccount.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    if locked.is_staff or locked.is_superuser:
        raise StaffAccount
    existing = Closing.objects.underway().filter(person=locked).first()
    if existing is not None:
        return existing
    closing = Closing.objects.create(
        person=locked,
        keeps_text=keeps_text,
        asked_at=now,
        due_at=now + timedelta(hours=settings.CLOSING_HOURS),
        leased_until=now,
    )
    closing_asked(closing=closing, now=now)
    return closing


@transaction.atomic
def call_off(*, person: User, now: datetime) -> None:
    """The account stays. Raises TooLate."""
    if not Closing.objects.underway().filter(person=person, began_at=None).update(called_off_at=now):
        raise TooLate


def carry_on_closing(*, now: datetime, seconds: float = 1.0) -> int:
    """Work on the closing that has waited longest, for about so many seconds; returns how many transactions that took.

    The worker calls it again and again. One that dies in the middle leaves everything whole; another goes on.
    """
    closing = _take(now=now)
    if closing is None:
        return 0
    work = _Work(closing, now)
    ends = time.monotonic() + seconds
    done = 1
    try:
        for took in work.batches():
            done += 1
            if time.monotonic() > ends:
                break
            # Whoever waits for the database gets as much of it as we do.
            time.sleep(min(took, LONGEST_BREATH))
        else:
            _finish(closing=closing, now=now)
    finally:
        work.save(leased_until=now)
    return done


@transaction.atomic
def _take(*, now: datetime) -> Closing | None:
    """The next one that is due, with a lease on it, its person's row emptied in the same transaction."""
    closing = Closing.objects.due(now=now).select_for_update(skip_locked=True, of=("self",)).first()
    if closing is None:
        return None
    if closing.began_at is None:
        person = User.objects.select_for_update().get(pk=closing.person_id)
        closing.began_at, closing.address = now, person.email
        empty_the_row(person=person, now=now)
    closing.leased_until = now + LEASE
    closing.save(update_fields=["began_at", "address", "leased_until"])
    return closing


def empty_the_row(*, person: User, now: datetime) -> None:
    """What hangs on the row goes on hanging there; nothing in it tells who that was, and nobody can sign in.

    Without a signal: the threads a person speaks in are fetched anew in small portions.
    """
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()
    User.objects.filter(pk=person.pk).update(
        email=nobody(),
        display_name="",
        name_skeleton="",
        about="",
        picture="",
        password=person.password,
        is_active=False,
        joined_at=now,
        last_login=None,
        reference=new_reference(),
        supporter_until=None,
        shows_support=False,
        closed_at=now,
    )


def nobody() -> str:
    """No address: nothing can be sent there, and it is said of nobody."""
    return f"{secrets.token_hex(8)}@{settings.NOBODY}"


@dataclass
class _Work:
    """The steps of one closing, from where they were left."""

    closing: Closing
    now: datetime

    def batches(self) -> Iterator[float]:
        """After each transaction the seconds it took, reading included."""
        closing = self.closing
        leaver = Leaver(closing.person_id, closing.address, closing.keeps_text, self.now)
        begun = last_saved = time.monotonic()
        for turn, name in self._to_do():
            after = closing.position.get("after", "") if closing.position.get("step") == [turn, name] else ""
            closing.position = {"step": [turn, name], "after": after}
            for position in steps[name](leaver=leaver, after=after):
                closing.position = {"step": [turn, name], "after": position}
                if time.monotonic() > last_saved + SAVE_EVERY_SECONDS:
                    last_saved = time.monotonic()
                    self.save()
                yield time.monotonic() - begun
                begun = time.monotonic()

    def _to_do(self) -> list[tuple[int, str]]:
        everything = [(turn, name) for turn in range(PASSES) for name in sorted(steps)]
        at = tuple(self.closing.position.get("step", ()))
        return everything[everything.index(at) :] if at in everything else everything

    def save(self, leased_until: datetime | None = None) -> None:
        changed: dict[str, object] = {"position": self.closing.position}
        if leased_until is not None:
            changed["leased_until"] = leased_until
        Closing.objects.filter(pk=self.closing.pk).update(**changed)


def _finish(*, closing: Closing, now: datetime) -> None:
    Closing.objects.filter(pk=closing.pk).update(finished_at=now, address="")
    leave_no_remains()
