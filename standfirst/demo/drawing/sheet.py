"""A sheet of paper to print on: flat inks, grained shadows, and the tooth of the paper over all of it.

Measures are those of the drawing: 1200 wide, whatever the size of the finished picture.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Literal, NamedTuple

from PIL import Image, ImageChops, ImageDraw, ImageFont

from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import Outline

type Side = Literal["top", "bottom", "left", "right"]

# Twice the drawing's measure, printed at two thirds of that: 1200 becomes 1600, with smooth edges.
_SCALE = 2
_PUBLISHED = 2 / 3
# The noise is coarse on purpose: fine grain looks no better on a screen and doubles the weight of the JPEG.
_GRAIN = (800, 560)
_TURNS: dict[Side, Image.Transpose | None] = {
    "bottom": None,
    "top": Image.Transpose.FLIP_TOP_BOTTOM,
    "right": Image.Transpose.ROTATE_90,
    "left": Image.Transpose.ROTATE_270,
}


class Shade(NamedTuple):
    """A second ink rubbed over a shape, thickest at one side; `amount` 0 to 1 is how much of it covers there."""

    ink: Ink
    side: Side = "bottom"
    amount: float = 0.6


@cache
def _noise(width: int, height: int) -> Image.Image:
    grain = hashlib.shake_256(b"the tooth of the paper").digest(_GRAIN[0] * _GRAIN[1])
    return Image.frombytes("L", _GRAIN, grain).resize((width, height), Image.Resampling.BILINEAR)


@cache
def _tooth(width: int, height: int) -> Image.Image:
    """Paper grain as a sheet of nearly middle grey, to be laid over a picture in soft light."""
    grey = _noise(width, height).point([104 + level * 48 // 255 for level in range(256)])
    return Image.merge("RGB", (grey, grey, grey))


# Turns ramp plus noise into specks with soft edges: hard ones would cost twice the bytes.
_SPECKS = [max(0, min(255, (level - 104) * 5)) for level in range(256)]


class Sheet:
    def __init__(self, ground: Ink, *, width: int = 1200, height: int = 800) -> None:
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def fill(self, outline: Outline, ink: Ink, shade: Shade | None = None) -> None:
        """Print a shape in one flat ink, and rub a second over it if a shade is given."""
        self._pen.polygon(_enlarged(outline), fill=ink)
        if shade is not None:
            self.shade(outline, shade)

    def stroke(self, line: Outline, ink: Ink, width: float) -> None:
        """Draw along the points with a round nib."""
        path = _enlarged(line)
        self._pen.line(path, fill=ink, width=max(1, round(width * _SCALE)), joint="curve")
        if width > 3:
            half = width * _SCALE / 2
            for x, y in (path[0], path[-1]):
                self._pen.ellipse((x - half, y - half, x + half, y + half), fill=ink)

    def write(self, x: float, y: float, words: str, size: float, ink: Ink, *, anchor: str = "lm") -> None:
        """Set a few words in the face that Pillow carries with it, so that no machine lacks it."""
        self._pen.text((x * _SCALE, y * _SCALE), words, ink, ImageFont.load_default(size * _SCALE), anchor)

    def shade(self, outline: Outline, shade: Shade) -> None:
        """Rub ink over the part of the sheet inside the outline."""
        ramp = Image.linear_gradient("L").point([int(level * shade.amount) for level in range(256)])
        turn = _TURNS[shade.side]
        self._rub(outline, ramp.transpose(turn) if turn is not None else ramp, shade.ink)

    def glow(self, outline: Outline, ink: Ink, amount: float = 0.8) -> None:
        """Rub ink thickest in the middle of the outline, fading towards its edge."""
        fading = [int(max(0, 255 - level * 1.25) * amount) for level in range(256)]
        self._rub(outline, Image.radial_gradient("L").point(fading), ink)

    def _rub(self, outline: Outline, ramp: Image.Image, ink: Ink) -> None:
        path = _enlarged(outline)
        left, top = (int(min(p[axis] for p in path)) for axis in (0, 1))
        right, bottom = (int(max(p[axis] for p in path)) + 1 for axis in (0, 1))
        wide, tall = right - left, bottom - top
        if wide < 2 or tall < 2:
            return
        # Only what lies on the sheet is worked on, but the ramp runs over the whole shape.
        x0, y0 = max(left, 0), max(top, 0)
        x1, y1 = min(right, self._image.width), min(bottom, self._image.height)
        if x1 <= x0 or y1 <= y0:
            return
        part = ((x0 - left) / wide * 256, (y0 - top) / tall * 256, (x1 - left) / wide * 256, (y1 - top) / tall * 256)
        # The steps between 256 levels don't show under the noise, and the plainest way to stretch is the quickest.
        spread = ramp.resize((x1 - x0, y1 - y0), Image.Resampling.NEAREST, box=part)
        specks = _noise(*self._image.size).crop((x0, y0, x1, y1))
        covered = ImageChops.add(spread, specks, 2.0).point(_SPECKS)
        mask = Image.new("L", covered.size)
        ImageDraw.Draw(mask).polygon([(x - x0, y - y0) for x, y in path], fill=255)
        self._image.paste(ink, (x0, y0), ImageChops.multiply(covered, mask))

    def finished(self) -> Image.Image:
        """The picture at the size in which it is published, with the tooth of the paper in it."""
        width, height = (round(side * _PUBLISHED) for side in self._image.size)
        small = self._image.resize((width, height), Image.Resampling.HAMMING)
        return ImageChops.soft_light(small, _tooth(width, height))


def _enlarged(outline: Outline) -> list[tuple[float, float]]:
    return [(x * _SCALE, y * _SCALE) for x, y in outline]
