"""Keeping what a window at the desk holds, and putting two people's texts together at a save."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME

from standfirst.accounts.models import User
from standfirst.stories.merging import ABSENT, Conflict, Kind, Merged, merge
from standfirst.stories.models import OpenEditor, SectionPage, StoryPage

KEEP = timedelta(days=14)
BOTH = "both"


class StillTwoTexts(Exception):
    """A place that both changed has no choice yet, perhaps since the other text has changed again."""

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(f"{len(conflicts)} places")
        self.conflicts = conflicts


def content_of(story: StoryPage) -> dict[str, Any]:
    """What a revision of `story` as it stands in memory would hold, without the notes in its margin."""
    return without_notes(json.loads(json.dumps(story.serializable_data(), cls=DjangoJSONEncoder)))


def without_notes(content: Mapping[str, Any]) -> dict[str, Any]:
    """The text alone: notes in the margin are rows of their own, the same for everyone, and are never merged."""
    return {name: value for name, value in content.items() if name != COMMENTS_RELATION_NAME}


@transaction.atomic
def hold_text(*, key: UUID, story: StoryPage, person: User, content: Mapping[str, Any], now: datetime) -> None:
    """The window `key` holds `content` now; nothing of it waits any more. Another person's window is left alone."""
    held = {"content": dict(content), "waiting": None, "held_at": now}
    own = OpenEditor.objects.filter(key=key, person=person, story=story).update(**held)
    if not own and not OpenEditor.objects.filter(key=key).exists():
        OpenEditor.objects.create(key=key, story=story, person=person, **held)


@transaction.atomic
def keep_waiting(*, window: OpenEditor, content: Mapping[str, Any], now: datetime) -> None:
    """Keep a text that can't be saved before its writer has chosen."""
    OpenEditor.objects.filter(pk=window.pk).update(waiting=dict(content), held_at=now)


@dataclass(frozen=True)
class Choice:
    """What somebody chose for one place: "mine", "theirs", "both" (theirs, with mine behind it), or words of their own.

    `seen` is the `fingerprint` of the two texts that were looked at.
    """

    side: str
    words: str = ""
    seen: str = ""


def texts_of(*, window: OpenEditor, story: StoryPage) -> Merged:
    """The text that waits in `window` beside the one that was saved meanwhile, with the places to choose."""
    return merge(window.content, window.waiting or window.content, latest_content(story))


@transaction.atomic
def settle_texts(*, window: OpenEditor, choices: Mapping[str, Choice]) -> StoryPage:
    """Save the text that waits in `window`, with a choice for each place that both changed, by the conflict's key.

    Raises StillTwoTexts, and saves nothing, where a choice is lacking or was made of texts that have changed since.
    """
    story = lock_story(story_id=window.story_id)
    if window.waiting is None:
        return story
    merged = _chosen(base=window.content, mine=window.waiting, theirs=latest_content(story), choices=choices)
    if merged.conflicts:
        raise StillTwoTexts(merged.conflicts)
    settled: StoryPage = story.with_content_json(merged.content)
    if not settled.live:
        settled.save()
    settled.save_revision(user=window.person, log_action=True, clean=False)
    OpenEditor.objects.filter(pk=window.pk).delete()
    return settled


def _chosen(
    *, base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any], choices: Mapping[str, Choice]
) -> Merged:
    mine, theirs = dict(mine), dict(theirs)
    sides = {}
    for conflict in merge(base, mine, theirs).conflicts:
        choice = choices.get(conflict.key)
        if choice is None or choice.seen != fingerprint(conflict):
            continue
        sides[conflict.key] = choice.side
        if choice.words.strip() and can_mix(conflict):
            mine[conflict.field] = choice.words.strip()
            sides[conflict.key] = "mine"
        elif choice.side == BOTH and can_stand_together(conflict):
            theirs[conflict.field] = _behind(theirs[conflict.field], conflict)
            sides[conflict.key] = "theirs"
    return merge(base, mine, theirs, choices=sides)


def fingerprint(conflict: Conflict) -> str:
    """The same for the same two texts."""
    texts = json.dumps([conflict.key, conflict.mine, conflict.theirs], default=str, sort_keys=True)
    return sha256(texts.encode()).hexdigest()[:16]


def can_mix(conflict: Conflict) -> bool:
    """Whether words may be typed for it: a plain text of the story."""
    return not conflict.block and all(isinstance(one, str) for one in (conflict.mine, conflict.theirs))


def can_stand_together(conflict: Conflict) -> bool:
    """Whether both may stand, one behind the other: a whole block that both changed."""
    return bool(conflict.block_type) and not conflict.part and conflict.kind is Kind.BOTH_CHANGED


def _behind(stream: str, conflict: Conflict) -> str:
    """The stream with my block behind theirs, as a block of its own."""
    blocks = json.loads(stream)
    place = next((number for number, one in enumerate(blocks) if one.get("id") == conflict.block), len(blocks) - 1)
    if conflict.mine is not ABSENT:
        whole = isinstance(conflict.mine, dict) and {"type", "value"} <= conflict.mine.keys()
        mine = conflict.mine if whole else {"type": conflict.block_type, "value": conflict.mine}
        blocks.insert(place + 1, {**mine, "id": str(uuid4())})  # type: ignore[dict-item]  # a block, by the line above
    return json.dumps(blocks)


def lock_story(*, story_id: int) -> StoryPage:
    """The story, held until the transaction ends: two saves stand in line, so each sees the other's."""
    story: StoryPage = StoryPage.objects.select_for_update(of=("self",)).get(pk=story_id)
    return story


def lock_section(*, section_id: int) -> None:
    """Hold a section until the transaction ends: new stories in it stand in line."""
    list(SectionPage.objects.select_for_update(of=("self",)).filter(pk=section_id).values_list("pk"))


def latest_content(story: StoryPage) -> dict[str, Any]:
    """The text that anybody who opens `story` at the desk now is shown."""
    revision = story.get_latest_revision()
    return content_of(story) if revision is None else without_notes(revision.content)


@transaction.atomic
def forget_closed_editors(*, now: datetime) -> int:
    """Forget windows that were not heard of for two weeks, unless a text waits in them."""
    deleted, _ = OpenEditor.objects.filter(held_at__lt=now - KEEP, waiting__isnull=True).delete()
    return deleted
