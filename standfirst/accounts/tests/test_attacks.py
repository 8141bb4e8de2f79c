"""What somebody tries who wants into another's account, or to learn who has one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst.accounts.models import Letter, User
from standfirst.accounts.tests.factories import PASSWORD, aoife, niamh

pytestmark = pytest.mark.django_db

OURS = {"Sec-Fetch-Site": "same-origin"}
CONFIRM = "/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def ask_code(client: Client, email: str, **more: str) -> Any:
    return client.post(reverse("account_login"), {"email": email, **more}, headers=OURS)


def code_of(email: str) -> str:
    letter = Letter.objects.filter(recipient=email).latest("pk")
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found.group(1)


def enter(client: Client, code: str, **more: str) -> Any:
    return client.post(CONFIRM, {"code": code, **more}, headers=OURS)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_planted_session_is_not_the_one_that_is_signed_in(client: Client) -> None:
    """Session fixation: the key of before, which somebody may have planted, opens nothing afterwards."""
    ask_code(client, "niamh@readers.example")
    planted = client.cookies["sf_session"].value
    enter(client, code_of("niamh@readers.example"))
    assert is_in(client)
    assert client.cookies["sf_session"].value != planted
    other = Client()
    other.cookies["sf_session"] = planted
    assert not is_in(other)


def test_five_wrong_codes_and_the_right_one_is_dead(client: Client) -> None:
    ask_code(client, "niamh@readers.example")
    right = code_of("niamh@readers.example")
    for _ in range(5):
        enter(client, "BBBB-BBBB")
    enter(client, right)
    assert not is_in(client)


def test_codes_are_long_enough_that_guessing_is_hopeless(client: Client) -> None:
    ask_code(client, "niamh@readers.example")
    code = code_of("niamh@readers.example").replace("-", "")
    # Ten letters an hour, five tries each, from an alphabet of twenty: years for a chance in a hundred.
    assert len(code) >= 8
    assert not code.isdigit()


def test_letters_to_one_address_are_counted_whoever_asks() -> None:
    answers = [ask_code(Client(REMOTE_ADDR=f"198.51.100.{n}"), "niamh@readers.example") for n in range(5)]
    assert Letter.objects.count() == 3
    assert answers[-1].status_code in {200, 429}


def test_letters_asked_for_from_one_place_are_counted() -> None:
    for n in range(25):
        ask_code(Client(), f"reader{n}@readers.example")
    assert Letter.objects.count() == 20


def test_codes_entered_from_one_place_are_counted_over_all_sessions() -> None:
    statuses = []
    for n in range(8):
        session = Client()
        ask_code(session, f"reader{n}@readers.example")
        statuses += [enter(session, "BBBB-BBBB").status_code for _ in range(5)]
    assert statuses.count(429) == 10


def test_a_code_signs_in_once(client: Client) -> None:
    ask_code(client, "niamh@readers.example")
    code = code_of("niamh@readers.example")
    enter(client, code)
    client.post(reverse("account_logout"), headers=OURS)
    assert not is_in(client)
    enter(client, code)
    assert not is_in(client)


def test_a_code_is_good_only_in_the_session_that_asked_for_it(client: Client) -> None:
    ask_code(client, "niamh@readers.example")
    code, thief = code_of("niamh@readers.example"), Client()
    enter(thief, code)
    ask_code(thief, "thief@readers.example")
    enter(thief, code)
    assert not is_in(thief)
    enter(client, code)
    assert is_in(client)


def test_the_same_answer_for_those_who_have_an_account_and_those_who_have_none() -> None:
    reader = niamh()
    pages, queries = [], []
    for email in (reader.email, "nobody@readers.example"):
        client = Client()
        with CaptureQueriesContext(connection) as counted:
            asked = ask_code(client, email)
        queries.append(len(counted))
        text = client.get(asked["Location"]).content.decode().replace(email, "…")
        pages.append((asked.status_code, asked["Location"], re.sub(r'value="[A-Za-z0-9]{64}"', "", text)))
    assert pages[0] == pages[1]
    # A new address gets an account, which is nine statements; the letter and its task cost the rest in both.
    assert abs(queries[0] - queries[1]) <= 9
    assert [letter.recipient for letter in Letter.objects.order_by("pk")] == [reader.email, "nobody@readers.example"]


def test_a_wrong_password_and_an_unknown_address_sound_alike_and_cost_alike(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[int] = []
    hasher = type(get_hasher())
    encode = hasher.encode

    def counted(*args: Any, **more: Any) -> str:
        hashed.append(1)
        return encode(*args, **more)

    monkeypatch.setattr(hasher, "encode", counted)
    editor, answers, work = aoife(), [], []
    for email in (editor.email, "nobody@paper.example"):
        hashed.clear()
        page = client.post(reverse("password_login"), {"login": email, "password": "wrong"}, headers=OURS)
        work.append(len(hashed))
        answers.append(re.sub(r'value="[A-Za-z0-9]{64}"', "", page.content.decode().replace(email, "…")))
    assert answers[0] == answers[1]
    assert work[0] == work[1] > 0


def test_asking_for_a_new_password_says_nothing_about_who_has_an_account(client: Client) -> None:
    answers = [
        client.post(reverse("account_reset_password"), {"email": email}, headers=OURS)["Location"]
        for email in (aoife().email, "nobody@paper.example")
    ]
    assert answers[0] == answers[1]


EVIL = [
    "//evil.example/", "///evil.example/", "https://evil.example/", "https:evil.example", "https:/evil.example",
    r"\\evil.example", r"/\evil.example", "/\t/evil.example", "/%09/evil.example", "javascript:alert(1)",
    "http:///evil.example", " //evil.example", "//evil.example@127.0.0.1/", "https://127.0.0.1@evil.example/",
    "%2F%2Fevil.example", "data:text/html,x", "//evil%E3%80%82example", "\x00//evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_leads_nowhere_else(client: Client, target: str) -> None:
    ask_code(client, "niamh@readers.example", next=target)
    gone = enter(client, code_of("niamh@readers.example"), next=target)
    assert is_in(client)
    assert leads_here(gone["Location"]), gone["Location"]


@pytest.mark.parametrize("target", EVIL)
def test_neither_does_signing_in_with_a_password_or_signing_out(client: Client, target: str) -> None:
    signed = client.post(
        reverse("password_login"), {"login": aoife().email, "password": PASSWORD, "next": target}, headers=OURS
    )
    assert leads_here(signed["Location"]), signed["Location"]
    out = client.post(reverse("account_logout"), {"next": target}, headers=OURS)
    assert leads_here(out["Location"]), out["Location"]
    again = client.get(reverse("account_login"), {"next": target})
    assert 'href="//evil' not in again.content.decode()


def leads_here(location: str) -> bool:
    """As browsers read an address: they drop tabs and line ends, and take a backslash for a slash."""
    read = re.sub(r"[\t\r\n\x00]", "", location).strip().replace("\\", "/")
    return not read.startswith("//") and re.match(r"[a-z][a-z0-9+.-]*:", read, re.IGNORECASE) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://testserver.evil.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["account_login", "account_logout", "your_profile", "account_email"])
def test_a_form_on_another_site_reaches_nothing(headers: dict[str, str], address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(niamh())
    assert client.post(reverse(address), {"display_name": "Evil", "about": "x"}, headers=headers).status_code == 403
    assert is_in(client)
    assert User.objects.get().display_name == "Niamh"


def test_without_any_word_of_the_browser_nothing_is_written_without_a_token() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(niamh())
    page = client.post(reverse("your_profile"), {"display_name": "Evil", "about": "x"})
    assert "csrfmiddlewaretoken" in page.content.decode()
    assert User.objects.get().display_name == "Niamh"


@pytest.mark.parametrize(
    "address",
    ["account_login", "password_login", "account_email", "your_profile", "your_page", "socialaccount_connections"],
)
def test_no_page_of_an_account_stands_in_a_frame(client: Client, address: str) -> None:
    if address not in {"account_login", "password_login"}:
        client.force_login(niamh())
    page = client.get(reverse(address))
    assert page.status_code == 200
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_a_new_address_is_proven_by_a_code_and_the_old_one_is_told(client: Client) -> None:
    ask_code(client, "niamh@readers.example")
    enter(client, code_of("niamh@readers.example"))
    client.post(reverse("account_email"), {"email": "New@readers.example", "action_add": ""}, headers=OURS)
    reader = User.objects.get()
    assert reader.email == "niamh@readers.example"
    client.post(reverse("account_email_verification_sent"), {"code": code_of("new@readers.example")}, headers=OURS)
    reader.refresh_from_db()
    assert reader.email == "new@readers.example"
    told = Letter.objects.filter(recipient="niamh@readers.example").latest("pk")
    assert "new@readers.example" in told.text.lower()


def test_the_address_of_another_is_not_taken_and_not_given_away(client: Client) -> None:
    editor = aoife()
    ask_code(client, "niamh@readers.example")
    enter(client, code_of("niamh@readers.example"))
    answers = []
    for email in (editor.email, "free@readers.example"):
        asked = client.post(reverse("account_email"), {"email": email, "action_add": ""}, headers=OURS)
        answers.append((asked.status_code, asked.get("Location")))
    assert answers[0] == answers[1]
    assert User.objects.get(pk=editor.pk).email == editor.email
