"""What readers say and report, out of its copy file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from standfirst.demo.entries import Entry, open_entry
from standfirst.demo.manuscripts import Comment, Conversation, Report


def read_conversation(path: Path) -> Conversation:
    """Comments in the order of time; the file keeps them together by what they answer."""
    entry = open_entry(path)
    lead = entry.text("story")
    conversation = Conversation(
        story=lead,
        comments=_in_time(_comment(said, lead) for said in entry.entries("comments")),
        extra=_in_time(_comment(said) for said in entry.entries("extra")),
        held=_in_time(_comment(said) for said in entry.entries("held")),
        broken=_in_time(_comment(said) for said in entry.entries("broken")),
        reports=tuple(_report(made) for made in entry.entries("reports")),
    )
    entry.close()
    return conversation


def _comment(entry: Entry, story: str | None = None) -> Comment:
    comment = Comment(
        key=entry.text("key"),
        story=story or entry.text("story"),
        author=entry.text("author"),
        minutes_after=int(entry.number("minutes_after")),
        text=entry.text("text"),
        reply_to=entry.text("reply_to", "") or None,
    )
    entry.close()
    return comment


def _in_time(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(sorted(comments, key=lambda comment: comment.minutes_after))


def _report(entry: Entry) -> Report:
    report = Report(
        comment=entry.text("comment"),
        reporter=entry.text("reporter"),
        reason=entry.text("reason"),
        minutes_after=int(entry.number("minutes_after")),
        words=entry.text("words"),
    )
    entry.close()
    return report
