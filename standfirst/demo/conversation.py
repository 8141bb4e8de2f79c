"""What the demo's readers say, report and wait for: posted, reported and held by the real actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from standfirst.comments.actions.posting import post_comment
from standfirst.comments.models import Comment as PostedComment
from standfirst.comments.models import Thread
from standfirst.demo.manuscripts import Comment, Edition
from standfirst.moderation.actions.reports import make_report

if TYPE_CHECKING:
    from standfirst.demo.building import Built


def hold_conversation(edition: Edition, built: Built) -> None:
    """Every comment in the order of time, then the reports about them."""
    said = edition.conversation
    hours = {story.slug: story.hours_ago for story in edition.stories}
    threads = {thread.story_id: thread.pk for thread in Thread.objects.all()}
    posted: dict[str, PostedComment] = {}

    def moment(comment: Comment) -> datetime:
        when = built.now - timedelta(hours=hours[comment.story]) + timedelta(minutes=comment.minutes_after)
        return min(when, built.now)

    everything = [*said.comments, *said.extra, *said.held, *said.broken]
    for comment in sorted(everything, key=moment):
        posted[comment.key] = post_comment(
            thread_id=threads[built.stories[comment.story].pk],
            author=built.people[comment.author],
            body=comment.text.strip(),
            parent_id=posted[comment.reply_to].pk if comment.reply_to else None,
            now=moment(comment),
        )
    by_key = {comment.key: comment for comment in everything}
    for report in said.reports:
        made_at = moment(by_key[report.comment]) + timedelta(minutes=report.minutes_after)
        make_report(
            comment_id=posted[report.comment].pk,
            reporter=built.people[report.reporter],
            reason=report.reason,
            words=report.words,
            now=min(made_at, built.now),
        )
