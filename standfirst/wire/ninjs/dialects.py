"""The three dialects of ninjs: what each calls a field, and how to tell them apart.

ninjs 1 has one `headline` and bodies named `body_text`, `body_xhtml` …; ninjs 2 has lists of `headlines` and
`bodies`; ninjs 3 spells the names of 2 in camel case. Fields and spellings are those of IPTC's schemas 1.6,
2.2 and 3.1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from standfirst.wire.ninjs.characters import quoted
from standfirst.wire.ninjs.item import UnreadableItem
from standfirst.wire.ninjs.node import Node

_LISTS = ("headlines", "bodies", "descriptions")
_SINGLES = ("headline_", "body_", "description_")


@dataclass(frozen=True)
class Dialect:
    """The spelling of each field that has more than one."""

    name: str
    version_created: str = "versioncreated"
    first_created: str = "firstcreated"
    embargoed_until: str = "embargoed"
    pub_status: str = "pubstatus"
    copyright_holder: str = "copyrightholder"
    copyright_notice: str = "copyrightnotice"
    credit_line: str = "creditline"
    usage_terms: str = "usageterms"
    ed_note: str = "ednote"
    info_sources: str = "infosources"
    by: str = "by"
    alternative: str = "alttext"

    @property
    def spellings(self) -> frozenset[str]:
        return frozenset(getattr(self, field.name) for field in fields(self) if field.name != "name")


NINJS_1 = Dialect(name="1.x", info_sources="infosource", by="byline")
NINJS_2 = Dialect(name="2.x")
NINJS_3 = Dialect(
    name="3.x",
    version_created="versionCreated",
    first_created="firstCreated",
    embargoed_until="embargoedUntil",
    pub_status="pubStatus",
    copyright_holder="copyrightHolder",
    copyright_notice="copyrightNotice",
    credit_line="creditLine",
    usage_terms="usageTerms",
    ed_note="edNote",
    info_sources="infoSources",
    alternative="altText",
)
_BY_NUMBER = {"1": NINJS_1, "2": NINJS_2, "3": NINJS_3}
_CAMEL = NINJS_3.spellings - NINJS_2.spellings
_LOWER = NINJS_2.spellings - NINJS_3.spellings


def tell_dialect(document: Node) -> Dialect:
    """Which ninjs the document is written in.

    Its names decide, since agencies are seen to declare one version and write another. A document that mixes
    names of two dialects is refused: half of it would be read and the other half, say the embargo, would not.
    """
    declared = _declared(document)
    lists = _first(document, _LISTS)
    singles = _first_single(document)
    camel = _first(document, sorted(_CAMEL))
    lower = _first(document, sorted(_LOWER))
    for one, other in ((singles, lists), (singles, camel), (lower, camel)):
        if one and other:
            reason = f"the names {quoted(one)} and {quoted(other)} are of different versions of ninjs"
            raise UnreadableItem(place="the file", reason=reason)
    if camel:
        return NINJS_3
    if singles:
        return NINJS_1
    if lower:
        return NINJS_2
    if lists:
        return NINJS_2 if declared is NINJS_2 else NINJS_3
    if declared:
        return declared
    raise UnreadableItem(place="the file", reason="is no ninjs item: it has no headline, no body and no status")


def _declared(document: Node) -> Dialect | None:
    name = "$standard" if document.has("$standard") else "standard"
    standard = document.node(name)
    if standard is None:
        return None
    title = standard.text("name")
    if title and title.casefold() != "ninjs":
        raise UnreadableItem(place=standard.at("name"), reason=f"{quoted(title)} is not ninjs")
    version = standard.label("version")
    dialect = _BY_NUMBER.get(version.partition(".")[0])
    if version and dialect is None:
        raise UnreadableItem(place=standard.at("version"), reason=f"ninjs {quoted(version)} is not known; 1 to 3 are")
    return dialect


def _first(document: Node, names: tuple[str, ...] | list[str]) -> str:
    return next((name for name in names if document.has(name)), "")


def _first_single(document: Node) -> str:
    if document.has("headline"):
        return "headline"
    return next((name for name in document.value if name.startswith(_SINGLES) and document.has(name)), "")
