"""Telling a reader: once per cause, to nobody whose account is closed, by letter as the reader wishes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.policy import SMTP

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from standfirst.accounts import kinds
from standfirst.accounts.actions.letters import send_due_letters, send_letter
from standfirst.accounts.actions.mornings import write_due_digests
from standfirst.accounts.actions.notifying import UnknownKind, choose_letters, notify, notify_many
from standfirst.accounts.kinds import Kind, When, Words
from standfirst.accounts.letters import EVERY_DAILY, stop_address, stop_token
from standfirst.accounts.models import Letter, LetterChoice, Notification, User
from standfirst.accounts.mornings import last_morning, morning_of, next_morning
from standfirst.accounts.queries import ON_A_PAGE
from standfirst.accounts.tests.factories import niamh, tadhg

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SECRET = 666
"""Numbers one kettle that nobody may see any more."""


@pytest.fixture(autouse=True)
def _kettles(monkeypatch: pytest.MonkeyPatch) -> None:
    def words(told: Sequence[Notification]) -> dict[int, Words]:
        return {
            one.pk: Words(f"Kettle {one.ids['kettle']} boils", "/kettles/", "Whistling.")
            for one in told
            if one.ids["kettle"] != SECRET
        }

    monkeypatch.setattr(kinds, "_kinds", {})
    kinds.register(Kind("kettle", "Kettles", When.AT_ONCE, words))
    kinds.register(Kind("teapot", "Teapots", When.DAILY, words, choices=(When.DAILY, When.NEVER)))
    kinds.register(Kind("verdict", "Verdicts", When.AT_ONCE, words, choices=()))


def tell(reader: User, number: int = 1, kind: str = "kettle", now: datetime = NOON) -> Notification | None:
    return notify(reader_id=reader.pk, kind=kind, key=f"{kind}:{number}", ids={"kettle": number}, now=now)


def signed_in(reader: User) -> Client:
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(reader)
    return client


# Telling


def test_one_cause_is_told_once() -> None:
    assert tell(niamh()) is not None
    assert tell(niamh()) is None
    assert tell(tadhg()) is not None
    assert Notification.objects.count() == Letter.objects.count() == 2


def test_a_kind_that_nobody_registered_is_a_mistake() -> None:
    with pytest.raises(UnknownKind):
        tell(niamh(), kind="spoon")
    with pytest.raises(UnknownKind):
        choose_letters(reader_id=niamh().pk, kind="verdict", when=When.NEVER)


@pytest.mark.parametrize("gone", [{"closed_at": NOON}, {"is_active": False}])
def test_closed_accounts_are_told_nothing(gone: dict[str, object]) -> None:
    reader = niamh()
    tell(reader, kind="teapot")
    User.objects.filter(pk=reader.pk).update(**gone)
    assert tell(reader, 2) is None
    notify_many(reader_ids=[reader.pk], kind="teapot", key="t", ids={"kettle": 3}, now=NOON)
    assert write_due_digests(now=MORNING) == 0
    assert Notification.objects.count() == 1
    assert not Letter.objects.exists()
    assert not Notification.objects.waiting().exists()


def test_what_may_not_be_seen_is_neither_written_nor_shown() -> None:
    tell(niamh(), SECRET)
    tell(niamh(), SECRET, kind="teapot")
    assert write_due_digests(now=MORNING) == 0
    assert not Letter.objects.exists()
    page = signed_in(niamh()).get(reverse("your_notifications")).content.decode()
    assert "Kettle" not in page
    assert not Notification.objects.unseen().exists()


def test_many_are_told_at_once_and_only_those_who_were_not() -> None:
    people = [niamh().pk, tadhg().pk]
    choose_letters(reader_id=tadhg().pk, kind="teapot", when=When.NEVER)
    for _ in range(2):
        notify_many(reader_ids=people, kind="teapot", key="teapot:1", ids={"kettle": 1}, now=NOON)
    told = dict(Notification.objects.values_list("reader_id", "letter"))
    assert told == {niamh().pk: "waiting", tadhg().pk: "none"}


@pytest.mark.django_db(transaction=True)
def test_a_cause_that_comes_from_two_sides_at_once_is_told_once() -> None:
    reader = niamh()
    together = threading.Barrier(4)

    def work(_: int) -> bool:
        together.wait(10)
        try:
            return tell(reader) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as workers:
        assert sorted(workers.map(work, range(4))) == [False, False, False, True]
    assert Notification.objects.count() == Letter.objects.count() == 1


# Letters


def test_a_letter_at_once_can_be_stopped_by_the_mail_program(settings: Settings) -> None:
    settings.BASE_URL = "https://harbour.example"
    tell(niamh())
    letter = Letter.objects.get()
    assert letter.purpose == f"notification:{niamh().pk}:kettle:1"
    send_letter(letter_id=letter.pk, now=NOON)
    [sent] = mail.outbox
    assert sent.subject == "Kettle 1 boils"
    assert "https://harbour.example/kettles/" in str(sent.body)
    # As it goes over the wire.
    wire = sent.message(policy=SMTP).as_bytes()
    address = stop_address(reader=niamh(), kind="kettle")
    assert f"\r\nList-Unsubscribe: <{address}>\r\n".encode() in wire
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in wire


def test_one_click_is_promised_only_where_the_address_is_safe() -> None:
    tell(niamh())
    send_due_letters(now=NOON)
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    assert "List-Unsubscribe-Post" not in mail.outbox[0].extra_headers


@pytest.mark.parametrize(("when", "at_once", "in_the_morning"), [("at-once", 1, 0), ("daily", 0, 1), ("never", 0, 0)])
def test_letters_come_as_the_reader_wishes(when: str, at_once: int, in_the_morning: int) -> None:
    choose_letters(reader_id=niamh().pk, kind="kettle", when=When(when))
    tell(niamh())
    assert Letter.objects.count() == at_once
    assert write_due_digests(now=MORNING) == in_the_morning


def test_a_kind_without_choice_writes_no_letters_here() -> None:
    tell(niamh(), kind="verdict")
    assert write_due_digests(now=MORNING) == 0
    assert not Letter.objects.exists()


def test_the_morning_tells_all_that_is_new_in_one_letter() -> None:
    for number in (1, 2, SECRET):
        tell(niamh(), number, kind="teapot")
    assert write_due_digests(now=MORNING - timedelta(seconds=1)) == 0
    assert write_due_digests(now=MORNING) == 1
    letter = Letter.objects.get()
    assert letter.purpose == f"digest:{niamh().pk}:2026-11-21"
    assert letter.subject.startswith("2 things are new for you")
    assert letter.text.index("Kettle 1") < letter.text.index("Kettle 2")
    assert stop_token(reader=niamh(), kind=EVERY_DAILY) in letter.unsubscribe
    assert write_due_digests(now=MORNING + DAY / 2) == 0
    assert write_due_digests(now=MORNING + DAY) == 0, "nothing new, no letter"


def test_a_morning_that_was_missed_is_made_good_once() -> None:
    tell(niamh(), 1, kind="teapot")
    assert write_due_digests(now=MORNING + DAY / 2) == 1
    tell(niamh(), 2, kind="teapot", now=MORNING - timedelta(seconds=1))
    assert write_due_digests(now=MORNING + DAY / 2) == 0, "one letter a day"
    assert write_due_digests(now=MORNING + DAY) == 1
    assert "Kettle 2" in Letter.objects.latest("pk").text


def test_a_worker_killed_over_a_digest_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(niamh(), kind="teapot")
    with monkeypatch.context() as trouble:
        trouble.setattr("standfirst.accounts.actions.mornings.write_letter", _killed)
        with pytest.raises(KeyboardInterrupt):
            write_due_digests(now=MORNING)
    assert not Letter.objects.exists()
    assert write_due_digests(now=MORNING) == 1


def _killed(**words: object) -> None:
    raise KeyboardInterrupt


def test_a_digest_outlives_a_mail_server_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(niamh(), kind="teapot")
    write_due_digests(now=MORNING)
    with monkeypatch.context() as trouble:
        trouble.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _down)
        assert send_due_letters(now=MORNING) == 0
    assert send_due_letters(now=MORNING + timedelta(minutes=1)) == 1
    assert len(mail.outbox) == 1


def _down(backend: object, messages: object) -> int:
    raise ConnectionRefusedError


@pytest.mark.django_db(transaction=True)
def test_two_workers_in_the_morning_write_one_letter() -> None:
    for reader in (niamh(), tadhg()):
        tell(reader, kind="teapot")
    together = threading.Barrier(3)

    def work(_: int) -> int:
        together.wait(10)
        try:
            return write_due_digests(now=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as workers:
        assert sum(workers.map(work, range(3))) == 2
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-11-20"])
def test_seven_is_seven_also_when_clocks_change(day: str) -> None:
    morning = morning_of(datetime.fromisoformat(day).date())
    assert morning.hour == 7
    assert last_morning(morning) == morning.date()
    assert next_morning(morning - timedelta(seconds=1)) == morning.date()


# Stopping them


def test_one_click_stops_letters_without_session_or_origin_as_often_as_it_comes() -> None:
    tell(niamh())
    address = stop_address(reader=niamh(), kind="kettle").partition("127.0.0.1:8000")[2]
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert "Stop them" in client.get(address).content.decode()
    assert not LetterChoice.objects.exists(), "mail servers look at every link"
    for _ in range(2):
        assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not client.cookies
    assert "_auth_user_id" not in client.session
    tell(niamh(), 2)
    assert Letter.objects.count() == 1
    assert LetterChoice.objects.get().when == When.NEVER


def test_stopping_daily_letters_leaves_those_that_come_at_once() -> None:
    tell(niamh(), kind="teapot")
    Client().post(reverse("stop_letters", args=[stop_token(reader=niamh(), kind=EVERY_DAILY)]))
    assert not Notification.objects.waiting().exists()
    assert list(LetterChoice.objects.values_list("kind", "when")) == [("teapot", "never")]


def test_a_token_is_of_one_reader_and_one_kind_and_not_to_be_made_up() -> None:
    token = stop_token(reader=niamh(), kind="kettle")
    of_another = token.replace(niamh().reference, tadhg().reference)
    for forged in (of_another, token.replace("kettle", "teapot"), token[:-1], "kettle", f"{niamh().reference}:kettle:"):
        assert Client().post(reverse("stop_letters", args=[forged])).status_code == 404
    assert not LetterChoice.objects.exists()


def test_the_token_of_a_closed_account_stops_nothing_and_tells_nothing() -> None:
    token = stop_token(reader=niamh(), kind="kettle")
    User.objects.filter(pk=niamh().pk).update(closed_at=NOON)
    assert Client().post(reverse("stop_letters", args=[token])).status_code == 200
    assert not LetterChoice.objects.exists()


# The pages


def test_the_page_shows_what_is_new_once_as_new() -> None:
    tell(niamh())
    tell(tadhg(), 2)
    client = signed_in(niamh())
    assert ">1</span>" in client.get(reverse("your_fragment")).content.decode()
    first, second = (client.get(reverse("your_notifications")).content.decode() for _ in range(2))
    assert "Kettle 1" in first
    assert "Kettle 2" not in first
    assert "is-new" in first
    assert "is-new" not in second
    assert 'class="told"' not in client.get(reverse("your_fragment")).content.decode()
    assert Notification.objects.unseen().get().reader == tadhg()


def test_a_long_list_is_read_by_cursor_and_costs_the_same(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(ON_A_PAGE + 5):
        tell(niamh(), number, kind="verdict")
    client = signed_in(niamh())
    # The session, the reader, the page, what was seen; and the masthead.
    with django_assert_num_queries(6):
        first = client.get(reverse("your_notifications")).content.decode()
    tell(niamh(), 99, kind="verdict")
    before = Notification.objects.of(niamh().pk)[ON_A_PAGE].pk
    second = client.get(reverse("your_notifications"), {"before": before}).content.decode()
    numbers = [number for number in range(ON_A_PAGE + 5) if f"Kettle {number} boils" in first + second]
    assert len(numbers) == ON_A_PAGE + 5
    assert f"?before={before}" in first
    assert client.get(reverse("your_notifications"), {"before": "x"}).status_code == 404


def test_wishes_are_kept_from_the_form() -> None:
    client = signed_in(niamh())
    assert client.post(reverse("your_letters"), {"kettle": "daily", "teapot": "daily"}).status_code == 302
    assert list(LetterChoice.objects.values_list("kind", "when")) == [("kettle", "daily")]
    assert client.post(reverse("your_letters"), {"kettle": "hourly", "teapot": "daily"}).status_code == 422
    assert client.post(reverse("your_letters"), {"kettle": "daily", "teapot": "at-once"}).status_code == 422


@pytest.mark.parametrize("name", ["your_notifications", "your_letters"])
def test_strangers_are_asked_who_they_are(name: str) -> None:
    assert reverse("account_login") in Client().get(reverse(name)).headers["Location"]
