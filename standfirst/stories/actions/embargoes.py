"""Setting, moving and lifting embargoes, and ending them at their minute."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Revision

from standfirst.accounts.models import User
from standfirst.stories.embargoes import LIFT
from standfirst.stories.models import Embargo, EmbargoChange, StoryEmbargoed, StoryPage


class EmbargoRefused(Exception):
    """Why the embargo stays as it is, in words for the desk."""


class MayNotLift(EmbargoRefused):
    """The person may neither lift nor shorten an embargo."""


def may_lift(actor: User | None) -> bool:
    return actor is not None and actor.has_perm(LIFT)


@transaction.atomic
def set_embargo(
    *, story: StoryPage, until: datetime, reason: str, actor: User | None, now: datetime
) -> tuple[Embargo, bool]:
    """Put `story` under embargo, or move the one that stands; returns it, and whether a schedule was moved with it.

    Whoever edits a story may set and lengthen an embargo (`actor` None: the wire); to shorten one takes the right to
    lift it. A schedule before the embargo's end is moved to its end, one that waited for the old end to the new one.
    Raises EmbargoRefused: for a public story, an alias, a moment that has passed; MayNotLift.
    """
    locked = _locked(story)
    if locked.live:
        raise EmbargoRefused(_("It is public already. Withdraw it, or schedule the update."))
    if locked.alias_of_id is not None:
        raise EmbargoRefused(_("It is a mirror of another story: set the embargo there."))
    if until <= now:
        raise EmbargoRefused(_("That moment has passed."))
    standing = Embargo.of(locked.pk)
    before = standing.embargoed_until if standing else None
    if before is not None and until < before and not may_lift(actor):
        raise MayNotLift(_("You may make an embargo longer, not shorter. Ask a duty editor."))
    embargo = Embargo(story_id=locked.pk, embargoed_until=until, reason=reason[:300], set_by=actor, set_at=now)
    embargo.save()
    _note(locked.pk, before=before, after=until, who=actor, why=reason, now=now)
    return embargo, _move_schedules(locked.pk, before=before, until=until)


@transaction.atomic
def lift_embargo(*, story: StoryPage, reason: str, actor: User, now: datetime) -> bool:
    """Take the embargo away before its minute; returns whether somebody has published the story meanwhile.

    Then it goes live at once (the worker does it): publishing was decided, and only the embargo held it back. A story
    that waits for a later minute goes on waiting. Raises MayNotLift, and EmbargoRefused where none stands.
    """
    _locked(story)
    if not may_lift(actor):
        raise MayNotLift(_("You may not lift an embargo. Ask a duty editor."))
    standing = Embargo.of(story.pk)
    if standing is None:
        raise EmbargoRefused(_("It is under no embargo."))
    _end(standing, who=actor, why=reason, now=now)
    _forget_minute(story.pk, minute=standing.embargoed_until)
    return _move_schedules(story.pk, before=standing.embargoed_until, until=now)


def end_due_embargoes(*, now: datetime) -> int:
    """Take away the embargoes whose minute has come; returns how many. What waits for that minute can go live then."""
    ended = 0
    for embargo in Embargo.objects.filter(embargoed_until__lte=now):
        with transaction.atomic():
            ended += _end(embargo, who=None, why="", now=now)
    return ended


@transaction.atomic
def check_embargo(*, story: StoryPage, now: datetime) -> None:
    """A story is about to be saved as public: raises StoryEmbargoed while its embargo lasts.

    One whose minute has come, but not yet the worker, is ended here.
    """
    standing = Embargo.of(story.pk)
    if standing is None:
        return
    if standing.embargoed_until > now:
        raise StoryEmbargoed(f"story {story.pk} is embargoed until {standing.embargoed_until.isoformat()}")
    _end(standing, who=None, why="", now=now)


@transaction.atomic
def carry_embargo(*, source_id: int, copy: StoryPage, now: datetime) -> None:
    """A copy has the text of its source, so it has its embargo too.

    A mirror has no embargo of its own and could be made a story of its own: of an embargoed story there is none.
    """
    standing = Embargo.of(source_id)
    if standing is None:
        return
    if copy.alias_of_id is not None or copy.live:
        raise StoryEmbargoed(f"story {source_id} is embargoed and can't be mirrored")
    until, reason = standing.embargoed_until, standing.reason
    Embargo.objects.create(
        story_id=copy.pk, embargoed_until=until, reason=reason, set_by_id=standing.set_by_id, set_at=now
    )
    _note(copy.pk, before=None, after=until, who=standing.set_by, why=reason, now=now)


def _locked(story: StoryPage) -> StoryPage:
    """With the page's row, in which `live` stands: whoever publishes waits for the embargo, or it for them."""
    locked: StoryPage = StoryPage.objects.select_for_update(of=("self", "page_ptr")).get(pk=story.pk)
    return locked


def _end(embargo: Embargo, *, who: User | None, why: str, now: datetime) -> bool:
    """False where somebody else has ended or moved it meanwhile."""
    standing = Embargo.objects.filter(pk=embargo.pk, embargoed_until=embargo.embargoed_until)
    if not standing.delete()[0]:
        return False
    _note(embargo.pk, before=embargo.embargoed_until, after=None, who=who, why=why, now=now)
    return True


def _note(
    story_id: int, *, before: datetime | None, after: datetime | None, who: User | None, why: str, now: datetime
) -> None:
    EmbargoChange.objects.create(story_id=story_id, before=before, after=after, who=who, why=why[:300], at=now)


def _move_schedules(story_id: int, *, before: datetime | None, until: datetime) -> bool:
    """Schedules that would fire too early, or that waited for the embargo's old end, fire at `until`."""
    story = StoryPage.objects.get(pk=story_id)
    moved = False
    for revision in story.revisions.filter(approved_go_live_at__isnull=False):
        held = revision.approved_go_live_at == before
        if revision.approved_go_live_at < until or held:
            moved = True
            revision.approved_go_live_at = until
            # The text was saved with the minute in it that the embargo had set.
            revision.content = {**revision.content, "go_live_at": until.isoformat()}
            revision.save(update_fields=["approved_go_live_at", "content"])
    if moved:
        StoryPage.objects.filter(pk=story_id).update(go_live_at=until)
    return moved


def _forget_minute(story_id: int, *, minute: datetime) -> None:
    """A draft saved under embargo has its end as the moment to go live; pressing "publish" now means now."""
    story = StoryPage.objects.get(pk=story_id)
    latest: Revision | None = story.get_latest_revision()
    if latest is None or latest.approved_go_live_at is not None:
        return
    saved = parse_datetime(latest.content.get("go_live_at") or "")
    if saved == minute:
        latest.content = {**latest.content, "go_live_at": None}
        latest.save(update_fields=["content"])
        StoryPage.objects.filter(pk=story_id).update(go_live_at=None)
