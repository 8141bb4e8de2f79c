"""What becomes of the queue when authors change or delete what they wrote."""

from __future__ import annotations

from datetime import datetime

from standfirst.comments.actions.states import Cause, change_state, record_hold
from standfirst.comments.events import CommentDeleted, CommentEdited, CommentsErased
from standfirst.comments.models import Comment, StateChange
from standfirst.moderation.actions.admitting import judge, object_to
from standfirst.moderation.letters import tell_reporters_of_deletion
from standfirst.moderation.models import QueueItem, Report
from standfirst.moderation.screening import Verdict
from standfirst.moderation.submissions import read_comment


def admit_edited(fact: CommentEdited) -> None:
    """Judge the new words as those of a new comment. Runs under the locks of thread and comment; then the queue item.

    An open item goes on with the new revision: what was reported stays to be decided. New words that the rules object
    to wait for a moderator, also where the old ones were public. Better words publish a held comment.
    """
    comment = read_comment(fact.comment_id)
    now = comment.edited_at or comment.posted_at
    verdict = judge(comment=comment, insists=fact.insists)
    object_to(verdict=verdict)
    item = open_item(comment)
    if not verdict.passes:
        hold(comment=comment, item=item, verdict=verdict, now=now)
        return
    if item is not None:
        item.revision = comment.revision
        if not item.report_count:
            item.state = QueueItem.State.DECIDED
        item.save(update_fields=["revision", "state"])
    if comment.state == Comment.State.PENDING and (item is None or item.state == QueueItem.State.DECIDED):
        cause = Cause(rule="screening", why="The quick rules passed the new words.")
        change_state(comment_id=comment.pk, revision=comment.revision, to=Comment.State.PUBLISHED, cause=cause, now=now)


def open_item(comment: Comment) -> QueueItem | None:
    """The comment's open item, locked; there is one at most."""
    return QueueItem.objects.select_for_update(of=("self",)).filter(comment=comment, state=QueueItem.State.OPEN).first()


def hold(*, comment: Comment, item: QueueItem | None, verdict: Verdict, now: datetime) -> None:
    item = item or QueueItem(comment=comment, entered_at=now)
    item.revision = comment.revision
    item.held_because, item.held_words = verdict.rule, verdict.for_moderator
    item.save()
    if comment.state == Comment.State.PENDING:
        record_hold(comment=comment, rule=verdict.rule, words_for_author=verdict.for_author, now=now)
        return
    change_state(
        comment_id=comment.pk,
        revision=comment.revision,
        to=Comment.State.PENDING,
        cause=Cause(rule=verdict.rule, why=verdict.for_author),
        now=now,
    )


def settle_deleted(fact: CommentDeleted) -> None:
    """Nothing is left to decide: the open item is closed, and those who reported the comment are told why.

    Runs under the locks of thread and comment; then the queue item.
    """
    settle_gone(comment=Comment.objects.get(pk=fact.comment_id))


def settle_erased(fact: CommentsErased) -> None:
    """The same for comments that go because their author closes the account.

    Those that were taken away before have no open item, so nobody is told twice.
    """
    waiting = QueueItem.objects.filter(comment__in=fact.comment_ids, state=QueueItem.State.OPEN)
    for comment in Comment.objects.filter(pk__in=waiting.values("comment")).order_by("pk"):
        settle_gone(comment=comment)


def settle_gone(*, comment: Comment) -> None:
    item = open_item(comment)
    if item is None:
        return
    now = StateChange.objects.filter(comment=comment).latest("pk").at
    item.state = QueueItem.State.DECIDED
    item.save(update_fields=["state"])
    reports = list(Report.objects.about(item).undecided())
    Report.objects.filter(pk__in=[report.pk for report in reports]).update(overtaken_at=now)
    tell_reporters_of_deletion(reports, now=now)
