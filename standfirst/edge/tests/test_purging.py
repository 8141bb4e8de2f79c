"""Purges: told exactly if the transaction commits, in the order of commits, and forgotten when they are old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from standfirst.edge.models import Purge
from standfirst.edge.purging import KEEP, committed_purges, forget_old_purges, purge_on_commit
from standfirst.edge.tests.hearing import hearing

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
commits = pytest.mark.django_db(transaction=True)


@commits
def test_what_is_rolled_back_purges_nothing() -> None:
    with hearing() as heard, committed_purges() as collected, transaction.atomic():
        purge_on_commit("story:12", drop=True)
        transaction.set_rollback(True)
    assert heard == []
    assert collected == set()


@commits
def test_a_part_that_is_rolled_back_purges_nothing() -> None:
    with hearing() as heard, committed_purges() as collected, transaction.atomic():
        purge_on_commit("thread:1")
        with transaction.atomic():
            purge_on_commit("thread:2")
            transaction.set_rollback(True)
        purge_on_commit("thread:3")
    assert heard == [(["thread:1"], False), (["thread:3"], False)]
    assert collected == {"thread:1", "thread:3"}


@commits
def test_what_is_committed_is_told_with_its_tags_in_order() -> None:
    with hearing() as heard:
        with transaction.atomic():
            purge_on_commit("story:12", "section:3", "front")
            purge_on_commit("story:13", drop=True)
        purge_on_commit("front")
    assert heard == [(["story:12", "section:3", "front"], False), (["story:13"], True), (["front"], False)]


@commits
def test_what_a_transaction_purges_counts_once_it_has_committed() -> None:
    with committed_purges() as collected:
        with transaction.atomic():
            purge_on_commit("story:12")
            assert collected == set()
        assert collected == {"story:12"}
    with transaction.atomic():
        purge_on_commit("story:13")
    assert collected == {"story:12"}, "the next request's purges are not this one's"


@pytest.mark.django_db
@pytest.mark.parametrize("tag", ["", " ", "story 12", "story:12 ", "story:\n12", "story:\t12", "story:\u00a012"])
def test_a_tag_has_no_spaces(tag: str) -> None:
    with pytest.raises(ValueError, match="no spaces"):
        purge_on_commit("front", tag)
    assert not Purge.objects.exists()


@pytest.mark.django_db
def test_old_purges_are_forgotten_and_their_numbers_never_used_again() -> None:
    old = Purge.objects.create(tags="story:1", created_at=NOON - KEEP - timedelta(seconds=1))
    young = Purge.objects.create(tags="story:2", created_at=NOON - KEEP + timedelta(seconds=1))
    assert forget_old_purges(now=NOON) == 1
    assert list(Purge.objects.all()) == [young]
    assert forget_old_purges(now=NOON + KEEP) == 1
    # An edge process that has read up to here takes a smaller number for another database.
    assert Purge.objects.create(tags="story:3", created_at=NOON).pk > young.pk > old.pk
