"""The demo paper's pictures: drawn by script, the same on every machine, with their credit inside the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from standfirst.demo.credits import credited_jpeg
from standfirst.demo.drawing import faces, harbour, hills, papers, rooms, shore, stage, town, weather
from standfirst.demo.drawing.sheet import Sheet
from standfirst.demo.manuscripts import Picture
from standfirst.demo.reading import COPY
from standfirst.demo.reading_pictures import read_pictures

DRAWINGS: Mapping[str, Callable[[], Sheet]] = {
    "north-pier.jpg": harbour.north_pier,
    "tide-chart.jpg": papers.tide_chart,
    "long-bridge.jpg": town.long_bridge,
    "storm.jpg": weather.storm,
    "post-office-clock.jpg": town.clock,
    "island-school.jpg": hills.island_school,
    "outboards.jpg": rooms.outboards,
    "council-chamber.jpg": rooms.council_chamber,
    "hill-turbine.jpg": hills.turbine,
    "library.jpg": rooms.library,
    "kelp.jpg": shore.kelp,
    "lighthouse.jpg": weather.lighthouse,
    "fleet.jpg": harbour.fleet,
    "lifeboat-dog.jpg": harbour.lifeboat_dog,
    "terns.jpg": shore.terns,
    "brass-band.jpg": stage.brass_band,
    "bass-drum.jpg": stage.bass_drum,
    "book-stall.jpg": town.book_stall,
    "ballast.jpg": stage.ballast,
    "song-tape.jpg": stage.song_tape,
    "rain-street.jpg": weather.rain_street,
    "lit-window.jpg": town.lit_window,
    "saturday-walk.jpg": hills.saturday_walk,
    "letters-page.jpg": papers.letters_page,
    "mairin-kehoe.jpg": faces.mairin_kehoe,
    "declan-tuohy.jpg": faces.declan_tuohy,
    "sorcha-devane.jpg": faces.sorcha_devane,
    "brid-mulqueen.jpg": faces.brid_mulqueen,
    "fintan-early.jpg": faces.fintan_early,
    "orla-fennick.jpg": faces.orla_fennick,
}

# Grain is dear in JPEG: a picture with much of it is pressed a little harder, until it is light enough to send.
QUALITIES = (82, 77, 72, 66)
MOST_BYTES = 345_000


class UnknownPicture(LookupError):
    """A picture was asked for that nobody has drawn."""


def draw_pictures(folder: Path, only: Collection[str] | None = None) -> dict[str, Path]:
    """Draw the pictures into the folder and return their paths by file name.

    All of them, or those named in `only`. Each is a JPEG under 350 kB, 1600 wide (portraits: 800), with its credit as
    IPTC IIM and XMP. Raises UnknownPicture.
    """
    wanted = DRAWINGS if only is None else only
    unknown = sorted(set(wanted) - set(DRAWINGS))
    if unknown:
        raise UnknownPicture(", ".join(unknown))
    book = read_pictures(COPY / "pictures.toml")
    folder.mkdir(parents=True, exist_ok=True)
    paths: dict[str, Path] = {}
    for file in wanted:
        path = folder / file
        path.write_bytes(_pressed(DRAWINGS[file](), book[file]))
        paths[file] = path
    return paths


def _pressed(sheet: Sheet, picture: Picture) -> bytes:
    image = sheet.finished()
    for quality in QUALITIES:
        pressed = credited_jpeg(image, picture, quality=quality)
        if len(pressed) <= MOST_BYTES:
            break
    return pressed
