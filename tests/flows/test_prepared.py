"""Queries that are compiled once give what Django gives, with each asking anew."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread as PythonThread
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from standfirst import clock
from standfirst.prepared import Prepared
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
