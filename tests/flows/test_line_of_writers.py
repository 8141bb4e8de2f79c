"""Who wants to write first writes first, and nobody waits for ever."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction

from standfirst.sqlite.line import Line
from standfirst.stories.models import Topic


def test_who_comes_first_is_served_first() -> None:
    line = Line()
    assert line.enter(seconds=0)
    served: list[int] = []

    def go_through(number: int) -> None:
        assert line.enter(seconds=10)
        served.append(number)
        line.leave()

    threads = [Thread(target=go_through, args=[number]) for number in range(5)]
    for count, thread in enumerate(threads, start=1):
        thread.start()
        while len(line._waiting) < count:
            assert thread.is_alive()
    line.leave()
    for thread in threads:
        thread.join()
    assert served == list(range(5))
    assert line.enter(seconds=0)


def test_who_gives_up_leaves_no_gap() -> None:
    line = Line()
    assert line.enter(seconds=0)
    assert not line.enter(seconds=0.01)
    line.leave()
    assert line.enter(seconds=0)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_ends_in_any_way_lets_the_next_one_write() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing")
    with pytest.raises(DatabaseError):
        _lose_the_connection()
    _write_elsewhere()
    with transaction.atomic():
        Topic.objects.create(name="Tides", slug="tides")
    assert Topic.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_does_not_end_is_told_of_as_a_locked_database(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, may_leave = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            entered.set()
            may_leave.wait(10)
        connection.close()

    thread = Thread(target=hold)
    thread.start()
    try:
        assert entered.wait(10)
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.01)
        with pytest.raises(OperationalError, match="locked"), transaction.atomic():
            raise AssertionError
    finally:
        may_leave.set()
        thread.join()
    with transaction.atomic():
        assert not Topic.objects.exists()


@transaction.atomic
def _lose_the_connection() -> None:
    connection.close()
    Topic.objects.exists()


def _write_elsewhere() -> None:
    def write() -> None:
        Topic.objects.create(name="Dredging", slug="dredging")
        connection.close()

    thread = Thread(target=write)
    thread.start()
    thread.join()
