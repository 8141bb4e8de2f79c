"""Entries of a live blog: posting, editing, correcting, pinning, marking as a key point, removing.

All of them hold the live blog's row, so that two reporters at once make two entries and never half of one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from standfirst.accounts.models import User
from standfirst.edge.purging import purge_on_commit
from standfirst.events import announce
from standfirst.stories.actions.live_blogs import lock_live_blog, record
from standfirst.stories.events import LiveEntryChanged, LiveEntryPosted
from standfirst.stories.live.writing import RENDERER, EntryEmpty, clean_line, clean_text, render_text
from standfirst.stories.models import Contributor, LiveBlog, LiveChange, LiveCorrection, LiveEntry, Picture

INSTANT = timedelta(microseconds=1)


class LiveBlogOver(Exception):
    """The live blog takes no more entries."""


class EntryRemoved(Exception):
    """The entry was removed; nothing in it can be changed."""


class EntryMovedOn(Exception):
    """Somebody else has changed the text since it was read; `entry` is as it stands now."""

    def __init__(self, entry: LiveEntry) -> None:
        super().__init__(entry.pk)
        self.entry = entry


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a reporter writes: at least one of headline, text and picture."""

    text: str
    headline: str = ""
    picture: Picture | None = None
    contributor: Contributor | None = None


@transaction.atomic
def post_entry(*, live_blog: LiveBlog, actor: User, words: Words, now: datetime, posting_key: str = "") -> LiveEntry:
    """A new entry, public at once if the story is.

    The same words under the same `posting_key` a second time give the first entry: a double click posts once.

    Raises EntryEmpty, EntryTooLong, MayNotPublish, LiveBlogOver; then nothing is written.
    """
    locked = lock_live_blog(story_id=live_blog.story_id, actor=actor)
    entry = LiveEntry(live_blog=locked, account=actor, posting_key=posting_key)
    _write(entry, words)
    became = {name: value for name, value in _state_of(entry).items() if value}
    used = LiveEntry.objects.filter(account=actor, posting_key=posting_key).first() if posting_key else None
    if used is not None and used.changes.filter(live_blog=locked, kind=LiveChange.Kind.POSTED, became=became).exists():
        return used
    if not locked.is_running:
        raise LiveBlogOver
    if used is not None or not posting_key:
        # Going Back in the browser brings a used key to other words.
        entry.posting_key = secrets.token_hex(16)
    newest = locked.entries.newest_first().first()
    # Whoever waited for the lock read the clock before the one who had it: the order of writing is the order of time.
    entry.posted_at = locked.updated_at = now if newest is None else max(now, newest.posted_at + INSTANT)
    version = record(
        live_blog=locked, entry=entry, kind=LiveChange.Kind.POSTED, was={}, became=became, actor=actor, now=now
    )
    purge_on_commit(f"live:{locked.story_id}")
    announce(LiveEntryPosted(entry_id=entry.pk, story_id=locked.story_id, version=version))
    return entry


@transaction.atomic
def edit_entry(
    *, entry: LiveEntry, revision: int, actor: User, words: Words, now: datetime, is_slip: bool = False
) -> LiveEntry:
    """Other words for an entry whose text was read as `revision`; with `is_slip` readers are shown no "updated".

    Raises EntryMovedOn where the text is another by now, EntryRemoved, EntryEmpty, EntryTooLong, MayNotPublish.
    """
    locked, entry = _lock(entry, actor)
    return _rewrite(locked, entry, revision, words, LiveChange.Kind.EDITED, actor, now, is_slip=is_slip)


@transaction.atomic
def correct_entry(
    *, entry: LiveEntry, revision: int, actor: User, correction: str, words: Words, now: datetime
) -> LiveEntry:
    """Other words, and a note in the entry that says what was wrong. Earlier notes stay.

    Raises as `edit_entry` does; EntryEmpty also where the correction says nothing.
    """
    locked, entry = _lock(entry, actor)
    note = clean_text(correction)
    if not note:
        raise EntryEmpty
    _check_revision(entry, revision)
    LiveCorrection.objects.create(entry=entry, text=note, made_at=now)
    return _rewrite(locked, entry, revision, words, LiveChange.Kind.CORRECTED, actor, now, note=note)


@transaction.atomic
def pin_entry(*, entry: LiveEntry, actor: User, now: datetime, pinned: bool = True) -> LiveEntry:
    """Stand first, until `pinned=False`. Several may. Raises EntryRemoved, MayNotPublish."""
    locked, entry = _lock(entry, actor)
    before = _state_of(entry)
    entry.pinned = pinned
    return _store(locked, entry, LiveChange.Kind.MARKED, before, actor, now)


@transaction.atomic
def mark_key_point(
    *, entry: LiveEntry, actor: User, now: datetime, words: str = "", is_key_point: bool = True
) -> LiveEntry:
    """List the entry among the key points, in these words or its headline's. Raises EntryRemoved, MayNotPublish."""
    locked, entry = _lock(entry, actor)
    before = _state_of(entry)
    entry.is_key_point = is_key_point
    entry.key_point_words = clean_line(words)[:120].rstrip() if is_key_point else ""
    return _store(locked, entry, LiveChange.Kind.MARKED, before, actor, now)


@transaction.atomic
def remove_entry(*, entry: LiveEntry, actor: User, now: datetime, words: str = "") -> LiveEntry:
    """Take an entry from the page and from every cache. With `words` a stub in its place says why; without, nothing.

    Removing twice keeps the first reason. Raises MayNotPublish.
    """
    locked = lock_live_blog(story_id=entry.live_blog.story_id, actor=actor)
    entry = locked.entries.get(pk=entry.pk)
    if entry.is_stub:
        return entry
    before = _state_of(entry)
    entry.state, entry.removed_words = LiveEntry.State.REMOVED, clean_line(words)[:300].rstrip()
    entry.pinned, entry.is_key_point, entry.key_point_words = False, False, ""
    return _store(locked, entry, LiveChange.Kind.REMOVED, before, actor, now, drop=True)


def _lock(entry: LiveEntry, actor: User) -> tuple[LiveBlog, LiveEntry]:
    locked = lock_live_blog(story_id=entry.live_blog.story_id, actor=actor)
    found = locked.entries.get(pk=entry.pk)
    if found.is_stub:
        raise EntryRemoved
    return locked, found


def _check_revision(entry: LiveEntry, revision: int) -> None:
    if entry.revision != revision:
        raise EntryMovedOn(entry)


def _rewrite(
    locked: LiveBlog,
    entry: LiveEntry,
    revision: int,
    words: Words,
    kind: LiveChange.Kind,
    actor: User,
    now: datetime,
    *,
    is_slip: bool = False,
    note: str = "",
) -> LiveEntry:
    _check_revision(entry, revision)
    before = _state_of(entry)
    _write(entry, words)
    if _state_of(entry) != before or note:
        entry.revision += 1
        if not is_slip:
            entry.updated_at = locked.updated_at = now
    return _store(locked, entry, kind, before, actor, now, note=note)


def _write(entry: LiveEntry, words: Words) -> None:
    entry.headline = clean_line(words.headline)[:160].rstrip()
    entry.text = clean_text(words.text)
    entry.text_html, entry.renderer = render_text(entry.text), RENDERER
    entry.picture, entry.contributor = words.picture, words.contributor
    if not (entry.headline or entry.text_html or entry.picture):
        raise EntryEmpty


def _state_of(entry: LiveEntry) -> dict[str, Any]:
    """All of an entry that can change, as the history keeps it."""
    names = ("headline", "text", "picture_id", "contributor_id", "pinned", "is_key_point", "key_point_words")
    return {name: getattr(entry, name) for name in (*names, "state", "removed_words")}


def _store(
    locked: LiveBlog,
    entry: LiveEntry,
    kind: LiveChange.Kind,
    before: dict[str, Any],
    actor: User,
    now: datetime,
    *,
    note: str = "",
    drop: bool = False,
) -> LiveEntry:
    after = _state_of(entry)
    changed = [name for name in after if after[name] != before[name]]
    if not changed and not note:
        return entry
    became = {name: after[name] for name in changed} | ({"correction": note} if note else {})
    was = {name: before[name] for name in changed}
    version = record(live_blog=locked, entry=entry, kind=kind, was=was, became=became, actor=actor, now=now)
    purge_on_commit(f"live:{locked.story_id}", f"live-entry:{entry.pk}", drop=drop)
    announce(LiveEntryChanged(entry_id=entry.pk, story_id=locked.story_id, version=version))
    return entry
