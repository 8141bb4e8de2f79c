"""Random days at the desk: an embargo never leaks, and no correction, update or schedule is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from standfirst.accounts.models import User
from standfirst.accounts.tests.factories import aoife
from standfirst.stories.actions.correcting import CorrectionClashes, correct_live
from standfirst.stories.actions.due import publish_due
from standfirst.stories.actions.embargoes import EmbargoRefused, lift_embargo, set_embargo
from standfirst.stories.groups import DUTY_EDITORS
from standfirst.stories.models import Embargo, StoryEmbargoed, StoryPage, WaitingUpdate
from standfirst.stories.tests.factories import make_draft, make_story
from tests.chance import few_examples

pytestmark = pytest.mark.django_db
DAY = datetime(2031, 5, 1, 6, tzinfo=UTC)
MINUTES = st.integers(1, 90).map(lambda minutes: timedelta(minutes=minutes))


class Clock:
    """The moment that Django, Wagtail and our own doors are told."""

    now = DAY


@contextmanager
def rolled_back() -> Iterator[None]:
    """One run of a machine leaves no rows behind for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Day(RuleBasedStateMachine):
    """What both machines share: a story, a clock, a worker."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = rolled_back()
        self.undo.__enter__()
        Clock.now = DAY

    def teardown(self) -> None:
        self.undo.__exit__(None, None, None)

    @property
    def fresh(self) -> StoryPage:
        found: StoryPage = StoryPage.objects.get(pk=self.story.pk)
        return found

    def pass_time(self, minutes: timedelta) -> None:
        Clock.now += minutes
        publish_due(now=Clock.now)

    story: StoryPage


class EmbargoDay(Day):
    """`until` and `decided` are what a careful clerk writes down beside: the embargo, and the moment to go live."""

    @initialize()
    def begin(self) -> None:
        self.story = make_draft("Secret budget")
        self.editor = aoife()
        self.duty = User.objects.create_user("fionn@paper.example")
        self.duty.groups.add(Group.objects.get(name=DUTY_EDITORS))
        self.until: datetime | None = None
        self.decided: datetime | None = None
        self.reader = Client(headers={"Sec-Fetch-Site": "none"})

    @rule(minutes=MINUTES, by_duty=st.booleans())
    def embargo(self, minutes: timedelta, by_duty: bool) -> None:
        until = Clock.now + minutes
        allowed = not self.fresh.live and (self.until is None or until >= self.until or by_duty)
        try:
            actor = self.duty if by_duty else self.editor
            set_embargo(story=self.story, until=until, reason="Agreed.", actor=actor, now=Clock.now)
        except EmbargoRefused:
            assert not allowed
            return
        assert allowed
        if self.decided is not None and (self.decided < until or self.decided == self.until):
            self.decided = until
        self.until = until

    @rule(by_duty=st.booleans())
    def lift(self, by_duty: bool) -> None:
        try:
            actor = self.duty if by_duty else self.editor
            lift_embargo(story=self.story, reason="It is out.", actor=actor, now=Clock.now)
        except EmbargoRefused:
            assert not by_duty or self.until is None
            return
        assert by_duty
        if self.decided is not None and self.decided == self.until:
            self.decided = Clock.now
        self.until = None

    @rule(how=st.sampled_from(["action", "revision", "old revision"]))
    def publish(self, how: str) -> None:
        story = self.fresh
        if how == "action":
            story = story.get_latest_revision_as_object()
        story.go_live_at = None
        revision = story.save_revision() if how != "old revision" else story.revisions.order_by("pk").first()
        revision.publish()
        if self.fresh.live:
            assert self.until is None
            self.decided = None
            return
        # An old revision may have been saved with a moment of its own.
        self.decided = self.fresh.scheduled_revision.approved_go_live_at
        assert self.until is None or self.decided >= self.until

    @rule(minutes=MINUTES)
    def schedule(self, minutes: timedelta) -> None:
        if self.fresh.live:
            return
        story = self.fresh.get_latest_revision_as_object()
        story.go_live_at = Clock.now + minutes
        story.save_revision().publish()
        self.decided = max(Clock.now + minutes, self.until or DAY)

    @rule()
    def unschedule(self) -> None:
        for revision in self.story.revisions.filter(approved_go_live_at__isnull=False):
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            if not self.fresh.live:
                self.decided = None

    @rule()
    def edit(self) -> None:
        self.fresh.get_latest_revision_as_object().save_revision()

    @precondition(lambda self: self.until is not None)
    @rule()
    def force(self) -> None:
        story = self.fresh
        story.live = True
        with pytest.raises(StoryEmbargoed), transaction.atomic():
            story.save()
        with pytest.raises(DatabaseError), transaction.atomic():
            StoryPage.objects.filter(pk=self.story.pk).update(live=True)

    @rule()
    def copy(self) -> None:
        if self.until is not None:
            copied = self.fresh.copy(update_attrs={"slug": f"copy-{StoryPage.objects.count()}"})
            copied.get_latest_revision().publish()
            assert not StoryPage.objects.get(pk=copied.pk).live
            copied.delete()

    @rule(minutes=MINUTES)
    def wait(self, minutes: timedelta) -> None:
        self.pass_time(minutes)
        if self.until is not None and self.until <= Clock.now:
            self.until = None
        due = self.decided is not None and self.decided <= Clock.now
        assert self.fresh.live or not due

    @invariant()
    def nothing_is_public_before_the_minute(self) -> None:
        standing = Embargo.of(self.story.pk)
        assert (standing.embargoed_until if standing else None) == self.until
        if self.until is None:
            return
        assert not StoryPage.objects.visible_to_readers().filter(title__contains="Secret").exists()
        assert self.reader.get(self.story.url).status_code == 404
        assert b"Secret" not in self.reader.get("/").content

    @invariant()
    def it_goes_live_only_if_somebody_decided_so(self) -> None:
        if self.decided is not None and self.decided > Clock.now:
            assert self.fresh.scheduled_revision.approved_go_live_at == self.decided
        if self.decided is None and self.until is not None:
            assert not self.fresh.approved_schedule


class CorrectionDay(Day):
    """Four passages; corrections and updates of any of them in any order. `live` and `update` are the clerk's copy."""

    @initialize()
    def begin(self) -> None:
        body = [("paragraph", f"<p>{number}</p>") for number in range(4)]
        self.story = make_story("Ferry aground", body=body)
        self.count = 0
        self.live = [f"<p>{number}</p>" for number in range(4)]
        self.update: dict[int, str] = {}
        self.minute: datetime | None = None
        self.notes: list[str] = []

    def words(self, story: Any) -> list[str]:
        return [block["value"] for block in story.body.raw_data]

    def new_words(self, story: Any, place: int) -> str:
        self.count += 1
        text = f"<p>words {self.count}</p>"
        story.body.raw_data[place] = {**story.body.raw_data[place], "value": text}
        return text

    @rule(place=st.integers(0, 3), choice=st.sampled_from(["mine", "theirs"]), with_note=st.booleans())
    def correct(self, place: int, choice: str, with_note: bool) -> None:
        corrected = self.fresh
        text = self.new_words(corrected, place)
        note = f"note {self.count}" if with_note else ""
        given: dict[str, Any] = {"story": self.story, "actor": None, "now": Clock.now, "note": note}
        choices: dict[str, str] = {}
        try:
            correct_live(corrected=corrected, **given)
        except CorrectionClashes as refusal:
            assert place in self.update
            assert self.words(self.fresh) == self.live
            choices = {clash.name: choice for clash in refusal.clashes}
            again = self.fresh
            again.body.raw_data[place] = {**again.body.raw_data[place], "value": text}
            correct_live(corrected=again, choices=choices, **given)
        if choices and choice == "mine":
            # From now on the update says there what the live text says.
            del self.update[place]
        self.live[place] = text
        self.notes += [note] if note else []

    @rule(place=st.integers(0, 3))
    def publish_another(self, place: int) -> None:
        """As Wagtail's own publishing or an API would: a change made to the live text, past the lane."""
        if place in self.update:
            return
        other = self.fresh
        text = self.new_words(other, place)
        other.save_revision().publish()
        self.live[place] = text
        if not self.update:
            # An update with nothing left to say waits no more.
            self.minute = None

    @precondition(lambda self: self.minute is None)
    @rule(place=st.integers(0, 3), minutes=MINUTES)
    def schedule(self, place: int, minutes: timedelta) -> None:
        update = self.fresh
        self.update = {place: self.new_words(update, place)}
        self.minute = Clock.now + minutes
        update.go_live_at = self.minute
        update.save_revision().publish()

    @rule(minutes=MINUTES)
    def wait(self, minutes: timedelta) -> None:
        self.pass_time(minutes)
        if self.minute is not None and self.minute <= Clock.now:
            for place, text in self.update.items():
                self.live[place] = text
            self.update, self.minute = {}, None

    @invariant()
    def readers_read_all_that_was_corrected(self) -> None:
        story = self.fresh
        assert story.live
        assert self.words(story) == self.live
        assert sorted(one.text for one in story.corrections) == sorted(self.notes)

    @invariant()
    def the_update_waits_with_every_correction_in_it(self) -> None:
        scheduled = self.fresh.scheduled_revision
        if self.minute is None:
            assert scheduled is None
            assert not WaitingUpdate.objects.exists()
            return
        assert scheduled.approved_go_live_at == self.minute
        update = scheduled.as_object()
        assert self.words(update) == [self.update.get(place, text) for place, text in enumerate(self.live)]
        assert sorted(one.text for one in update.corrections) == sorted(self.notes)


@pytest.mark.parametrize("machine", [EmbargoDay, CorrectionDay])
def test_whatever_happens_in_whatever_order(machine: type[Day], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: Clock.now)
    monkeypatch.setattr("standfirst.clock.now", lambda: Clock.now)
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    # Shrinking a day with a database takes minutes; the printed one is short enough to read.
    phases = [Phase.explicit, Phase.generate]
    few = settings(
        max_examples=few_examples(10),
        stateful_step_count=12,
        deadline=None,
        suppress_health_check=checks,
        phases=phases,
        database=None,
    )
    run_state_machine_as_test(machine, settings=few)
