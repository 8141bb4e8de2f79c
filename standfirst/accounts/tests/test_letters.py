"""Letters: written once per cause, sent once, and never lost to a mail server that is down."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage as Message
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from standfirst.accounts.actions.letters import LEASE, LONGEST_WAIT, send_due_letters, send_letter, write_letter
from standfirst.accounts.models import Letter

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class PostOffice:
    """The mail server: takes letters, unless it has a `trouble`."""

    trouble: BaseException | None = None
    taken: list[Message] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)

    def take(self, backend: EmailBackend, messages: Sequence[Any]) -> int:
        self.open.wait(10)
        if self.trouble is not None:
            raise self.trouble
        self.taken += [message.message() for message in messages]
        return len(messages)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    office = PostOffice()
    office.open.set()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda backend, messages: office.take(backend, messages))
    return office


def a_letter(number: int = 1, **fields: str) -> Letter:
    values = {"recipient": "niamh@readers.example", "subject": "Your comment", "text": "It has appeared.", **fields}
    with transaction.atomic():
        return write_letter(purpose=f"decision:{number}:author", now=NOON, **values)


def test_one_cause_writes_one_letter() -> None:
    first = a_letter()
    assert a_letter(text="Something else.") == first
    assert Letter.objects.get().text == "It has appeared."
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"letter_id": first.pk}


def test_a_letter_and_its_task_hold_together_with_their_cause() -> None:
    with transaction.atomic():
        a_letter()
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_subject_is_one_line_whatever_was_typed(office: PostOffice) -> None:
    send_letter(letter_id=a_letter(subject="Your comment\r\nBcc: everybody@readers.example").pk, now=NOON)
    [message] = office.taken
    assert message["Subject"] == "Your comment Bcc: everybody@readers.example"
    assert message["Bcc"] is None


def test_a_letter_is_sent_once_and_says_that_it_is_no_person(office: PostOffice) -> None:
    letter = a_letter()
    assert send_letter(letter_id=letter.pk, now=NOON)
    assert not send_letter(letter_id=letter.pk, now=NOON)
    assert send_due_letters(now=NOON + 7 * LONGEST_WAIT) == 0
    [message] = office.taken
    assert message["To"] == "niamh@readers.example"
    assert message["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.sent_at is not None


def test_every_letter_has_a_name_of_its_own(office: PostOffice) -> None:
    for number in (1, 2):
        send_letter(letter_id=a_letter(number).pk, now=NOON)
    assert len({message["Message-ID"] for message in office.taken}) == 2


@pytest.mark.parametrize("trouble", [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected("gone")])
def test_a_mail_server_that_is_down_delays_a_letter_and_loses_none(office: PostOffice, trouble: Exception) -> None:
    letter = a_letter()
    office.trouble = trouble
    assert not send_letter(letter_id=letter.pk, now=NOON)
    office.trouble = None
    assert send_due_letters(now=NOON + MINUTE / 2) == 0
    assert send_due_letters(now=NOON + MINUTE) == 1
    assert len(office.taken) == 1


def test_each_refusal_doubles_the_wait_up_to_six_hours(office: PostOffice) -> None:
    letter = a_letter()
    office.trouble = SMTPRecipientsRefused({"niamh@readers.example": (450, b"full")})
    now, waits = NOON, []
    for _ in range(50):
        send_letter(letter_id=letter.pk, now=now)
        letter.refresh_from_db()
        waits.append(letter.next_try_at - now)
        now = letter.next_try_at
    assert waits[:4] == [MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE]
    assert max(waits) == waits[-1] == LONGEST_WAIT
    assert letter.attempts == 50
    assert "full" in letter.last_error


def test_one_refused_letter_does_not_hold_up_the_others(office: PostOffice) -> None:
    refused, fine = a_letter(1), a_letter(2)
    office.trouble = SMTPRecipientsRefused({})
    send_letter(letter_id=refused.pk, now=NOON)
    office.trouble = None
    assert send_due_letters(now=NOON) == 1
    fine.refresh_from_db()
    assert fine.sent_at is not None
    assert send_due_letters(now=NOON + MINUTE) == 1


def test_a_letter_whose_worker_died_over_it_is_sent_again_after_a_while(office: PostOffice) -> None:
    letter = a_letter()
    office.trouble = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        send_letter(letter_id=letter.pk, now=NOON)
    office.trouble = None
    assert send_due_letters(now=NOON + LEASE / 2) == 0
    assert send_due_letters(now=NOON + LEASE) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_not_send_a_letter_twice(office: PostOffice) -> None:
    letter = a_letter()
    office.open.clear()
    together = threading.Barrier(4)

    def work(_: int) -> bool:
        together.wait(10)
        try:
            return send_letter(letter_id=letter.pk, now=NOON)
        finally:
            # Set by one who came too late, while the one who was first is still at it.
            office.open.set()
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(work, range(4))) == [False, False, False, True]
    assert len(office.taken) == 1
