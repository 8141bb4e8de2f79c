"""What the wire desk announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ItemTaken:
    """A version of an agency's item became a draft story."""

    item_id: int
    version_id: int
    story_id: int
