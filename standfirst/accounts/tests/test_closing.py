"""Who may close an account, and until when it can be called off."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from standfirst import clock
from standfirst.accounts.actions.closing import StaffAccount, TooLate, ask_to_close, call_off, carry_on_closing
from standfirst.accounts.actions.downloads import ask_for_download, folder, forget_downloads, make_download
from standfirst.accounts.actions.letters import send_letter, write_letter
from standfirst.accounts.actions.people import forget_unproven
from standfirst.accounts.models import Closing, Download, Letter, User
from standfirst.accounts.tests.factories import cormac, niamh, tadhg

pytestmark = pytest.mark.django_db
ANSWERS = {"comments": "keep", "understood": "on"}


@pytest.fixture
def private(settings: Settings, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path
    return tmp_path


def signed_in(client: Client, *, minutes_ago: float = 1) -> Client:
    client.force_login(niamh())
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time() - minutes_ago * 60}]
    session.save()
    return client


def test_closing_waits_a_day_and_a_letter_tells_until_when(client: Client) -> None:
    signed_in(client).post(reverse("close_account"), ANSWERS)
    closing = Closing.objects.get()
    assert closing.due_at - closing.asked_at == timedelta(hours=24)
    letter = Letter.objects.get(purpose__startswith="closing:")
    assert letter.recipient == "niamh@readers.example"
    assert "/your/close/" in letter.text
    assert carry_on_closing(now=clock.now() + timedelta(hours=23)) == 0
    assert niamh().closed_at is None
    assert "Your account will be closed" in client.get(reverse("close_account")).text


def test_a_session_of_long_ago_signs_in_once_more_first(client: Client) -> None:
    answer = signed_in(client, minutes_ago=20).post(reverse("close_account"), ANSWERS)
    assert answer.headers["Location"] == "/account/login/?next=%2Fyour%2Fclose%2F"
    assert "_auth_user_id" not in client.session
    assert not Closing.objects.exists()


@pytest.mark.parametrize("missing", ["comments", "understood"])
def test_nothing_happens_by_half(client: Client, missing: str) -> None:
    answers = {name: value for name, value in ANSWERS.items() if name != missing}
    assert signed_in(client).post(reverse("close_account"), answers).status_code == 422
    assert not Closing.objects.exists()


def test_it_can_be_called_off_until_it_begins(client: Client) -> None:
    signed_in(client).post(reverse("close_account"), ANSWERS)
    page = client.post(reverse("close_account"), {"keep": "1"})
    assert "Your account stays" in page.text
    assert carry_on_closing(now=clock.now() + timedelta(hours=25)) == 0
    with pytest.raises(TooLate):
        call_off(person=niamh(), now=clock.now())
    assert client.post(reverse("close_account"), {"keep": "1"}).status_code == 302


def test_asking_twice_is_asking_once() -> None:
    first = ask_to_close(person=niamh(), keeps_text=True, now=clock.now())
    assert ask_to_close(person=niamh(), keeps_text=False, now=clock.now()) == first


def test_staff_are_taken_off_the_staff_first(client: Client) -> None:
    with pytest.raises(StaffAccount):
        ask_to_close(person=cormac(), keeps_text=True, now=clock.now())
    client.force_login(cormac())
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    page = client.post(reverse("close_account"), ANSWERS)
    assert page.status_code == 422
    assert "An administrator" in page.text


def close(person: User) -> None:
    ask_to_close(person=person, keeps_text=False, now=clock.now())
    moment = clock.now() + timedelta(hours=25)
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)


def test_nobody_is_signed_in_any_more_and_the_address_is_free(client: Client) -> None:
    other = Client()
    other.force_login(tadhg())
    signed_in(client)
    reader, reference = niamh(), niamh().reference
    close(reader)
    assert client.get(reverse("your_data")).status_code == 302
    assert Session.objects.count() == 1
    reader.refresh_from_db()
    assert reader.reference != reference
    assert niamh().pk != reader.pk


def test_one_worker_at_a_time() -> None:
    ask_to_close(person=niamh(), keeps_text=True, now=clock.now())
    later = clock.now() + timedelta(hours=25)
    Closing.objects.update(leased_until=later + timedelta(minutes=1))
    assert carry_on_closing(now=later) == 0
    assert carry_on_closing(now=later + timedelta(minutes=2)) > 0


def test_the_empty_row_is_no_account_that_nobody_proved() -> None:
    close(niamh())
    assert forget_unproven(now=clock.now() + timedelta(days=3)) == 0


def test_a_letter_to_nobody_is_not_sent() -> None:
    reader = niamh()
    close(reader)
    reader.refresh_from_db()
    late = write_letter(purpose="late", recipient=reader.email, subject="Late", text="Late", now=clock.now())
    assert not send_letter(letter_id=late.pk, now=clock.now())
    assert not Letter.objects.filter(pk=late.pk).exists()


def test_a_download_is_made_once_and_replaced_by_the_next(private: Path) -> None:
    first = ask_for_download(person=niamh(), now=clock.now())
    assert ask_for_download(person=niamh(), now=clock.now()) == first
    for _ in range(2):
        make_download(download_id=first.pk, now=clock.now())
    assert len(list(folder().iterdir())) == 1
    second = ask_for_download(person=niamh(), now=clock.now())
    make_download(download_id=second.pk, now=clock.now())
    forget_downloads(now=clock.now())
    assert [file.name for file in folder().iterdir()] == [Download.objects.get(pk=second.pk).file]
    assert Letter.objects.filter(purpose__startswith="download:").count() == 2


def test_a_download_is_gone_after_a_week(private: Path, client: Client) -> None:
    download = ask_for_download(person=niamh(), now=clock.now())
    make_download(download_id=download.pk, now=clock.now())
    signed_in(client)
    fetched = client.get(reverse("fetch_data", args=[download.pk]))
    assert fetched.status_code == 200
    assert b"".join(fetched.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    forget_downloads(now=clock.now() + timedelta(days=6))
    assert list(folder().iterdir())
    forget_downloads(now=clock.now() + timedelta(days=8))
    assert not list(folder().iterdir())
    assert client.get(reverse("fetch_data", args=[download.pk])).status_code == 404


def test_no_file_is_made_of_somebody_who_has_gone(private: Path) -> None:
    download = ask_for_download(person=niamh(), now=clock.now())
    User.objects.update(closed_at=clock.now())
    make_download(download_id=download.pk, now=clock.now())
    assert not folder().exists()
