"""A story out of its copy file. The file's name is the story's slug."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from standfirst.demo.entries import Entry, open_entry
from standfirst.demo.manuscripts import (
    Block,
    Byline,
    Chart,
    CommentsMode,
    Correction,
    CorrectionKind,
    FactBox,
    Paper,
    Paragraph,
    PictureInText,
    PullQuote,
    ReadAlso,
    Story,
    Subhead,
)
from standfirst.demo.reading_pictures import Pictures, booked_picture

COMMENTS_MODES: tuple[CommentsMode, ...] = ("open", "premoderated", "closed")
CORRECTION_KINDS: tuple[CorrectionKind, ...] = ("correction", "clarification")
CHART_KINDS: tuple[Literal["bars", "lines"], ...] = ("bars", "lines")
BLOCKS = ("paragraph", "subhead", "picture", "pull_quote", "read_also", "fact_box", "chart")


def read_story(path: Path, paper: Paper, pictures: Pictures) -> Story:
    entry = open_entry(path)
    lead = entry.entry("picture")
    story = Story(
        slug=path.stem,
        section=entry.one_of("section", [section.slug for section in paper.sections]),
        kicker=entry.text("kicker"),
        headline=entry.text("headline"),
        standfirst=entry.text("standfirst"),
        bylines=tuple(_byline(line, paper) for line in entry.entries("bylines")),
        dateline=entry.text("dateline", ""),
        hours_ago=entry.number("hours_ago"),
        picture=booked_picture(lead, pictures) if lead else None,
        body=tuple(_block(block, pictures) for block in entry.entries("body")),
        related=entry.words("related"),
        topics=entry.words("topics"),
        agency=entry.text("agency", "") or None,
        copyright_notice=entry.text("copyright_notice", ""),
        usage_terms=entry.text("usage_terms", ""),
        corrections=tuple(_correction(note) for note in entry.entries("corrections")),
        comments_mode=entry.one_of("comments_mode", COMMENTS_MODES, "open"),
        showpiece=entry.flag("showpiece"),
        sensitive=entry.flag("sensitive"),
        adverts_off=entry.flag("adverts_off"),
        ask_off=entry.flag("ask_off"),
    )
    if lead:
        lead.close()
    entry.close()
    return story


def _byline(entry: Entry, paper: Paper) -> Byline:
    """One of the paper's contributors by key, whose usual role may be replaced, or anybody else by name."""
    key = entry.text("contributor", "")
    if key:
        known = {contributor.key: contributor for contributor in paper.contributors}
        if key not in known:
            raise entry.wrong(f"no contributor {key!r} in paper.toml")
        byline = Byline(name=known[key].name, role=entry.text("role", known[key].role))
    else:
        byline = Byline(name=entry.text("name"), role=entry.text("role", ""))
    entry.close()
    return byline


def _block(entry: Entry, pictures: Pictures) -> Block:
    block: Block
    match entry.one_of("type", BLOCKS):
        case "paragraph":
            block = Paragraph(html=entry.text("html"))
        case "subhead":
            block = Subhead(text=entry.text("text"))
        case "picture":
            block = PictureInText(picture=booked_picture(entry, pictures))
        case "pull_quote":
            block = PullQuote(
                quote=entry.text("quote"), attribution=entry.text("attribution"), role=entry.text("role", "")
            )
        case "fact_box":
            block = FactBox(title=entry.text("title"), html=entry.text("html"))
        case "chart":
            block = Chart(
                title=entry.text("title"),
                kind=entry.one_of("kind", CHART_KINDS),
                figures="\n".join(entry.words("figures")),
                unit=entry.text("unit", ""),
                description=entry.text("description"),
                source=entry.text("source", ""),
            )
        case _:
            block = ReadAlso(story=entry.text("story"))
    entry.close()
    return block


def _correction(entry: Entry) -> Correction:
    correction = Correction(
        kind=entry.one_of("kind", CORRECTION_KINDS), text=entry.text("text"), hours_ago=entry.number("hours_ago")
    )
    entry.close()
    return correction
