"""In which sizes pictures are shown: where, how wide, in which formats. Pages and the worker both read it here."""

from __future__ import annotations

from dataclasses import dataclass

# The first that a browser knows is taken; the last is for all.
FORMATS = ("avif", "webp")
# As search engines ask for them: 16:9, 4:3 and 1:1, in a format that everybody reads.
# The whole picture, as readers of feeds take it; and a small one beside a link on another site.
SENT = "max-1200x1200|format-jpeg"
THUMBNAIL = "fill-400x225|format-jpeg"
STRUCTURED = ("fill-1200x675|format-jpeg", "fill-1200x900|format-jpeg", "fill-1200x1200|format-jpeg")


@dataclass(frozen=True)
class Layout:
    """A place where pictures stand. `crops` are Wagtail's filters, smallest first; `sizes` is for the browser."""

    crops: tuple[str, ...]
    sizes: str
    first: bool = False

    def crops_of(self, width: int) -> tuple[str, ...]:
        """Those that differ for a picture so many pixels wide: one scaled to its own width ends the row."""
        last = next((place for place, crop in enumerate(self.crops) if _scaled_to(crop) >= width), len(self.crops))
        return self.crops[: last + 1]


def _scaled_to(crop: str) -> int:
    kind, _, value = crop.partition("-")
    return int(value) if kind == "width" else 0


LAYOUTS = {
    "lead": Layout(("width-480", "width-960", "width-1600"), "(min-width: 56rem) 52rem, 94vw", first=True),
    "text": Layout(("width-480", "width-960"), "(min-width: 44rem) 40rem, 94vw"),
    "front": Layout(
        ("fill-640x360", "fill-1280x720"), "(min-width: 76rem) 48rem, (min-width: 64rem) 63vw, 94vw", first=True
    ),
    "teaser": Layout(("fill-240x160", "fill-640x427"), "(min-width: 64rem) 24rem, (min-width: 44rem) 46vw, 6.5rem"),
    "face": Layout(("fill-160x160",), "5rem"),
    "portrait": Layout(("fill-320x320",), "10rem"),
}


def all_specs(width: int) -> list[str]:
    """Every filter in which a picture so many pixels wide is shown, each once."""
    shown = [
        f"{crop}|format-{kind}"
        for layout in LAYOUTS.values()
        for crop in layout.crops_of(width)
        for kind in reversed(FORMATS)
    ]
    return list(dict.fromkeys([*shown, *STRUCTURED, SENT, THUMBNAIL]))
