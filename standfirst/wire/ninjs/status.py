"""Whether an item, or a picture with it, may be used."""

from __future__ import annotations

from standfirst.wire.ninjs.characters import quoted
from standfirst.wire.ninjs.dialects import Dialect
from standfirst.wire.ninjs.item import PubStatus, UnreadableItem
from standfirst.wire.ninjs.node import Node


def read_status(document: Node, dialect: Dialect) -> PubStatus:
    """The publication status; usable where none is given, as ninjs has it. "Cancelled" is forgiven."""
    words = document.text(dialect.pub_status, most=255).lower()
    try:
        return PubStatus(words.replace("cancelled", "canceled") or PubStatus.USABLE)
    except ValueError:
        reason = f"{quoted(words)} is none of usable, withheld and canceled"
        raise UnreadableItem(place=document.at(dialect.pub_status), reason=reason) from None
