"""What a wire item becomes in a story's fields. Pure judgement: nothing is read or written here.

What is too long for its field is shortened at a word and given in full in the editor's note: nothing is lost unseen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape

from standfirst.wire.ninjs import Block, Paragraph, Picture, PubStatus, Subhead, WireItem

MOST_SUBHEAD = 120
MOST_QUOTE = 400
MOST_ATTRIBUTION = 120
_QUOTATION_MARKS = "\"'“”„«»‘’–—"


@dataclass
class Notes:
    """Lines for the editor, gathered while the fields are filled."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        self.lines.append(line)

    def fit(self, words: str, *, most: int, called: str) -> str:
        """The words, shortened to `most` characters; what was shortened is noted in full."""
        if len(words) <= most:
            return words
        self.add(f"The {called} was shortened. In full: {words}")
        cut = words[: most - 1]
        return (cut.rpartition(" ")[0] or cut).rstrip() + "…"

    def text(self) -> str:
        return "\n".join(self.lines)


def note_warnings(notes: Notes, item: WireItem, *, now: datetime, zone: tzinfo) -> None:
    """What an editor must know before anything else: embargo, withheld copy, the agency's own note."""
    if item.embargoed_until and item.embargoed_until > now:
        until = item.embargoed_until.astimezone(zone)
        notes.add(f"EMBARGOED until {until.day} {until:%B %Y, %H:%M} ({zone}). Do not publish before.")
    if item.pub_status is PubStatus.WITHHELD:
        notes.add("WITHHELD by the agency. Do not publish until it is released.")
    if item.ed_note:
        notes.add(f"Agency's note: {item.ed_note}")


def note_source(notes: Notes, item: WireItem) -> None:
    """Where the copy came from, for whoever asks the agency about it."""
    described = [
        f"version {item.version}" if item.version else "",
        f"slugline {item.slugline}" if item.slugline else "",
    ]
    notes.add(f"From {item.uri}" + "".join(f", {words}" for words in described if words))


def note_picture(notes: Notes, picture: Picture, *, reason: str) -> None:
    """A picture that is not here: what it shows, whose it is and where it lies."""
    words = [f"Picture not taken ({reason}): {picture.href or picture.uri or 'no address'}"]
    words += [f"Caption: {picture.caption}"] if picture.caption else []
    words += [f"Credit: {credit_for(picture)}"] if credit_for(picture) else []
    words += [picture.copyright_notice] if picture.copyright_notice else []
    notes.add(". ".join(part.rstrip(".") for part in words) + ".")


def credit_for(picture: Picture) -> str:
    """Photographer and agency as one line: "Ferdia Lens/Westwire", and neither twice."""
    byline, credit = picture.byline, picture.credit
    if byline and credit and byline.casefold() not in credit.casefold() and credit.casefold() not in byline.casefold():
        return f"{byline}/{credit}"
    return max(byline, credit, key=len)


def names_in(byline: str) -> list[str]:
    """The people of a byline: "Paula Reyes and Tom Oar" are two."""
    return [name.strip() for name in re.split(r"\s+and\s+|\s*;\s*", byline) if name.strip()]


def story_block(block: Block) -> tuple[str, object]:
    """The block of a story's body. What the body's own blocks can't hold becomes a paragraph, with all its words."""
    if isinstance(block, Paragraph):
        return "paragraph", f"<p>{block.html}</p>"
    if isinstance(block, Subhead):
        if len(block.text) <= MOST_SUBHEAD:
            return "subhead", block.text
        return "paragraph", f"<p><strong>{escape(block.text, quote=False)}</strong></p>"
    text, attribution = block.text, block.attribution
    if attribution and len(text) <= MOST_QUOTE and len(attribution) <= MOST_ATTRIBUTION:
        return "pull_quote", {"quote": text, "attribution": attribution, "role": ""}
    spoken = text if text[:1] in _QUOTATION_MARKS else f"“{text}”"
    return "paragraph", f"<p>{escape(' — '.join(filter(None, (spoken, attribution))), quote=False)}</p>"
