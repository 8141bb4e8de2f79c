"""Keys made at the same moment, each over a connection of its own: never one more than there may be."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from standfirst.accounts.actions.bearing import MOST_OF_A_KIND, NameUsed, TooManyKeys, issue_bearer
from standfirst.accounts.models import Bearer, User
from standfirst.accounts.tests.factories import niamh
from standfirst.comments.tests.factories import NOON
from tests.flows.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)

BLOG = "https://blog.example"


def make(user: User, name: str, audience: str = "") -> str:
    try:
        issue_bearer(user=user, lifetime=timedelta(days=1), at=NOON, name=name, audience=audience)
    except (NameUsed, TooManyKeys) as refusal:
        return type(refusal).__name__
    return "made"


def test_of_many_at_once_as_many_are_made_as_there_is_room_for() -> None:
    reader = niamh()
    for number in range(MOST_OF_A_KIND - 2):
        make(reader, f"Key {number}")
    done = at_once([partial(make, reader, f"Other {number}") for number in range(6)])
    assert Counter(done) == {"made": 2, "TooManyKeys": 4}
    assert Bearer.objects.count() == MOST_OF_A_KIND


def test_of_one_name_one_is_made_and_of_a_site_the_newest_stay() -> None:
    reader = niamh()
    assert Counter(at_once([partial(make, reader, "The same")] * 5)) == {"made": 1, "NameUsed": 4}
    at_once([partial(make, reader, "", BLOG)] * 6)
    at_once([partial(make, reader, "", BLOG)] * 6)
    assert Bearer.objects.filter(audience=BLOG).count() == MOST_OF_A_KIND
