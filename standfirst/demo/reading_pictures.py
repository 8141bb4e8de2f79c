"""The picture desk's book out of its copy file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from standfirst.demo.entries import Entry, open_entry
from standfirst.demo.manuscripts import Picture

type Pictures = Mapping[str, Picture]


def read_pictures(path: Path) -> Pictures:
    """The picture desk's book, by file name."""
    book = open_entry(path)
    defaults = book.entry("defaults") or Entry(f"{path.name}, defaults", {})
    usual = {key: defaults.text(key, "") for key in ("creator", "credit", "copyright", "origin")}
    defaults.close()
    pictures: dict[str, Picture] = {}
    for entry in book.entries("pictures"):
        picture = Picture(
            file=entry.text("file"),
            title=entry.text("title"),
            caption=entry.text("caption"),
            alternative=entry.text("alternative"),
            creator=entry.text("creator", usual["creator"]),
            credit=entry.text("credit", usual["credit"]),
            copyright=entry.text("copyright", usual["copyright"]),
            origin=entry.text("origin", usual["origin"]),
        )
        entry.close()
        pictures[picture.file] = picture
    book.close()
    return pictures


def booked_picture(entry: Entry, pictures: Pictures, key: str = "file") -> Picture:
    """The booked picture that the entry names."""
    file = entry.text(key)
    try:
        return pictures[file]
    except KeyError:
        raise entry.wrong(f"no picture {file!r} in pictures.toml") from None
