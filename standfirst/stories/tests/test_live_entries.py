"""What a reporter does to a live blog: each deed is checked, leaves a row, and purges what it made untrue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from standfirst.accounts.tests.factories import aoife, cormac, niamh
from standfirst.edge.models import Purge
from standfirst.edge.purging import committed_purges
from standfirst.stories.actions.live_blogs import MayNotPublish, end_live_blog, start_live_blog
from standfirst.stories.actions.live_entries import (
    EntryMovedOn,
    EntryRemoved,
    LiveBlogOver,
    Words,
    correct_entry,
    edit_entry,
    mark_key_point,
    pin_entry,
    post_entry,
    remove_entry,
)
from standfirst.stories.live.writing import EntryEmpty
from standfirst.stories.models import LiveBlog, LiveChange, LiveEntry
from standfirst.stories.tests.factories import NOON, make_entry, make_live_blog, make_story

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def changes(entry: LiveEntry) -> list[tuple[str, dict[str, object], dict[str, object]]]:
    return [(one.kind, one.was, one.became) for one in LiveChange.objects.filter(entry=entry).order_by("version")]


def test_an_entry_is_rendered_once_and_knows_its_writer() -> None:
    entry = make_entry(make_live_blog(), "It is **wet**.", headline=" Wet\nquay ")
    assert entry.text_html == "<p>It is <strong>wet</strong>.</p>"
    assert (entry.headline, entry.account, entry.state) == ("Wet quay", aoife(), "published")
    assert changes(entry)[0][0] == "posted"


def test_a_double_click_posts_once() -> None:
    live_blog = make_live_blog()
    words = Words(text="Wet.")
    first = post_entry(live_blog=live_blog, actor=aoife(), words=words, now=NOON, posting_key="k")
    # On a bad line the second click may come late, when a colleague has been there.
    edit_entry(entry=first, revision=1, actor=aoife(), words=Words(text="Very wet."), now=NOON)
    assert post_entry(live_blog=live_blog, actor=aoife(), words=words, now=LATER, posting_key="k") == first
    other = post_entry(live_blog=live_blog, actor=aoife(), words=Words(text="Dry."), now=LATER, posting_key="k")
    assert [entry.text for entry in LiveEntry.objects.newest_first()] == ["Dry.", "Very wet."]
    assert other.posting_key != "k"


def test_the_order_of_writing_is_the_order_of_time() -> None:
    live_blog = make_live_blog()
    first, second = make_entry(live_blog, minutes=5), make_entry(live_blog, minutes=1)
    assert second.posted_at > first.posted_at
    assert second.changed_in == first.changed_in + 1


@pytest.mark.parametrize("text", ["", " \n ", "\u0000"])
def test_an_entry_says_something(text: str) -> None:
    with pytest.raises(EntryEmpty):
        make_entry(make_live_blog(), text)
    assert not LiveEntry.objects.exists()


@pytest.mark.parametrize("person", [niamh, cormac])
def test_only_those_who_may_publish_the_story_write(person: Callable[[], object]) -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog)
    who, words = person(), Words(text="Mine.")
    deeds: list[Callable[[], object]] = [
        lambda: start_live_blog(story=live_blog.story, actor=who, now=LATER),  # type: ignore[arg-type]
        lambda: end_live_blog(story=live_blog.story, actor=who, now=LATER),  # type: ignore[arg-type]
        lambda: post_entry(live_blog=live_blog, actor=who, words=words, now=LATER),  # type: ignore[arg-type]
        lambda: edit_entry(entry=entry, revision=1, actor=who, words=words, now=LATER),  # type: ignore[arg-type]
        lambda: correct_entry(entry=entry, revision=1, actor=who, words=words, now=LATER, correction="No."),  # type: ignore[arg-type]
        lambda: pin_entry(entry=entry, actor=who, now=LATER),  # type: ignore[arg-type]
        lambda: mark_key_point(entry=entry, actor=who, now=LATER),  # type: ignore[arg-type]
        lambda: remove_entry(entry=entry, actor=who, now=LATER),  # type: ignore[arg-type]
    ]
    for deed in deeds:
        with pytest.raises(MayNotPublish):
            deed()
    assert LiveChange.objects.count() == 2


def test_the_later_of_two_edits_sees_the_newer_text() -> None:
    entry = make_entry(make_live_blog(), "Three boats.")
    edit_entry(entry=entry, revision=1, actor=aoife(), words=Words(text="Four boats."), now=LATER)
    with pytest.raises(EntryMovedOn) as moved:
        edit_entry(entry=entry, revision=1, actor=aoife(), words=Words(text="Five boats."), now=LATER)
    assert (moved.value.entry.text, moved.value.entry.revision) == ("Four boats.", 2)
    assert changes(entry)[-1] == ("edited", {"text": "Three boats."}, {"text": "Four boats."})


def test_a_slip_is_put_right_without_a_word_and_the_same_words_change_nothing() -> None:
    entry = make_entry(make_live_blog(), "Tree boats.")
    fixed = edit_entry(
        entry=entry, revision=1, actor=aoife(), words=Words(text="Three boats."), now=LATER, is_slip=True
    )
    assert (fixed.updated_at, fixed.revision) == (None, 2)
    same = edit_entry(entry=fixed, revision=2, actor=aoife(), words=Words(text="Three boats."), now=LATER)
    assert (same.revision, LiveChange.objects.filter(entry=entry).count()) == (2, 2)


def test_a_correction_stands_in_the_entry_and_earlier_ones_stay() -> None:
    entry = make_entry(make_live_blog(), "29 houses.")
    words = Words(text="27 houses.")
    correct_entry(entry=entry, revision=1, actor=aoife(), correction="It said 29.", words=words, now=LATER)
    corrected = correct_entry(
        entry=entry, revision=2, actor=aoife(), correction="And in Slip Street.", words=words, now=LATER
    )
    assert [one.text for one in corrected.shown_corrections] == ["It said 29.", "And in Slip Street."]
    assert corrected.updated_at == LATER
    assert changes(entry)[-1] == ("corrected", {}, {"correction": "And in Slip Street."})
    with pytest.raises(EntryEmpty):
        correct_entry(entry=entry, revision=3, actor=aoife(), correction=" ", words=words, now=LATER)


def test_pins_and_key_points_are_put_and_taken_away() -> None:
    entry = make_entry(make_live_blog())
    pin_entry(entry=entry, actor=aoife(), now=LATER)
    marked = mark_key_point(entry=entry, actor=aoife(), now=LATER, words="The quay  floods")
    assert (marked.pinned, marked.point) == (True, "The quay floods")
    pin_entry(entry=entry, actor=aoife(), now=LATER, pinned=False)
    unmarked = mark_key_point(entry=entry, actor=aoife(), now=LATER, is_key_point=False)
    assert (unmarked.pinned, unmarked.is_key_point, unmarked.point) == (False, False, "The quay is wet.")
    assert len(changes(entry)) == 5


def test_a_removed_entry_stands_nowhere_and_changes_no_more() -> None:
    entry = make_entry(make_live_blog())
    pin_entry(entry=entry, actor=aoife(), now=LATER)
    removed = remove_entry(entry=entry, actor=aoife(), now=LATER, words="It was another quay.")
    assert (removed.state, removed.pinned, removed.removed_words) == ("removed", False, "It was another quay.")
    assert remove_entry(entry=entry, actor=aoife(), now=LATER, words="Other.").removed_words == "It was another quay."
    with pytest.raises(EntryRemoved):
        edit_entry(entry=entry, revision=1, actor=aoife(), words=Words(text="Back."), now=LATER)


def test_one_that_has_ended_takes_no_entries_until_it_goes_on() -> None:
    live_blog = make_live_blog()
    entry = make_entry(live_blog)
    assert end_live_blog(story=live_blog.story, actor=aoife(), now=LATER).ended_at == LATER
    assert end_live_blog(story=live_blog.story, actor=aoife(), now=LATER + timedelta(hours=1)).ended_at == LATER
    with pytest.raises(LiveBlogOver):
        make_entry(live_blog)
    edit_entry(entry=entry, revision=1, actor=aoife(), words=Words(text="Dry again."), now=LATER)
    going_on = start_live_blog(story=live_blog.story, actor=aoife(), now=LATER)
    assert (going_on.is_running, going_on.started_at) == (True, NOON)
    assert start_live_blog(story=live_blog.story, actor=aoife(), now=LATER).version == going_on.version
    assert make_entry(live_blog).pk
    assert list(LiveBlog.objects.running()) == [live_blog]


def test_the_history_is_never_rewritten() -> None:
    make_entry(make_live_blog())
    for attempt in (lambda: LiveChange.objects.update(kind="edited"), lambda: LiveChange.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


@pytest.mark.django_db(transaction=True)
def test_each_deed_purges_what_shows_it_and_a_removal_drops_it() -> None:
    live_blog = make_live_blog()
    story = live_blog.story_id
    with committed_purges() as posted:
        entry = make_entry(live_blog)
    assert posted == {f"live:{story}"}
    with committed_purges() as removed:
        remove_entry(entry=entry, actor=aoife(), now=LATER)
    assert removed == {f"live:{story}", f"live-entry:{entry.pk}"}
    assert not Purge.objects.exists() or Purge.objects.latest("pk").is_drop
    with committed_purges() as ended:
        end_live_blog(story=live_blog.story, actor=aoife(), now=LATER)
    assert {f"story:{story}", f"live:{story}", "front"} <= ended


def test_a_story_without_a_live_blog_has_nothing_to_end() -> None:
    with pytest.raises(LiveBlog.DoesNotExist):
        end_live_blog(story=make_story(), actor=aoife(), now=LATER)
