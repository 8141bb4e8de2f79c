"""How a front is filled: pure arrangement of stories that were fetched already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SECONDARY = 2
PER_SECTION = 5


class Placeable(Protocol):
    """What arrangement asks of a story."""

    lead_picture_id: int | None
    section_id: int


@dataclass(frozen=True)
class Band[Story: Placeable]:
    """One section on the front, by its id, with the stories that stand in it."""

    section_id: int
    stories: list[Story]


@dataclass(frozen=True)
class Front[Story: Placeable]:
    """A filled front. No story stands twice; a section without stories has no band."""

    lead: Story | None
    secondary: list[Story]
    bands: list[Band[Story]]


def arrange_front[Story: Placeable](*, stories: Sequence[Story], section_ids: Sequence[int]) -> Front[Story]:
    """The newest story with a picture leads, the next two follow, the rest goes into its section's band.

    `stories` come newest first; the bands come in the order of `section_ids`.
    """
    lead = next((story for story in stories if story.lead_picture_id), stories[0] if stories else None)
    others = [story for story in stories if story is not lead]
    secondary, others = others[:SECONDARY], others[SECONDARY:]
    bands = [
        Band(section_id, [story for story in others if story.section_id == section_id][:PER_SECTION])
        for section_id in section_ids
    ]
    return Front(lead, secondary, [band for band in bands if band.stories])
