"""Many at once on a page of another site that nobody has commented on yet, and many with one token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from standfirst import clock
from standfirst.accounts.actions.arriving import TokenUsed, arrive
from standfirst.accounts.models import OutsideIdentity, UsedToken, User
from standfirst.accounts.signed_tokens import Reader
from standfirst.accounts.tests.factories import make_reader
from standfirst.comments.actions.recounting import recount
from standfirst.comments.models import Comment, OutsidePage, Thread
from standfirst.comments.tests.factories_elsewhere import BLOG, make_comment_there, make_site

pytestmark = pytest.mark.django_db(transaction=True)


def at_once[Done](calls: Sequence[Callable[[], Done]]) -> list[Done | None]:
    """Each in a thread with a connection of its own; None for a token that was used."""
    together = Barrier(len(calls))

    def do(call: Callable[[], Done]) -> Done | None:
        try:
            together.wait(10)
            return call()
        except TokenUsed:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as people:
        return list(people.map(do, calls))


def test_the_first_comments_of_several_readers_are_in_one_conversation() -> None:
    site = make_site()
    readers = [make_reader(f"Reader {number}") for number in range(6)]

    def first(reader: User) -> Callable[[], Comment]:
        return lambda: make_comment_there(site, reader, f"By {reader}.")

    assert None not in at_once([first(reader) for reader in readers])
    assert OutsidePage.objects.count() == Thread.objects.filter(outside_page__isnull=False).count() == 1
    assert Thread.objects.get(outside_page__isnull=False).comment_count == 6
    assert recount() == []


def come(subject: str, token_id: str) -> Callable[[], User]:
    now = clock.now()
    reader = Reader(issuer=BLOG, subject=subject, token_id=token_id, expires_at=now + timedelta(minutes=5))
    return lambda: arrive(reader=reader, trusts_addresses=False, now=now)


def test_of_many_who_show_one_token_one_is_let_in() -> None:
    done = at_once([come("17", "the same")] * 6)
    assert len([person for person in done if person]) == 1
    assert UsedToken.objects.count() == OutsideIdentity.objects.count() == 1


def test_one_reader_in_several_windows_is_one_person() -> None:
    done = at_once([come("17", f"token {number}") for number in range(6)])
    assert len({person.pk for person in done if person}) == 1
    assert OutsideIdentity.objects.count() == 1
    assert User.objects.filter(outside_identities__isnull=False).count() == 1
    assert User.objects.filter(email__endswith="@closed.invalid").count() == 1
