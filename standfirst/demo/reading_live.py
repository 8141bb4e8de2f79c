"""The demo's live blog out of its copy file."""

from __future__ import annotations

from pathlib import Path

from standfirst.demo.entries import Entry, open_entry
from standfirst.demo.manuscripts import LiveCoverage, LiveEntry, Paper
from standfirst.demo.reading_pictures import Pictures


def read_live(path: Path, paper: Paper, pictures: Pictures) -> LiveCoverage:
    entry = open_entry(path)
    entries = [_entry(one, paper, pictures) for one in entry.entries("entries")]
    live = LiveCoverage(
        story=entry.text("story"), entries=tuple(sorted(entries, key=lambda written: written.minutes_after))
    )
    entry.close()
    return live


def _entry(entry: Entry, paper: Paper, pictures: Pictures) -> LiveEntry:
    picture, byline = entry.text("picture", ""), entry.text("byline", "")
    names = {contributor.key: contributor.name for contributor in paper.contributors}
    if picture and picture not in pictures:
        raise entry.wrong(f"no picture {picture!r} in pictures.toml")
    if byline and byline not in names:
        raise entry.wrong(f"no contributor {byline!r} in paper.toml")
    written = LiveEntry(
        key=entry.text("key"),
        author=entry.text("author"),
        byline=names.get(byline, ""),
        minutes_after=int(entry.number("minutes_after")),
        headline=entry.text("headline", ""),
        text=entry.typed("text"),
        picture=pictures[picture] if picture else None,
        pinned=entry.flag("pinned"),
        key_point=entry.text("key_point", ""),
        correction=entry.text("correction", ""),
        removed=entry.text("removed", ""),
    )
    entry.close()
    return written
