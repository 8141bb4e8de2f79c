"""Everybody at once on one thread: nothing deadlocks, nothing is counted twice, one of two wins."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

import pytest
from django.db import connection

from standfirst.accounts.actions.people import enrol
from standfirst.accounts.models import MODERATORS, Letter, User
from standfirst.accounts.tests.factories import cormac, make_reader, niamh, tadhg
from standfirst.comments.actions.posting import ParentGone, TooFast, post_comment
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import Cause, StaleRevision, change_state
from standfirst.comments.models import Comment, StateChange, Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.decisions import AlreadyDecided, ClaimedByAnother, claim, decide
from standfirst.moderation.actions.reports import CommentNotPublic, make_report
from standfirst.moderation.models import Decision, HouseRule, QueueItem, Report
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db(transaction=True)

CONFLICTS = (ParentGone, TooFast, StaleRevision, CommentNotPublic, AlreadyDecided, ClaimedByAnother)
"""What an action may answer when somebody else was quicker."""


def at_once[Done](calls: Sequence[Callable[[], Done]]) -> list[Done | Exception]:
    """Do all at the same moment, each in a thread with a connection of its own; what each gave, or raised."""
    together = threading.Barrier(len(calls))

    def do(call: Callable[[], Done]) -> Done | Exception:
        try:
            together.wait(10)
            return call()
        except CONFLICTS as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as people:
        return list(people.map(do, calls))


def mairead() -> User:
    """A second moderator."""
    return enrol(email="mairead@paper.example", display_name="Mairéad", group=MODERATORS)


@dataclass
class Crowd:
    """People who do by chance whatever can be done in one thread, each step in a minute of its own."""

    thread: Thread
    readers: list[User]
    moderators: list[User]
    rule: HouseRule
    conflicts: Counter[str] = field(default_factory=Counter)
    minutes: count[int] = field(default_factory=lambda: count(1))

    def live(self, seed: int, steps: int) -> None:
        chance = Random(seed)
        deeds = [self.post, self.post, self.reply, self.reply, self.click_twice, self.report, self.decide]
        for deed in chance.choices([*deeds, self.publish, self.remove], k=steps):
            try:
                deed(chance, NOON + timedelta(minutes=next(self.minutes)))
            except CONFLICTS as conflict:
                self.conflicts[type(conflict).__name__] += 1

    def post(self, chance: Random, now: datetime, parent: int | None = None, key: str = "") -> None:
        author = chance.choice(self.readers)
        post_comment(
            thread_id=self.thread.pk, author=author, body=f"At {now}", now=now, parent_id=parent, posting_key=key
        )

    def reply(self, chance: Random, now: datetime) -> None:
        self.post(chance, now, parent=self.any_comment(chance))

    def click_twice(self, chance: Random, now: datetime) -> None:
        # The same few keys in all threads: somebody else is likely at the same one.
        self.post(chance, now, key=f"key {chance.randrange(3)}")

    def report(self, chance: Random, now: datetime) -> None:
        if comment := self.any_comment(chance):
            reporter = chance.choice([None, *self.readers])
            make_report(comment_id=comment, reporter=reporter, reason="uncivil", words="Look.", now=now)

    def publish(self, chance: Random, now: datetime) -> None:
        self.change(self.any_comment(chance), Comment.State.PUBLISHED, now)

    def remove(self, chance: Random, now: datetime) -> None:
        self.change(self.any_comment(chance), Comment.State.REMOVED, now)

    def change(self, comment: int | None, to: Comment.State, now: datetime) -> None:
        if comment:
            change_state(comment_id=comment, revision=1, to=to, cause=Cause(rule="chance"), now=now)

    def decide(self, chance: Random, now: datetime) -> None:
        items = list(QueueItem.objects.values_list("pk", flat=True))
        if items:
            outcome = chance.choice(Decision.Outcome.values)
            decide_on(chance.choice(items), chance.choice(self.moderators), outcome, self.rule, now)

    def any_comment(self, chance: Random) -> int | None:
        comments = list(Comment.objects.values_list("pk", flat=True))
        return chance.choice(comments) if comments else None


def decide_on(item: int, moderator: User, outcome: str, rule: HouseRule, now: datetime = NOON) -> Decision:
    return decide(
        item_id=item,
        revision=1,
        moderator=moderator,
        outcome=Decision.Outcome(outcome),
        rule=rule,
        statement_of_reasons="It insults the pilot.",
        now=now,
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_agree_after_any_history_of_many(seed: int) -> None:
    readers = [niamh(), tadhg(), *(make_reader(f"Reader {number}") for number in range(10))]
    crowd = Crowd(make_thread(), readers, [cormac(), mairead()], civil())
    at_once([lambda number=number: crowd.live(seed * 100 + number, steps=18) for number in range(6)])  # type: ignore[misc]
    assert recount() == []
    assert Comment.objects.count() > 20
    assert not crowd.conflicts["StaleRevision"]
    keys = Comment.objects.filter(posting_key__startswith="key").values_list("author", "posting_key")
    assert len(keys) == len(set(keys))
    for item in QueueItem.objects.all():
        reports = Report.objects.filter(comment=item.comment_id, revision=item.revision)
        assert item.report_count == reports.count()
        assert item.state == QueueItem.State.OPEN or not reports.filter(decision=None).exists()


def test_one_of_two_simultaneous_decisions_wins() -> None:
    moderators, rule, item = [cormac(), mairead()], civil(), make_held_item()
    outcomes = [Decision.Outcome.PUBLISH, Decision.Outcome.REMOVE]
    first, second = at_once(
        [
            lambda: decide_on(item.pk, moderators[0], outcomes[0], rule),
            lambda: decide_on(item.pk, moderators[1], outcomes[1], rule),
        ]
    )
    [won] = [answer for answer in (first, second) if isinstance(answer, Decision)]
    [lost] = [answer for answer in (first, second) if isinstance(answer, AlreadyDecided)]
    assert lost.decision == won
    assert Decision.objects.count() == 1
    assert StateChange.objects.filter(comment=item.comment).exclude(actor=None).latest("pk").actor == won.moderator
    assert Letter.objects.filter(purpose__endswith=":author").count() == 1
    assert recount() == []


def test_one_of_two_moderators_gets_the_item_on_the_table() -> None:
    moderators, item = [cormac(), mairead()], make_held_item()
    answers = at_once(
        [lambda person=person: claim(item_id=item.pk, moderator=person, now=NOON) for person in moderators]  # type: ignore[misc]
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["ClaimedByAnother", "QueueItem"]


@pytest.mark.parametrize("key", ["one-key", ""])
def test_eight_clicks_at_once_post_one_comment(key: str) -> None:
    thread, reader = make_thread(), niamh()
    answers = at_once([lambda: make_comment(thread, author=reader, posting_key=key, now=NOON)] * 8)
    [comment] = Comment.objects.all()
    assert answers == [comment] * 8
    thread.refresh_from_db()
    assert (thread.comment_count, thread.last_number) == (1, 1)


def test_eight_people_at_once_get_eight_numbers() -> None:
    thread = make_thread()
    readers = [make_reader(f"Reader {number}") for number in range(8)]
    at_once([lambda person=person: make_comment(thread, author=person) for person in readers])  # type: ignore[misc]
    assert sorted(Comment.objects.values_list("number", flat=True)) == list(range(1, 9))
    assert recount() == []


def test_one_reader_who_reports_four_times_at_once_has_reported_once() -> None:
    comment, reporter = make_comment(make_thread()), tadhg()
    reports = at_once([lambda: make_reported(comment, reporter=reporter)] * 4)
    assert reports == [Report.objects.get()] * 4
    assert QueueItem.objects.get().report_count == 1
    assert Letter.objects.filter(recipient=reporter.email).count() == 1


def test_a_reply_and_the_removal_of_its_parent_do_not_harm_each_other() -> None:
    thread, reader = make_thread(), tadhg()
    parents = [make_comment(thread, f"Parent {number}") for number in range(4)]
    replies = [
        lambda parent=parent: make_comment(thread, "But", author=reader, parent_id=parent.pk) for parent in parents
    ]
    removals = [
        lambda parent=parent: change_state(
            comment_id=parent.pk, revision=1, to=Comment.State.REMOVED, cause=Cause(rule="civil"), now=NOON
        )
        for parent in parents
    ]
    at_once([*replies, *removals])
    assert recount() == []
    assert not Comment.objects.public().filter(state=Comment.State.REMOVED, published_below=0).exists()
