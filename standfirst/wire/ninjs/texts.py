"""Headlines, descriptions and bodies: in ninjs 1 a field each, later lists; here lists with roles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from standfirst.wire.ninjs.characters import tidy
from standfirst.wire.ninjs.dialects import NINJS_1, Dialect
from standfirst.wire.ninjs.item import UnreadableItem
from standfirst.wire.ninjs.node import Node

_LIST_NAMES = {"headline": "headlines", "description": "descriptions", "body": "bodies"}
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_ROLES = ("html", "html5", "xhtml", "richhtml5", "richtext")
_HTML_SIGNS = re.compile(r"<(?:p|div|br|section|article|h[1-6]|ul|ol|table|blockquote)\b|</\w", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """A text with its role in lower case, mended but with its line breaks. `form` is html, plain or other."""

    role: str
    form: str
    value: str
    place: str


def texts(document: Node, dialect: Dialect, kind: str) -> list[Text]:
    """All texts of a kind (headline, description, body) in the order of the file."""
    if dialect is NINJS_1:
        return list(_single_texts(document, kind))
    return [_listed_text(entry) for entry in document.nodes(_LIST_NAMES[kind])]


def media_type(entry: Node) -> str:
    """The media type of a text or a rendition, without parameters, whatever the dialect calls it."""
    named = (entry.text(name, most=255) for name in ("contentType", "contenttype", "mimetype"))
    return next(filter(None, named), "").lower().partition(";")[0].strip()


def missing(document: Node, dialect: Dialect, kind: str, found: list[Text]) -> UnreadableItem:
    """What to raise where a text of this kind is needed and none has words."""
    if found:
        return UnreadableItem(place=found[0].place, reason="the text is empty")
    name = _LIST_NAMES[kind] if dialect is not NINJS_1 else "body_text" if kind == "body" else kind
    return UnreadableItem(place=document.at(name), reason="is missing")


def _single_texts(document: Node, kind: str) -> list[Text]:
    found = []
    for name in document.value:
        if name == kind or name.startswith(f"{kind}_"):
            value = document.raw_text(name)
            *role, form = name.removeprefix(kind).removeprefix("_").split("_")
            if form not in ("text", "nitf", *_HTML_ROLES):
                role, form = [*role, form], ""
            found.append(Text("_".join(role).lower(), _form(form, "", value), value, document.at(tidy(name)[:60])))
    # The main headline bears no suffix and may come after the others.
    return sorted(found, key=lambda text: text.place != document.at(kind))


def _listed_text(entry: Node) -> Text:
    if not entry.has("value"):
        raise UnreadableItem(place=entry.at("value"), reason="is missing")
    value = entry.raw_text("value")
    # A role may be an address in a controlled vocabulary; its last part is the word.
    role = re.split(r"[/:#]", entry.text("role").lower())[-1]
    return Text(role, _form(role, media_type(entry), value), value, entry.at("value"))


def _form(role: str, declared: str, value: str) -> str:
    if declared:
        return "html" if declared in _HTML_TYPES else "plain" if declared == "text/plain" else "other"
    if role in _HTML_ROLES:
        return "html"
    if role == "nitf":
        return "other"
    return "html" if role != "text" and _HTML_SIGNS.search(value) else "plain"
