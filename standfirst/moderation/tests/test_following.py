"""When an author edits or deletes, the queue follows: new words are judged anew, and no report is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from standfirst.accounts.actions.closing import ask_to_close, carry_on_closing
from standfirst.accounts.models import Letter
from standfirst.accounts.tests.factories import cormac, make_reader, niamh, tadhg
from standfirst.comments.actions.editing import delete_comment, edit_comment
from standfirst.comments.actions.states import StaleRevision
from standfirst.comments.models import Comment, StateChange
from standfirst.comments.tests.factories import NOON, make_comment, make_thread
from standfirst.moderation.actions.decisions import AlreadyDecided, decide
from standfirst.moderation.actions.recounting import recount_reports
from standfirst.moderation.models import Decision, QueueItem, Report, WordList
from standfirst.moderation.tests.factories import civil, make_held_item, make_reported

pytestmark = pytest.mark.django_db


def edit(comment: Comment, body: str) -> Comment:
    now = comment.posted_at + timedelta(minutes=2)
    return edit_comment(comment_id=comment.pk, revision=comment.revision, author=niamh(), body=body, now=now)


def delete(comment: Comment) -> None:
    delete_comment(comment_id=comment.pk, author=niamh(), now=NOON)


def remove(item: QueueItem, revision: int) -> Decision:
    return decide(
        item_id=item.pk,
        revision=revision,
        moderator=cormac(),
        outcome=Decision.Outcome.REMOVE,
        rule=civil(),
        statement_of_reasons="An insult.",
        now=NOON,
    )


def test_quiet_new_words_stay_public_and_enter_no_queue() -> None:
    assert edit(make_comment(make_thread()), "Other words.").state == Comment.State.PUBLISHED
    assert not QueueItem.objects.exists()


def test_a_word_on_the_list_holds_what_was_public() -> None:
    WordList.objects.create(entries="muppet")
    thread = make_thread()
    comment = edit(make_comment(thread), "You muppet.")
    assert comment.state == Comment.State.PENDING
    item = QueueItem.objects.get()
    assert (item.revision, item.held_because) == (2, "listed-word")
    last = StateChange.objects.filter(comment=comment).latest("pk")
    assert (last.from_state, last.to_state, last.rule) == ("published", "pending", "listed-word")
    assert "asked" not in last.why
    thread.refresh_from_db()
    assert thread.comment_count == 0


def test_a_first_comment_does_not_slip_in_its_link_by_editing() -> None:
    comment = edit(make_comment(make_thread(), "Hello."), "Hello https://b.example/cheap")
    assert comment.state == Comment.State.PENDING


def test_better_words_publish_what_a_rule_held() -> None:
    WordList.objects.create(entries="muppet")
    comment = make_comment(make_thread(), "You muppet.")
    assert edit(comment, "I disagree.").state == Comment.State.PUBLISHED
    assert QueueItem.objects.get().state == QueueItem.State.DECIDED


def test_under_a_premoderated_story_the_item_goes_on_with_the_new_words() -> None:
    item = make_held_item()
    comment = edit(item.comment, "Is somebody reading this now?")
    assert comment.state == Comment.State.PENDING
    with pytest.raises(StaleRevision):
        remove(item, revision=1)
    decision = remove(item, revision=2)
    assert decision.item.comment.state_changes.latest("pk").revision == 2


def test_reports_of_the_old_words_are_decided_with_the_new_ones() -> None:
    comment = make_comment(make_thread())
    first = make_reported(comment, reporter=tadhg())
    comment = edit(comment, "Milder words.")
    make_reported(comment, reporter=tadhg(), words="Still rude.")
    item = QueueItem.objects.get()
    assert (item.revision, item.report_count, comment.state) == (2, 2, Comment.State.PUBLISHED)
    assert recount_reports() == []
    remove(item, revision=2)
    assert not Report.objects.all().undecided().exists()
    first.refresh_from_db()
    assert (first.revision, first.snapshot) == (1, "The pilot knew those rocks.")


def test_reports_that_were_decided_stay_with_their_item() -> None:
    comment = make_comment(make_thread())
    make_reported(comment)
    decide(
        item_id=QueueItem.objects.get().pk,
        revision=1,
        moderator=cormac(),
        outcome=Decision.Outcome.KEEP,
        now=NOON,
    )
    make_reported(edit(comment, "Worse words."), words="Now look.")
    assert list(QueueItem.objects.order_by("revision").values_list("revision", "report_count")) == [(1, 1), (2, 1)]
    assert recount_reports() == []


def test_a_held_comment_with_reports_waits_whatever_its_new_words() -> None:
    WordList.objects.create(entries="muppet")
    comment = make_comment(make_thread())
    make_reported(comment)
    comment = edit(comment, "You muppet.")
    comment = edit(comment, "I disagree.")
    assert comment.state == Comment.State.PENDING
    item = QueueItem.objects.get()
    assert (item.state, item.revision) == (QueueItem.State.OPEN, 3)


def test_a_deleted_comment_leaves_nothing_to_decide_and_its_reporter_is_told() -> None:
    comment = make_comment(make_thread())
    report = make_reported(comment, reporter=tadhg())
    make_reported(comment, words="Look.")
    delete(comment)
    item = QueueItem.objects.get()
    assert item.state == QueueItem.State.DECIDED
    report.refresh_from_db()
    assert report.overtaken_at == NOON
    assert not Report.objects.all().undecided().exists()
    letter = Letter.objects.get(purpose=f"report:{report.reference}:overtaken")
    assert letter.recipient == tadhg().email
    assert "Its author has deleted" in letter.text
    with pytest.raises(AlreadyDecided):
        remove(item, revision=1)


def test_a_quiet_comment_is_deleted_quietly() -> None:
    delete(make_comment(make_thread()))
    assert not QueueItem.objects.exists()
    assert not Letter.objects.exists()


def test_reporters_hear_once_of_a_comment_that_went_with_its_authors_account() -> None:
    comment = make_comment(make_thread())
    for reporter in (tadhg(), make_reader("Sorcha")):
        make_reported(comment, reporter=reporter)
    other = make_reported(make_comment(comment.thread, "Another's.", author=tadhg()), reporter=make_reader("Fiadh"))
    ask_to_close(person=niamh(), keeps_text=False, now=NOON)
    for days in (2, 3):
        moment = NOON + timedelta(days=days)
        while carry_on_closing(now=moment):
            moment += timedelta(minutes=3)
    letters = Letter.objects.filter(purpose__endswith=":overtaken")
    assert {letter.recipient for letter in letters} == {tadhg().email, "sorcha@readers.example"}
    assert letters.count() == 2
    assert all("the comment is gone" in letter.subject for letter in letters)
    assert QueueItem.objects.get(comment=comment).state == QueueItem.State.DECIDED
    assert Report.objects.filter(comment=comment, overtaken_at=None).count() == 0
    other.refresh_from_db()
    assert other.overtaken_at is None


def test_comments_that_stay_without_a_name_stay_in_the_queue() -> None:
    comment = make_comment(make_thread())
    report = make_reported(comment, reporter=tadhg())
    ask_to_close(person=niamh(), keeps_text=True, now=NOON)
    moment = NOON + timedelta(days=2)
    while carry_on_closing(now=moment):
        moment += timedelta(minutes=3)
    report.refresh_from_db()
    assert report.overtaken_at is None
    assert QueueItem.objects.get(comment=comment).state == QueueItem.State.OPEN
