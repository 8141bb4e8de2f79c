"""Reads the demo paper's copy: TOML in, records out. Knows no Django.

`read_edition()` gives the whole paper, proofread: what it returns has no loose ends.
"""

from __future__ import annotations

from pathlib import Path

from standfirst.demo.entries import CopyError
from standfirst.demo.manuscripts import Edition
from standfirst.demo.proofreading import proofread
from standfirst.demo.reading_live import read_live
from standfirst.demo.reading_paper import read_paper
from standfirst.demo.reading_pictures import read_pictures
from standfirst.demo.reading_stories import read_story
from standfirst.demo.reading_thread import read_conversation

__all__ = ["COPY", "CopyError", "read_edition"]

COPY = Path(__file__).parent / "copy"


def read_edition(folder: Path = COPY) -> Edition:
    """Everything in the folder. Raises CopyError naming the file, the place and the fault."""
    pictures = read_pictures(folder / "pictures.toml")
    paper = read_paper(folder / "paper.toml", pictures)
    stories = [read_story(path, paper, pictures) for path in sorted((folder / "stories").glob("*.toml"))]
    edition = Edition(
        paper=paper,
        pictures=pictures,
        stories=tuple(sorted(stories, key=lambda story: story.hours_ago)),
        conversation=read_conversation(folder / "thread.toml"),
        live=read_live(folder / "live.toml", paper, pictures),
        wire=tuple(sorted((folder / "wire").glob("*.json"))),
    )
    proofread(edition)
    return edition
