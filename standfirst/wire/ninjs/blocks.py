"""From a body, HTML or plain, to rough blocks: what is a paragraph, a subhead, a quotation, a figure.

HTML is parsed with libxml2, which knows no network and expands no entities of the file's own; nothing of its
markup is passed on: words are collected with the few kinds of emphasis we keep, and HTML is written anew from
them.
"""

from __future__ import annotations

import re

from lxml import etree, html

from standfirst.wire.ninjs.collecting import Body, Collector
from standfirst.wire.ninjs.item import UnreadableItem

# A long read has 60,000 characters; half a million of empty tags take a second to walk.
MAX_LENGTH = 500_000

# What follows a closing body or html tag is still copy to whoever wrote it; the parser would drop it.
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)


def plain_blocks(value: str, *, place: str) -> Body:
    """Paragraphs end at empty lines, or where there are none, at each line's end."""
    _refuse_if_huge(value, place)
    collector = Collector(place)
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    for part in re.split(r"\n[^\S\n]*\n" if re.search(r"\n[^\S\n]*\n", text) else r"\n", text):
        collector.add(part)
        collector.close()
    return collector.body


def html_blocks(value: str, *, place: str) -> Body:
    """The blocks of an HTML or XHTML body. Raises UnreadableItem where it is nested beyond any story."""
    _refuse_if_huge(value, place)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    source = "<body>" + _END_OF_PAGE.sub(" ", value)
    # The body tag makes sure that there is a document, whatever the value holds.
    tree = html.document_fromstring(source.encode(), parser=parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise UnreadableItem(place=place, reason="its tags are nested too deep for a story")
    collector = Collector(place, break_ends=next(tree.iter("p"), None) is None)
    collector.walk(tree)
    return collector.body


def _refuse_if_huge(value: str, place: str) -> None:
    if len(value) > MAX_LENGTH:
        reason = f"is {len(value):,} characters long; {MAX_LENGTH:,} is the most"
        raise UnreadableItem(place=place, reason=reason)
