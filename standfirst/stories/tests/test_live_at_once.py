"""Two reporters and many readers at once: nothing is lost, nothing is overwritten, nobody reads an entry twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connection

from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.live_blogs import start_live_blog
from standfirst.stories.actions.live_entries import EntryMovedOn, Words, edit_entry, pin_entry, post_entry, remove_entry
from standfirst.stories.models import LiveBlog, LiveChange, LiveEntry
from standfirst.stories.queries.live import changes_since, first_page, page_before
from standfirst.stories.tests.factories import NOON, make_entry, make_live_blog, make_story


def at_once[Done](calls: Sequence[Callable[[], Done]]) -> list[Done | EntryMovedOn]:
    """Do all at the same moment, each in a thread with a connection of its own."""
    together = threading.Barrier(len(calls))

    def do(call: Callable[[], Done]) -> Done | EntryMovedOn:
        try:
            together.wait(10)
            return call()
        except EntryMovedOn as moved:
            return moved
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as people:
        return list(people.map(do, calls))


@pytest.mark.django_db(transaction=True)
def test_two_who_start_it_start_one_and_all_that_is_posted_at_once_is_there() -> None:
    story, editor = make_story(), aoife()
    at_once([lambda: start_live_blog(story=story, actor=editor, now=NOON)] * 2)
    live_blog = LiveBlog.objects.get()

    def post(text: str) -> LiveEntry:
        return post_entry(live_blog=live_blog, actor=editor, words=Words(text=text), now=NOON)

    def post_three(person: int) -> list[LiveEntry]:
        return [post(f"{person}.{number}") for number in range(3)]

    at_once([lambda person=person: post_three(person) for person in range(4)])  # type: ignore[misc]
    entries = list(LiveEntry.objects.order_by("changed_in"))
    assert {entry.text for entry in entries} == {f"{person}.{number}" for person in range(4) for number in range(3)}
    # The order of versions, of times and of numbers is one and the same.
    assert entries == sorted(entries, key=lambda entry: entry.cursor)
    assert [entry.changed_in for entry in entries] == list(range(2, 14))
    live_blog.refresh_from_db()
    assert live_blog.version == LiveChange.objects.count() == 13


@pytest.mark.django_db(transaction=True)
def test_of_two_edits_at_once_one_is_shown_the_other() -> None:
    entry, editor = make_entry(make_live_blog(), "Three boats."), aoife()

    def edit(text: str) -> LiveEntry:
        return edit_entry(entry=entry, revision=1, actor=editor, words=Words(text=text), now=NOON)

    done = at_once([lambda: edit("Four boats."), lambda: edit("Five boats.")])
    [refused] = [one for one in done if isinstance(one, EntryMovedOn)]
    [saved] = [one for one in done if not isinstance(one, EntryMovedOn)]
    assert refused.entry.text == saved.text


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_paging_meets_each_entry_that_was_there_throughout_exactly_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standfirst.stories.queries.live.ON_A_PAGE", 4)
    chance, live_blog, editor = Random(seed), make_live_blog(), aoife()
    there = [make_entry(live_blog, str(number), minutes=number).pk for number in range(18)]
    known_version = LiveBlog.objects.get().version
    removed: set[int] = set()

    def meanwhile(step: int) -> None:
        for _ in range(chance.randrange(4)):
            entry = LiveEntry.objects.get(pk=chance.choice(there))
            match chance.choice(["post", "pin", "edit", "remove"]):
                case "post":
                    make_entry(live_blog, "new", minutes=step)
                case "remove":
                    remove_entry(entry=entry, actor=editor, now=NOON)
                    removed.add(entry.pk)
                case "pin" if not entry.is_stub:
                    pin_entry(entry=entry, actor=editor, now=NOON, pinned=not entry.pinned)
                case "edit" if not entry.is_stub:
                    words = Words(text=f"{entry.text}, {step}")
                    edit_entry(entry=entry, revision=entry.revision, actor=editor, words=words, now=NOON)
        live_blog.refresh_from_db()

    page = first_page(live_blog)
    # A pinned entry of the first page is above its list; further down it stands in its place.
    met = [entry.pk for entry in page.entries]
    met += [pk for pk in (entry.pk for entry in page.pinned) if page.older is None or there.index(pk) >= len(there) - 4]
    steps = 0
    while page.older is not None:
        steps += 1
        meanwhile(100 + steps)
        page = page_before(live_blog, page.older)
        met += [entry.pk for entry in page.entries]
    assert len(met) == len(set(met))
    assert set(there) - removed <= set(met)
    # And whoever has slept through all of it is told of everything that changed.
    changed = set(LiveEntry.objects.filter(changed_in__gt=known_version).values_list("pk", flat=True))
    assert {entry.pk for entry in changes_since(live_blog, known_version).entries} == changed
    assert live_blog.updated_at <= NOON + timedelta(minutes=200)
