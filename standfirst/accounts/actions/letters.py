"""Writing a letter, and sending it. A mail server that is down delays letters; it loses none."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.db import transaction

from standfirst import clock
from standfirst.accounts.actions.renewing import renew_letter
from standfirst.accounts.envelopes import Envelope, headers_for_stopping
from standfirst.accounts.events import LetterWritten
from standfirst.accounts.models import Letter
from standfirst.events import announce

LONGEST_WAIT = timedelta(hours=6)
LEASE = timedelta(minutes=2)


def write_letter(
    *, purpose: str, recipient: str, subject: str, text: str, now: datetime, unsubscribe: str = ""
) -> Letter:
    """Put a letter into the out-tray, in the caller's transaction.

    A second letter with the same `purpose` is not written; the first is returned. `unsubscribe` is the whole address at
    which the reader stops letters of its kind.
    """
    letter, is_new = Letter.objects.get_or_create(
        purpose=purpose,
        defaults={
            "recipient": recipient,
            "subject": " ".join(subject.split()),
            "text": text,
            "unsubscribe": unsubscribe,
            "written_at": now,
            "next_try_at": now,
        },
    )
    if is_new:
        announce(LetterWritten(letter_id=letter.pk))
    return letter


def send_letter(*, letter_id: int, now: datetime) -> bool:
    """Hand one letter to the mail server; True once it has taken it. Sending it again does nothing.

    The letter is claimed for two minutes first, so that two workers don't send it twice; one that dies in between
    leaves it to be sent again. If the server refuses, the next try comes later, at most every six hours, without end.
    """
    with transaction.atomic():
        claimed = Letter.objects.due(now=now).filter(pk=letter_id).update(next_try_at=now + LEASE)
    if not claimed:
        return False
    letter = Letter.objects.get(pk=letter_id)
    if letter.recipient.endswith(f"@{settings.NOBODY}"):
        # Whoever it was for has closed the account.
        letter.delete()
        return False
    present = renew_letter(letter=letter)
    if present is None:
        return False
    letter = present
    message = Envelope(subject=letter.subject, body=letter.text, to=[letter.recipient])
    message.extra_headers["Message-ID"] = f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@standfirst>"
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    message.extra_headers.update(headers_for_stopping(letter.unsubscribe))
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Ten doublings are beyond the longest wait; after weeks of refusals more would not fit into a timedelta.
        wait = min(LONGEST_WAIT, timedelta(minutes=1) * 2 ** min(letter.attempts, 10))
        Letter.objects.filter(pk=letter.pk).update(
            attempts=letter.attempts + 1, next_try_at=now + wait, last_error=str(error)[:2000]
        )
        return False
    Letter.objects.filter(pk=letter.pk).update(attempts=letter.attempts + 1, sent_at=clock.now(), last_error="")
    return True


def send_due_letters(*, now: datetime) -> int:
    """Send what waits, at most fifty at a time; returns how many were sent."""
    due = list(Letter.objects.due(now=now).values_list("pk", flat=True)[:50])
    return sum(send_letter(letter_id=letter_id, now=now) for letter_id in due)
