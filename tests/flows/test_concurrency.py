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
from standfirst.comments.actions.editing import CommentGone, EditTooLate, delete_comment, edit_comment
from standfirst.comments.actions.posting import ParentGone, TooFast, post_comment
from standfirst.comments.actions.recommending import NotToRecommend, recommend, take_back
from standfirst.comments.actions.recounting import recount
from standfirst.comments.actions.states import AuthorDeleted, Cause, StaleRevision, change_state
from standfirst.comments.models import Comment, CommentRevision, Recommendation, StateChange, Thread
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.decisions import AlreadyDecided, ClaimedByAnother, claim, decide
from standfirst.moderation.actions.recounting import recount_reports
from standfirst.moderation.actions.reports import CommentNotPublic, make_report
from standfirst.moderation.models import Decision, HouseRule, QueueItem, Report
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db(transaction=True)

CONFLICTS = (
    ParentGone, TooFast, StaleRevision, CommentNotPublic, AlreadyDecided, ClaimedByAnother, CommentGone, AuthorDeleted,
    NotToRecommend, EditTooLate,
)  # fmt: skip
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
        deeds += [self.publish, self.remove, self.edit, self.edit, self.delete, self.recommend, self.recommend]
        for deed in chance.choices([*deeds, self.take_back], k=steps):
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
            revision = Comment.objects.get(pk=comment).revision
            change_state(comment_id=comment, revision=revision, to=to, cause=Cause(rule="chance"), now=now)

    def edit(self, chance: Random, now: datetime) -> None:
        if number := self.any_comment(chance):
            comment = Comment.objects.select_related("author").get(pk=number)
            words = chance.choice([f"Rather at {now}", "THE PILOT KNEW ALL OF THOSE ROCKS VERY WELL INDEED."])
            edit_comment(
                comment_id=number,
                revision=comment.revision,
                author=comment.author,
                body=words,
                now=comment.posted_at + timedelta(seconds=chance.randrange(500)),
            )

    def delete(self, chance: Random, now: datetime) -> None:
        if number := self.any_comment(chance):
            author = Comment.objects.select_related("author").get(pk=number).author
            delete_comment(comment_id=number, author=author, now=now)

    def recommend(self, chance: Random, now: datetime) -> None:
        if comment := self.any_comment(chance):
            recommend(comment_id=comment, reader=chance.choice(self.readers), now=now)

    def take_back(self, chance: Random, now: datetime) -> None:
        if comment := self.any_comment(chance):
            take_back(comment_id=comment, reader=chance.choice(self.readers), now=now)

    def decide(self, chance: Random, now: datetime) -> None:
        items = list(QueueItem.objects.values_list("pk", "revision"))
        if items:
            outcome, (item, revision) = chance.choice(Decision.Outcome.values), chance.choice(items)
            decide_on(item, chance.choice(self.moderators), outcome, self.rule, now, revision)

    def any_comment(self, chance: Random) -> int | None:
        comments = list(Comment.objects.values_list("pk", flat=True))
        return chance.choice(comments) if comments else None


def decide_on(
    item: int, moderator: User, outcome: str, rule: HouseRule, now: datetime = NOON, revision: int = 1
) -> Decision:
    return decide(
        item_id=item,
        revision=revision,
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
    assert Comment.objects.count() > 10
    keys = Comment.objects.filter(posting_key__startswith="key").values_list("author", "posting_key")
    assert len(keys) == len(set(keys))
    for item in QueueItem.objects.all():
        reports = Report.objects.about(item)
        assert item.report_count == reports.count()
        assert item.state == QueueItem.State.OPEN or not reports.undecided().exists()
    assert recount_reports() == []
    for comment in Comment.objects.all():
        assert comment.recommend_count == Recommendation.objects.filter(comment=comment, undone_in=None).count()
        kept = CommentRevision.objects.filter(comment=comment).order_by("number").values_list("number", flat=True)
        assert list(kept) == list(range(1, comment.revision))
        open_items = QueueItem.objects.filter(comment=comment, state=QueueItem.State.OPEN)
        assert list(open_items.values_list("revision", flat=True)) in ([], [comment.revision])
        assert comment.state != Comment.State.DELETED or not open_items


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


def test_of_an_edit_and_a_decision_at_once_nobody_decides_on_words_they_have_not_seen() -> None:
    moderator, rule, item = cormac(), civil(), make_held_item()
    comment = item.comment
    edited, decided = at_once(
        [
            lambda: edit_comment(
                comment_id=comment.pk, revision=1, author=niamh(), body="Other words.", now=comment.posted_at
            ),
            lambda: decide_on(item.pk, moderator, Decision.Outcome.REMOVE, rule),
        ]
    )
    comment.refresh_from_db()
    if isinstance(decided, Decision):
        assert (type(edited), comment.revision) == (CommentGone, 1)
    else:
        assert (type(decided), comment.revision) == (StaleRevision, 2)
    assert recount() == []


def test_of_a_deletion_and_a_decision_at_once_one_stands() -> None:
    moderator, rule, item = cormac(), civil(), make_held_item()
    comment = item.comment
    deleted, decided = at_once(
        [
            lambda: delete_comment(comment_id=comment.pk, author=niamh(), now=NOON),
            lambda: decide_on(item.pk, moderator, Decision.Outcome.REMOVE, rule),
        ]
    )
    assert [type(deleted), type(decided)] in ([Comment, AlreadyDecided], [CommentGone, Decision])
    item.refresh_from_db()
    assert item.state == QueueItem.State.DECIDED
    assert recount() == []
