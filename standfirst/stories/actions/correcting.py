"""Correcting the live text while an update waits, or a draft is being written: both receive the correction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from standfirst.accounts.models import User
from standfirst.stories.merging import Conflict, merge, says_the_same
from standfirst.stories.models import Correction, StoryPage, WaitingUpdate

# Moments and switches, which make no difference to what readers read.
NO_TEXT = frozenset({"go_live_at", "expire_at", "change_kind", "updated_at"})
LOG_ACTION = "stories.correct"
DISCARD_ACTION = "stories.discard_update"


class NotPublic(Exception):
    """There is no live text to correct."""


class NothingWaits(Exception):
    """No update of the story waits or is held."""


class LiveTextChanged(Exception):
    """Somebody else has corrected the same passage since the live text was read."""


@dataclass(frozen=True)
class Clash:
    """A conflict of the correction with the text that waits ("waiting") or is being written ("draft")."""

    line: str
    conflict: Conflict

    @property
    def name(self) -> str:
        """By which a choice is made."""
        return f"{self.line}:{self.conflict.key}"


class CorrectionClashes(Exception):
    """The correction changes what another text changes too; nothing was written. `clashes` wait for choices."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(f"{len(clashes)} places need a choice")
        self.clashes = clashes


def text_of(story: StoryPage) -> dict[str, Any]:
    """What a story says, in the form in which revisions keep it."""
    content: dict[str, Any] = json.loads(json.dumps(story.serializable_data(), cls=DjangoJSONEncoder))
    return content


@transaction.atomic
def correct_live(
    *,
    story: StoryPage,
    corrected: StoryPage,
    actor: User | None,
    now: datetime,
    note: str = "",
    kind: str = Correction.Kind.CORRECTION,
    updated: bool = False,
    choices: Mapping[str, str] | None = None,
    read: Revision | None = None,
) -> StoryPage:
    """Publish `corrected`, the live story with changes, and nothing else; what waits or is a draft receives them.

    With a `note` the story carries it as a correction or clarification (`kind`) and was updated `now`; `updated` says
    that it tells something new, without a note. Neither: a typo, of which nothing is shown. The waiting update keeps
    its minute. `read` is the live revision that was changed, where another may have gone live since: its changes stay.

    Raises NotPublic; LiveTextChanged; CorrectionClashes where a choice is needed ("mine" is the correction), which
    comes back as `choices` by the clash's name.
    """
    live: StoryPage = StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if not live.live:
        raise NotPublic
    if read is not None and read.pk != live.live_revision_id:
        corrected = _on_top_of(live, corrected, read)
    if note:
        corrected.corrections_list.add(Correction(kind=kind, text=note, made_at=now))
    if note or updated:
        corrected.updated_at = now
    corrected.change_kind = StoryPage.Change.TYPO
    lines = _rebase(_other_lines(live), before=text_of(live), after=text_of(corrected), choices=choices or {})
    # Taken away while the correction goes out; saving the waiting text again notes it anew.
    WaitingUpdate.objects.filter(pk=live.pk).delete()
    revision = corrected.save_revision(user=actor, clean=False)
    revision.publish(user=actor, skip_permission_checks=actor is None)
    for line, content in lines:
        _keep(live.pk, content, go_live_at=line.go_live_at, actor=line.revision.user)
    published: StoryPage = StoryPage.objects.get(pk=live.pk)
    if note:
        log(
            instance=published, action=LOG_ACTION, user=actor, data={"kind": str(kind), "note": note}, revision=revision
        )
    return published


def correct_story(
    *, story: StoryPage, note: str, actor: User | None, now: datetime, kind: str = Correction.Kind.CORRECTION
) -> StoryPage:
    """Say under a public story what was wrong: note, moment and entry in its history in one. Raises NotPublic."""
    live = StoryPage.objects.get(pk=story.pk)
    return correct_live(story=story, corrected=live, actor=actor, now=now, note=note, kind=kind)


@transaction.atomic
def settle_waiting(*, story: StoryPage, choices: Mapping[str, str], actor: User | None) -> None:
    """Give a held update its schedule back, with the choices made. Raises CorrectionClashes while some are missing.

    One whose minute has passed meanwhile goes live at once.
    """
    StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    waiting = WaitingUpdate.objects.filter(pk=story.pk, is_held=True).select_related("revision").first()
    if waiting is None:
        return
    after = text_of(StoryPage.objects.get(pk=story.pk))
    line = _Line("waiting", waiting.revision, waiting.base, waiting.go_live_at)
    for _line, content in _rebase([line], before=after, after=after, choices=choices):
        _keep(story.pk, content, go_live_at=waiting.go_live_at, actor=actor)


@transaction.atomic
def discard_waiting(*, story: StoryPage, actor: User | None) -> None:
    """The update of a public story that waits, or is held, does not come; its text stays in the history.

    Where it is what the editor would open, the editor opens the live text again; a later draft stays. Raises
    NothingWaits.
    """
    live: StoryPage = StoryPage.objects.select_for_update(of=("self",)).get(pk=story.pk)
    waiting = WaitingUpdate.objects.filter(pk=live.pk).select_related("revision").first()
    if waiting is None:
        raise NothingWaits
    moment, revision = waiting.go_live_at, waiting.revision
    waiting.delete()
    live.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    if live.latest_revision_id == revision.pk:
        live.save_revision(user=actor, changed=False, clean=False)
        StoryPage.objects.filter(pk=live.pk).update(has_unpublished_changes=False)
    log(instance=live, action=DISCARD_ACTION, user=actor, data={"moment": moment.isoformat()}, revision=revision)


def clashes_of(*, story: StoryPage) -> list[Clash]:
    """Where a held update needs a choice. Reads only."""
    waiting = WaitingUpdate.objects.filter(pk=story.pk, is_held=True).select_related("revision").first()
    if waiting is None:
        return []
    merged = merge(waiting.base, text_of(StoryPage.objects.get(pk=story.pk)), waiting.revision.content)
    return [Clash("waiting", conflict) for conflict in merged.conflicts]


@transaction.atomic
def note_schedule(*, revision: Revision) -> None:
    """A revision's schedule was set or taken back: remember the one that waits beside a live text."""
    if revision.approved_go_live_at is None:
        WaitingUpdate.objects.filter(revision=revision, is_held=False).delete()
        return
    story = StoryPage.objects.filter(pk=revision.object_id, live=True).first()
    if story is not None:
        WaitingUpdate.objects.update_or_create(
            story=story,
            defaults={
                "revision": revision,
                "go_live_at": revision.approved_go_live_at,
                "base": text_of(story),
                "is_held": False,
            },
        )


@transaction.atomic
def keep_waiting(*, story: StoryPage, published: Revision, now: datetime) -> None:
    """Another text of `story` went live while an update waits: give the update its schedule back, and that text.

    Wagtail has just wiped it. An update with nothing left to say is done; one that clashes with what was published is
    held until somebody chooses (`settle_waiting`) or discards it (`discard_waiting`). One whose minute has passed while
    it was held never goes live by itself, though the clash is gone.
    """
    waiting = WaitingUpdate.objects.select_for_update(of=("self",)).filter(pk=story.pk).first()
    if waiting is None:
        return
    if waiting.revision_id == published.pk:
        waiting.delete()
        return
    after = text_of(StoryPage.objects.get(pk=story.pk))
    merged = merge(waiting.base, after, waiting.revision.content)
    if merged.conflicts:
        waiting.is_held = True
        waiting.save(update_fields=["is_held"])
    elif says_the_same(merged.content, after, besides=NO_TEXT):
        waiting.delete()
    elif not (waiting.is_held and waiting.go_live_at <= now):
        _keep(story.pk, merged.content, go_live_at=waiting.go_live_at, actor=waiting.revision.user)


@transaction.atomic
def forget_waiting(*, story: StoryPage) -> None:
    """The story is no longer public; Wagtail has wiped its schedules, and so they stay."""
    WaitingUpdate.objects.filter(pk=story.pk).delete()


@dataclass(frozen=True)
class _Line:
    """A text beside the live one, with the live text that it was made from."""

    name: str
    revision: Revision
    base: dict[str, Any] | None
    go_live_at: datetime | None


def _on_top_of(live: StoryPage, corrected: StoryPage, read: Revision) -> StoryPage:
    merged = merge(text_of(read.as_object()), text_of(corrected), text_of(live))
    if merged.conflicts:
        raise LiveTextChanged
    both: StoryPage = live.with_content_json(merged.content)
    return both


def _other_lines(live: StoryPage) -> list[_Line]:
    """First what waits, then the draft: the last one written is the one that the editor opens."""
    lines = []
    waiting = WaitingUpdate.objects.filter(pk=live.pk).select_related("revision").first()
    if waiting is not None:
        lines.append(_Line("waiting", waiting.revision, waiting.base, waiting.go_live_at))
    latest = live.get_latest_revision()
    known = {live.live_revision_id, waiting.revision_id if waiting else None}
    if latest is not None and latest.pk not in known and live.has_unpublished_changes:
        lines.append(_Line("draft", latest, None, None))
    return lines


def _rebase(
    lines: list[_Line], *, before: dict[str, Any], after: dict[str, Any], choices: Mapping[str, str]
) -> list[tuple[_Line, dict[str, Any]]]:
    rebased, clashes = [], []
    for line in lines:
        prefix = f"{line.name}:"
        answers = {name.removeprefix(prefix): side for name, side in choices.items() if name.startswith(prefix)}
        merged = merge(line.base or before, after, line.revision.content, choices=answers)
        clashes += [Clash(line.name, conflict) for conflict in merged.conflicts]
        rebased.append((line, merged.content))
    if clashes:
        raise CorrectionClashes(clashes)
    return rebased


def _keep(story_id: int, content: dict[str, Any], *, go_live_at: datetime | None, actor: User | None) -> None:
    story = StoryPage.objects.get(pk=story_id).with_content_json(content)
    story.save_revision(user=actor, approved_go_live_at=go_live_at, clean=False)
