"""What waits for somebody at the desk: lists of stories, each with a fixed number of queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState

from standfirst.accounts.models import User
from standfirst.stories.models import CorrectionRequest, Embargo, SectionPage, StoryPage, StuckPage

MOST: Final = 10


@dataclass(frozen=True)
class Row:
    """One story in a list, with the word for its state, when it came to that, and whose it is."""

    story: StoryPage
    when: datetime | None
    state: str
    who: str = ""
    words: str = ""
    request_id: int | None = None


@dataclass(frozen=True)
class Worklist:
    """A list with its title; `key` names it for styles and tests."""

    key: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Desk:
    """For whom the lists are: a reporter's own stories, or all of them for those who may publish."""

    user: User
    sees_all: bool

    def stories(self) -> Any:
        found = StoryPage.objects.defer("body").select_related("owner")
        return found if self.sees_all else found.filter(owner=self.user)

    @cached_property
    def under_way(self) -> dict[int, str]:
        """Stories in a workflow that has not ended, with its state."""
        kind = ContentType.objects.get_for_model(Page)
        states = WorkflowState.objects.filter(base_content_type=kind, status__in=["in_progress", "needs_changes"])
        return {int(number): status for number, status in states.values_list("object_id", "status")}

    @cached_property
    def scheduled(self) -> dict[int, datetime]:
        """Stories with a version that goes public by itself, with the moment."""
        kind = ContentType.objects.get_for_model(Page)
        waiting = Revision.objects.filter(base_content_type=kind, approved_go_live_at__isnull=False)
        return {int(number): moment for number, moment in waiting.values_list("object_id", "approved_go_live_at")}


def drafts(desk: Desk) -> Worklist:
    elsewhere = [*desk.under_way, *desk.scheduled]
    found = desk.stories().filter(live=False, withdrawn_at=None).exclude(pk__in=elsewhere)
    found = found.exclude(pk__in=Embargo.objects.values("pk"))
    latest = found.order_by("-latest_revision_created_at")[:MOST]
    title = _("Drafts") if desk.sees_all else _("My drafts")
    rows = [Row(one, one.latest_revision_created_at, _("Draft"), _name(one.owner)) for one in latest]
    return Worklist("drafts", title, rows)


def in_review(desk: Desk) -> Worklist:
    under_way = desk.under_way
    found = desk.stories().filter(pk__in=under_way).order_by("-latest_revision_created_at")[:MOST]
    states = {"in_progress": _("In review"), "needs_changes": _("Needs changes")}
    rows = [Row(one, one.latest_revision_created_at, states[under_way[one.pk]], _name(one.owner)) for one in found]
    return Worklist("in-review", _("In review"), rows)


def scheduled(desk: Desk) -> Worklist:
    """What did not go public, or down, at its minute stands first, with the reason: somebody has to do something."""
    stuck = {one.pk: one for one in StuckPage.objects.select_related("page")}
    overdue = {one.pk: one.page.expire_at for one in stuck.values() if one.page.live and one.page.expire_at}
    times = {**overdue, **desk.scheduled}
    rows = []
    for one in desk.stories().filter(pk__in=times):
        state = _("Update waits") if one.live else _("Scheduled")
        if one.pk in stuck:
            state = _("Not published") if one.pk in desk.scheduled else _("Still public")
        words = stuck[one.pk].words if one.pk in stuck else ""
        rows.append(Row(one, times[one.pk], state, _name(one.owner), words))
    return Worklist("scheduled", _("Scheduled"), sorted(rows, key=lambda row: times[row.story.pk])[:MOST])


def embargoed(desk: Desk) -> Worklist:
    held = {one.story_id: one for one in Embargo.objects.order_by("embargoed_until")}
    found = {one.pk: one for one in desk.stories().filter(pk__in=held)}
    rows = [
        Row(found[pk], one.embargoed_until, _("Embargoed"), _name(found[pk].owner), one.reason)
        for pk, one in held.items()
        if pk in found
    ]
    return Worklist("embargoed", _("Embargoed"), rows[:MOST])


def just_published(desk: Desk) -> Worklist:
    found = desk.stories().filter(live=True).order_by("-first_published_at")[:MOST]
    rows = [
        Row(
            one,
            one.first_published_at,
            _("Changed since") if one.has_unpublished_changes else _("Public"),
            _name(one.owner),
        )
        for one in found
    ]
    return Worklist("just-published", _("Just published"), rows)


def corrections(desk: Desk) -> Worklist:
    wanted = CorrectionRequest.objects.filter(settled_at=None).order_by("asked_at").select_related("asked_by")
    if not desk.sees_all:
        wanted = wanted.filter(story__owner=desk.user)
    asked = list(wanted[:MOST])
    every = StoryPage.objects.defer("body").in_bulk([one.story_id for one in asked])
    rows = [
        Row(every[one.story_id], one.asked_at, _("Asked for"), _name(one.asked_by), one.words, one.pk) for one in asked
    ]
    return Worklist("corrections", _("Corrections asked for"), rows)


# In the order in which they stand on the desk's first page; each is a query of its own.
WORKLISTS: list[Callable[[Desk], Worklist]] = [corrections, in_review, drafts, scheduled, embargoed, just_published]


def worklists_of(*, user: User, sees_all: bool) -> list[Worklist]:
    """All lists for `user`; every story in them knows its section."""
    desk = Desk(user, sees_all)
    lists = [make(desk) for make in WORKLISTS]
    _tell_sections(row.story for one in lists for row in one.rows)
    return lists


def _tell_sections(stories: Iterable[StoryPage]) -> None:
    sections = {section.path: section for section in SectionPage.objects.all()}
    for story in stories:
        section = sections.get(story.path[: -story.steplen])
        if section is not None:
            story.stands_in(section)


def _name(user: User | None) -> str:
    return str(user) if user is not None else ""
