"""Reads one item: from the bytes of a file to a `WireItem`, or to one `UnreadableItem`."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from standfirst.wire.ninjs.blocks import html_blocks, plain_blocks
from standfirst.wire.ninjs.characters import has_words, letters, quoted, tidy
from standfirst.wire.ninjs.collecting import Body, Rough
from standfirst.wire.ninjs.dialects import Dialect, tell_dialect
from standfirst.wire.ninjs.document import parse_document
from standfirst.wire.ninjs.item import Block, Paragraph, PubStatus, Quote, Subhead, UnreadableItem, WireItem
from standfirst.wire.ninjs.node import Node
from standfirst.wire.ninjs.opening import read_opening
from standfirst.wire.ninjs.pictures import CREDIT_ROLES, read_pictures
from standfirst.wire.ninjs.runs import safe_html
from standfirst.wire.ninjs.short import by_role, plain_words, words_by_role
from standfirst.wire.ninjs.status import read_status
from standfirst.wire.ninjs.texts import missing, texts

MAX_URI = 500
MAX_HEADLINE = 2_000

_NO_STORIES = ("picture", "graphic", "video", "audio", "event", "planning")
_MAIN_ROLES = ("main", "headline", "")
_STANDFIRST_ROLES = ("standfirst", "summary", "abstract", "lead", "intro", "ingress", "dek", "text", "")
_PROVIDER_ROLES = ("provider", "distributor", "distribution", "publisher")
# "By" in front of a name, in the languages whose agencies write it there.
_BY = {
    "en": "by",
    "de": "von",
    "fr": "par",
    "es": "por",
    "pt": "por",
    "nl": "door",
    "sv": "av",
    "nb": "av",
    "no": "av",
    "da": "af",
}


def read_item(raw: bytes, *, name: str) -> WireItem:
    """Read a ninjs document of 1.x, 2.x or 3.x; `name` is what the file is called.

    Raises UnreadableItem, and nothing else, for any bytes that are not a story: its place and reason are for
    the desk.
    """
    document = parse_document(raw)
    dialect = tell_dialect(document)
    uri = _identity(document)
    status = read_status(document, dialect)
    kill = status is PubStatus.CANCELED
    _refuse_other_kinds(document)

    headline = _headline(document, dialect, needed=not kill)
    body = _body(document, dialect, needed=not kill)
    byline = _byline(document, dialect)
    located = document.text("located")
    holder = document.text(dialect.copyright_holder)
    provider = _provider(document, dialect)
    opening = read_opening(body.blocks, headline=headline, byline=byline, located=located, names=(provider, holder))
    return WireItem(
        uri=uri,
        name=tidy(name)[:255],
        dialect=dialect.name,
        content_hash=sha256(raw).hexdigest(),
        version=document.label("version"),
        version_created=document.time(dialect.version_created),
        first_created=document.time(dialect.first_created),
        embargoed_until=document.time(dialect.embargoed_until),
        pub_status=status,
        urgency=document.number("urgency", least=1, most=9),
        headline=headline,
        slugline=document.text("slugline"),
        standfirst=_standfirst(document, dialect, body),
        byline=byline,
        dateline=opening.dateline or located,
        located=located,
        language=document.text("language", most=255),
        agency=provider or holder or opening.credit,
        copyright_holder=holder,
        copyright_notice=document.text(dialect.copyright_notice),
        credit_line=_credit_line(document, dialect),
        usage_terms=document.lines(dialect.usage_terms),
        ed_note=document.text(dialect.ed_note),
        paragraphs=_paragraphs(opening.blocks),
        pictures=read_pictures(document, dialect, body.figures),
    )


def _identity(document: Node) -> str:
    # AP's addresses carry a query that differs with every request; with it no update would find its story.
    uri = document.text("uri", most=MAX_URI * 4).partition("?")[0].strip()
    if not has_words(uri):
        raise UnreadableItem(place="uri", reason="is missing, so no update or kill could find this story")
    if len(uri) > MAX_URI:
        raise UnreadableItem(place="uri", reason=f"is {len(uri):,} characters long; {MAX_URI:,} is the most")
    return uri


def _refuse_other_kinds(document: Node) -> None:
    kind = document.text("type", most=255).lower()
    if kind in _NO_STORIES:
        raise UnreadableItem(place="type", reason=f"{quoted(kind)} is no story; only texts can be taken")


def _headline(document: Node, dialect: Dialect, *, needed: bool) -> str:
    found = texts(document, dialect, "headline")
    for text in by_role(found, _MAIN_ROLES, others=True):
        words = plain_words(text)
        if len(words) > MAX_HEADLINE:
            reason = f"is {len(words):,} characters long; {MAX_HEADLINE:,} is the most"
            raise UnreadableItem(place=text.place, reason=reason)
        if has_words(words):
            return words
    if needed:
        raise missing(document, dialect, "headline", found)
    return ""


def _body(document: Node, dialect: Dialect, *, needed: bool) -> Body:
    found = texts(document, dialect, "body")
    # HTML says where a paragraph ends and what is a subhead; the plain copy of the same story only guesses.
    readable = sorted((text for text in found if text.form != "other"), key=lambda text: text.form == "plain")
    for text in readable:
        read = html_blocks if text.form == "html" else plain_blocks
        body = read(text.value, place=text.place)
        if body.blocks:
            return body
    if needed and found and not readable:
        raise UnreadableItem(place=found[0].place, reason="is neither HTML nor plain text")
    if needed:
        raise missing(document, dialect, "body", readable)
    return Body()


def _standfirst(document: Node, dialect: Dialect, body: Body) -> str:
    """A summary, unless it only repeats how the body begins, as many agencies' do."""
    start = letters(" ".join(block.words for block in body.blocks[:5]))
    for text in by_role(texts(document, dialect, "description"), _STANDFIRST_ROLES):
        words = plain_words(text)
        # Their copy of the beginning is often cut off in the middle of a later sentence.
        if has_words(words) and letters(words)[:80] not in start:
            return words
    return ""


def _byline(document: Node, dialect: Dialect) -> str:
    words = document.text(dialect.by) or document.text("byline")
    first, _, rest = words.partition(" ")
    language = document.text("language", most=255)[:2].lower() or "en"
    return rest.strip() if first.casefold() == _BY.get(language) else words


def _provider(document: Node, dialect: Dialect) -> str:
    """Who sent it, where the item says so: a provider of its own, or a source with that role."""
    named = document.text("provider") or document.text("source")
    if named:
        return named
    for one in document.nodes(dialect.info_sources):
        role = (one.text("role") or one.text("rel")).lower()
        if role.endswith(_PROVIDER_ROLES) and one.has("name"):
            return one.text("name")
    return ""


def _credit_line(document: Node, dialect: Dialect) -> str:
    described = texts(document, dialect, "description")
    return document.text(dialect.credit_line) or words_by_role(described, CREDIT_ROLES)


def _paragraphs(blocks: Sequence[Rough]) -> tuple[Block, ...]:
    paragraphs: list[Block] = []
    for block in blocks:
        last = paragraphs[-1] if paragraphs else None
        match block.kind:
            case "subhead":
                paragraphs.append(Subhead(tidy(block.words)))
            case "quote":
                paragraphs.append(Quote(tidy(block.words)))
            case "attribution" if isinstance(last, Quote):
                paragraphs[-1] = Quote(last.text, f"{last.attribution} {tidy(block.words)}".strip(" —–-"))
            case _:
                paragraphs.append(Paragraph(safe_html(block.runs)))
    return tuple(paragraphs)
