"""Reads what agencies send as IPTC ninjs (1.x, 2.x, 3.x) into one shape, named after ninjs 3.1 in snake case.

    item = read_item(path.read_bytes(), name=path.name)

Any bytes give either a `WireItem` or one `UnreadableItem` that says where the trouble is. Nothing here knows
the database, the network or the disk.
"""

from standfirst.wire.ninjs.item import (
    Block,
    Paragraph,
    Picture,
    PubStatus,
    Quote,
    Subhead,
    UnreadableItem,
    WireItem,
)
from standfirst.wire.ninjs.reading import read_item

__all__ = [
    "Block",
    "Paragraph",
    "Picture",
    "PubStatus",
    "Quote",
    "Subhead",
    "UnreadableItem",
    "WireItem",
    "read_item",
]
