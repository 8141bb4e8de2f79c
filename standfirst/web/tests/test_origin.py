"""Who may post: forms carry no token, so the browser's word about the origin decides."""

from __future__ import annotations

import html
import re

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import Client
from django.urls import include, path

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

WORDS = 'The pilot said "keep <west>" & he knew those rocks.\nTwice.'
NOTEBOOK = "/notebook/?page=7"
written: list[QueryDict] = []


def write(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        written.append(request.POST)
    return HttpResponse("Written.", status=201)


urlpatterns = [path("notebook/", write), path("", include("standfirst.urls"))]


@pytest.fixture(autouse=True)
def _empty_notebook() -> None:
    written.clear()


@pytest.fixture
def browser() -> Client:
    """Niamh's browser; it says nothing about origins unless a test has it say so."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"},
        # A proxy that rewrites the host makes Origin look foreign; the browser's own verdict counts.
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://paper.example"},
    ],
)
def test_a_form_of_our_own_is_taken(browser: Client, headers: dict[str, str]) -> None:
    assert browser.post(NOTEBOOK, {"body": WORDS}, headers=headers).status_code == 201
    assert [form["body"] for form in written] == [WORDS]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "Same-Origin, cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8000"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver@evil.example"},
        {"Origin": "http://testserver", "Host": "127.0.0.1"},
    ],
)
def test_a_form_from_elsewhere_is_refused(browser: Client, headers: dict[str, str]) -> None:
    answer = browser.post(NOTEBOOK, {"body": WORDS}, headers=headers)
    assert answer.status_code == 403
    assert "sent from another site" in answer.content.decode()
    assert not written


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_every_way_of_writing_is_asked(browser: Client, method: str) -> None:
    assert browser.generic(method, NOTEBOOK, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_token_does_not_help_a_form_from_elsewhere(browser: Client) -> None:
    fields = fields_in(ask_to_confirm(browser))
    assert browser.post(NOTEBOOK, fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not written


def test_a_host_that_is_not_ours_is_refused(browser: Client) -> None:
    headers = {"Origin": "http://evil.example", "Host": "evil.example"}
    assert browser.post(NOTEBOOK, {"body": WORDS}, headers=headers).status_code == 400
    assert not written


def ask_to_confirm(browser: Client) -> str:
    """What a browser that says nothing gets for its form: a page with the same form, and a token in it."""
    answer = browser.post(NOTEBOOK, {"body": WORDS, "parent": "", "picked": ["one", "two"]})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def fields_in(page: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page, re.DOTALL):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return fields


def test_a_browser_that_says_nothing_is_asked_and_nothing_is_written_yet(browser: Client) -> None:
    page = ask_to_confirm(browser)
    assert not written
    assert f'action="{NOTEBOOK}"' in page
    assert "<west>" not in page


def test_confirmed_words_are_taken_as_they_were_typed(browser: Client) -> None:
    fields = fields_in(ask_to_confirm(browser))
    assert browser.post(NOTEBOOK, fields).status_code == 201
    [form] = written
    del fields["csrfmiddlewaretoken"]
    assert {name: form.getlist(name) for name in fields} == fields
    assert fields == {"body": [WORDS], "parent": [""], "picked": ["one", "two"]}


@pytest.mark.parametrize("token", ["somebody else's", "invented", ""])
def test_a_token_that_is_not_ones_own_confirms_nothing_and_keeps_the_words(browser: Client, token: str) -> None:
    theirs = fields_in(ask_to_confirm(Client(enforce_csrf_checks=True)))["csrfmiddlewaretoken"][0]
    ask_to_confirm(browser)
    sent = {"somebody else's": theirs}.get(token, token)
    answer = browser.post(NOTEBOOK, {"body": WORDS, "csrfmiddlewaretoken": sent})
    assert answer.status_code == 403
    assert not written
    fields = fields_in(answer.content.decode())
    assert fields["body"] == [WORDS]
    assert browser.post(NOTEBOOK, fields).status_code == 201


def test_reading_needs_no_origin(browser: Client) -> None:
    answer = browser.get(NOTEBOOK, headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"})
    assert answer.status_code == 201
    assert not answer.cookies
