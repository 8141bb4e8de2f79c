"""Bearers and the page on which readers make their keys."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from standfirst import clock
from standfirst.accounts.actions.bearing import (
    MOST_OF_A_KIND,
    NameUsed,
    NobodyThere,
    TooManyKeys,
    bearer_for,
    forget_bearers,
    issue_bearer,
    revoke_bearer,
    revoke_for_audience,
    user_of_bearer,
)
from standfirst.accounts.actions.closing import empty_the_row
from standfirst.accounts.models import Bearer, Letter, User
from standfirst.accounts.tests.factories import niamh, tadhg
from tests.flows.test_signing_in import sign_in

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
BLOG = "https://blog.example"
KEYS = "/your/keys/"


def issue(user: User | None = None, **fields: Any) -> str:
    return issue_bearer(
        **{"user": user or niamh(), "lifetime": timedelta(days=30), "at": NOON, "name": "Tool", **fields}
    )


def whose(token: str, *, origin: str = "", at: datetime = NOON) -> User | None:
    return user_of_bearer(token=token, origin=origin, at=at)


def test_a_bearer_leads_to_its_person_and_only_a_hash_is_kept() -> None:
    token = issue()
    assert re.fullmatch(r"sf_[\w-]{43}", token)
    assert whose(token) == niamh()
    row = Bearer.objects.values().get()
    assert token not in str(row)
    assert token[3:] not in str(row)


@pytest.mark.parametrize(
    "wrong", ["", "sf_", "sf_" + "a" * 43, "sf_" + "a" * 44, "sf_\ud800" + "a" * 42, "ſf_" + "a" * 43]
)
def test_what_is_no_bearer_leads_to_nobody(wrong: str) -> None:
    issue()
    assert whose(wrong) is None


def test_a_bearer_ends_and_can_be_withdrawn_by_its_person_alone() -> None:
    token = issue()
    bearer = Bearer.objects.get()
    assert whose(token, at=NOON + timedelta(days=30)) is None
    revoke_bearer(person=tadhg(), bearer_id=bearer.pk, at=NOON)
    assert whose(token) == niamh()
    revoke_bearer(person=niamh(), bearer_id=bearer.pk, at=NOON)
    assert whose(token) is None
    assert issue() != token  # the name is free again


def test_of_its_use_the_day_is_kept_and_written_once() -> None:
    token = issue()
    bearer_for(token=token, origin="", at=NOON)
    with CaptureQueriesContext(connection) as made:
        bearer_for(token=token, origin="", at=NOON + timedelta(hours=3))
    assert len(made) == 1
    assert Bearer.objects.get().last_used_on == date(2026, 11, 20)


def test_a_bearer_of_one_site_is_not_taken_from_the_pages_of_another() -> None:
    token, own = issue(audience=BLOG), issue()
    assert [whose(token, origin=one) for one in (BLOG, "")] == [niamh(), niamh()]
    for other in ("https://evil.example", "http://blog.example", "https://blog.example:8443", "null"):
        assert whose(token, origin=other) is None
    assert whose(own, origin="https://app.example") == niamh()


@pytest.mark.parametrize(
    "audience", ["blog.example", "https://blog.example/", "javascript:alert(1)", "https://B.example"]
)
def test_an_audience_is_an_origin(audience: str) -> None:
    with pytest.raises(ValueError, match="no origin"):
        issue(audience=audience)


def test_own_keys_have_names_of_their_own_and_there_are_ten() -> None:
    for number in range(MOST_OF_A_KIND):
        issue(name=f"Tool {number}")
    with pytest.raises(TooManyKeys):
        issue(name="One more")
    revoke_bearer(person=niamh(), bearer_id=Bearer.objects.filter(name="Tool 3").get().pk, at=NOON)
    with pytest.raises(NameUsed):
        issue(name="Tool 4")
    issue(name="One more")
    issue(name="Tool 4", at=NOON + timedelta(days=31))  # that of before is over


def test_of_a_sites_bearers_the_oldest_make_room() -> None:
    tokens = [issue(audience=BLOG, name="") for _ in range(MOST_OF_A_KIND + 2)]
    assert [whose(token) is not None for token in tokens] == [False, False] + [True] * MOST_OF_A_KIND
    other, own = issue(audience="https://other.example"), issue()
    assert revoke_for_audience(audience=BLOG, at=NOON) == MOST_OF_A_KIND
    assert whose(tokens[-1]) is None
    assert whose(other) == whose(own) == niamh()
    assert revoke_for_audience(audience="", at=NOON) == 0


def test_whoever_was_switched_off_or_has_gone_has_none() -> None:
    token, other = issue(), issue(tadhg())
    User.objects.filter(pk=niamh().pk).update(is_active=False)
    empty_the_row(person=tadhg(), now=NOON)
    assert whose(token) is None
    assert whose(other) is None
    with pytest.raises(NobodyThere):
        issue(niamh())


def test_a_letter_tells_of_each_own_key_and_does_not_hold_it() -> None:
    token = issue(name="My <terminal> & more")
    issue(name="", audience=BLOG)
    letter = Letter.objects.get()
    assert letter.recipient == niamh().email
    assert '"My <terminal> & more"' in letter.text
    assert f"{settings.BASE_URL}/your/keys/" in letter.text
    assert token not in letter.text


def test_what_ended_a_month_ago_is_forgotten() -> None:
    issue()
    issue(name="Withdrawn", lifetime=timedelta(days=365))
    revoke_bearer(person=niamh(), bearer_id=Bearer.objects.get(name="Withdrawn").pk, at=NOON)
    issue(name="Standing", lifetime=timedelta(days=365))
    assert forget_bearers(now=NOON + timedelta(days=29)) == 0
    assert forget_bearers(now=NOON + timedelta(days=61)) == 2
    assert Bearer.objects.get().name == "Standing"


# The page


@pytest.fixture
def reader(client: Client) -> Client:
    """Niamh, who has just signed in."""
    sign_in(client, niamh().email)
    return client


def test_a_key_is_made_shown_once_named_and_withdrawn(reader: Client) -> None:
    answer = reader.post(KEYS, {"name": "My terminal", "scopes": ["comment", "recommend"], "days": "90"})
    shown = re.search(r"sf_[\w-]{43}", answer.text)
    assert shown
    assert "no-store" in answer["Cache-Control"]
    bearer = bearer_for(token=shown[0], origin="", at=clock.now())
    assert bearer is not None
    assert (bearer.person, bearer.audience, bearer.scopes) == (niamh(), "", ["comment", "recommend"])
    later = reader.get(KEYS).text
    assert "My terminal" in later
    assert "sf_" not in later
    assert reader.post(KEYS, {"withdraw": bearer.pk}).status_code == 302
    assert "My terminal" not in reader.get(KEYS).text
    assert whose(shown[0], at=clock.now()) is None


def test_a_key_that_is_refused_says_why_and_is_not_made(reader: Client) -> None:
    reader.post(KEYS, {"name": "Tool", "days": "30"})
    for fields, words in (
        ({"name": "Tool", "days": "30"}, "a key of that name"),
        ({"name": "", "days": "30"}, "Give the key a name"),
        ({"name": "Another", "days": "3650"}, "Select a valid choice"),
        ({"name": "Another", "days": "30", "scopes": ["everything"]}, "Select a valid choice"),
    ):
        answer = reader.post(KEYS, fields)
        assert answer.status_code == 422
        assert words in answer.text
    assert Bearer.objects.count() == 1
    assert Bearer.objects.get().scopes == []


def test_an_old_session_must_sign_in_again_before_it_makes_one(client: Client) -> None:
    client.force_login(niamh())
    assert 'name="days"' not in client.get(KEYS).text
    answer = client.post(KEYS, {"name": "Tool", "days": "30"})
    assert answer["Location"] == f"{reverse('account_login')}?next=%2Fyour%2Fkeys%2F"
    assert not Bearer.objects.exists()


def test_nobody_sees_or_withdraws_the_keys_of_another(reader: Client) -> None:
    token = issue(tadhg(), name="Tadhg's own", at=clock.now())
    assert "Tadhg" not in reader.get(KEYS).text
    reader.post(KEYS, {"withdraw": Bearer.objects.get().pk})
    assert whose(token, at=clock.now()) == tadhg()


def test_the_page_costs_the_same_with_one_key_and_with_many(reader: Client) -> None:
    issue(at=clock.now())
    with CaptureQueriesContext(connection) as few:
        reader.get(KEYS)
    for number in range(30):
        issue(name="", audience=f"https://blog{number}.example", at=clock.now())
    with CaptureQueriesContext(connection) as many:
        assert "https://blog29.example" in reader.get(KEYS).text
    assert len(many) <= len(few) <= 5
