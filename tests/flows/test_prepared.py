"""Queries that are compiled once give what Django gives, with each asking anew."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread as PythonThread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.transaction import TransactionManagementError
from pytest_django import DjangoAssertNumQueries

from standfirst import clock
from standfirst.edge.models import Purge
from standfirst.prepared import Prepared, PreparedInsert, PreparedUpdate
from standfirst.stories.models import Byline, Contributor, StoryPage, Topic
from standfirst.stories.tests.factories import make_story

pytestmark = pytest.mark.django_db


def test_each_asking_is_answered_with_what_it_was_given(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pier, ferry = make_story("The pier"), make_story("The ferry")
    titled: Prepared[StoryPage] = Prepared(lambda title: StoryPage.objects.filter(title=title))
    assert titled(title="The pier") == [pier]
    with django_assert_num_queries(1):
        assert titled(title="The ferry") == [ferry]
    assert titled(title="' OR 1=1 --") == []
    assert titled.first(title="The gasworks") is None


def test_what_was_written_since_is_found() -> None:
    names: Prepared[str] = Prepared(lambda: Topic.objects.values_list("name", flat=True))
    assert names() == []
    Topic.objects.create(name="Dredging")
    assert names() == ["Dredging"]


def test_several_values_of_any_number_stand_in_an_in(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stories = [make_story(f"Story {number}") for number in range(5)]
    among: Prepared[StoryPage] = Prepared(lambda numbers: StoryPage.objects.filter(pk__in=numbers).order_by("pk"))
    for count in range(1, 6):
        assert among(numbers=[story.pk for story in stories[:count]]) == stories[:count]
    with django_assert_num_queries(0):
        assert among(numbers=[]) == []


def test_a_number_that_no_database_knows_is_not_there() -> None:
    numbered: Prepared[StoryPage] = Prepared(lambda number: StoryPage.objects.filter(pk=number))
    for number in (2**63, -(10**30), 10**5000):
        assert numbered(number=number) == []
    assert numbered(number=2**63 - 1) == []


def test_models_come_with_what_was_selected_deferred_and_annotated(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    story = make_story("The pier", kicker="Harbour")
    Byline.objects.create(story=story, contributor=Contributor.objects.create(name="Máirín Kehoe"))

    def lines(story: Any) -> Any:
        found = Byline.objects.filter(story=story).select_related("contributor", "agency", "story")
        return found.defer("story__standfirst").annotate(kicker=F("story__kicker"))

    (line,) = Prepared[Any](lines)(story=story.pk)
    with django_assert_num_queries(0):
        assert (line.contributor.name, line.agency, line.kicker) == ("Máirín Kehoe", None, "Harbour")
        assert line.story.first_published_at == story.first_published_at
        assert list(line.story.body.raw_data) == list(story.body.raw_data)
    assert "standfirst" in line.story.get_deferred_fields()
    assert line.story.standfirst == story.standfirst
    line.role = "Reported by"
    line.save()
    assert Byline.objects.get().role == "Reported by"


def test_moments_are_given_and_read_as_moments() -> None:
    story = make_story("The pier")
    moment = story.first_published_at
    before: Prepared[tuple[Any, ...]] = Prepared(
        lambda now: StoryPage.objects.filter(first_published_at__lt=now).values_list("pk", "first_published_at")
    )
    assert before(now=moment) == []
    assert before(now=moment + timedelta(seconds=1)) == [(story.pk, moment)]
    assert before(now=clock.now() + timedelta(days=1)) == [(story.pk, moment)]


def test_nothing_is_no_value() -> None:
    with pytest.raises(TypeError):
        Prepared(lambda kicker: StoryPage.objects.filter(kicker=kicker))(kicker=None)


def test_only_models_and_tuples_are_read() -> None:
    with pytest.raises(TypeError):
        Prepared(lambda: Topic.objects.values("name"))()


def test_what_one_thread_compiled_serves_another() -> None:
    """Each thread of the app has its own connection."""
    titles: Prepared[str] = Prepared(
        lambda title: StoryPage.objects.filter(title=title).values_list("title", flat=True)
    )
    titles(title="The pier")
    found: list[object] = []

    def ask() -> None:
        found.append(titles(title="The pier"))
        connection.close()

    thread = PythonThread(target=ask)
    thread.start()
    thread.join()
    assert found == [[]]


def test_new_rows_are_written_together_and_know_their_numbers(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    write = PreparedInsert(Topic)
    dredging, tides = Topic(name="Dredging", slug="dredging"), Topic(name="Tides", slug="tides")
    with django_assert_num_queries(1):
        write(dredging, tides)
    assert list(Topic.objects.order_by("pk")) == [dredging, tides]
    dredging.name = "Dredging the bar"
    dredging.save()
    assert Topic.objects.get(pk=dredging.pk).name == "Dredging the bar"
    pilots = Topic(name="' OR 1=1 --", slug="pilots")
    write(pilots)
    assert Topic.objects.get(pk=pilots.pk).name == pilots.name


def test_what_the_database_would_fill_in_must_be_given() -> None:
    with pytest.raises(TypeError):
        PreparedInsert(Purge)(Purge(tags="story:1", created_at=clock.now()))


def test_a_row_that_the_database_refuses_breaks_the_transaction() -> None:
    write = PreparedInsert(Topic)
    write(Topic(name="Tides", slug="tides"))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(Topic(name="Tides", slug="tides"))
    assert Topic.objects.count() == 1


def test_rows_are_changed_with_what_is_given(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stories = [make_story(f"Story {number}") for number in range(3)]
    rename = PreparedUpdate(lambda numbers, title: (StoryPage.objects.filter(pk__in=numbers), {"kicker": title}))
    with django_assert_num_queries(2):
        assert rename(numbers=[story.pk for story in stories], title="100 %") == 3
        assert rename(numbers=[stories[0].pk], title="Harbour") == 1
    with django_assert_num_queries(0):
        assert rename(numbers=[], title="None") == 0
    assert list(StoryPage.objects.order_by("pk").values_list("kicker", flat=True)) == ["Harbour", "100 %", "100 %"]


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only() -> None:
    locked: Prepared[Topic] = Prepared(lambda name: Topic.objects.filter(name=name).select_for_update())
    with transaction.atomic():
        assert locked(name="Tides") == []
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            locked(name="Tides")
