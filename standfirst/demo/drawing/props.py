"""Things that stand about in more than one picture: houses, people, gulls, clouds, light on water."""

from __future__ import annotations

from standfirst.demo.drawing import inks
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import Dice, Outline, Point, box, moved, oval, smooth
from standfirst.demo.drawing.sheet import Shade, Sheet


def cloud(sheet: Sheet, x: float, y: float, size: float, ink: Ink, shade: Shade | None = None) -> None:
    """A flat-bottomed cloud, `size` wide, its foot at y."""
    heads = [(-0.5, 0), (-0.47, -0.07), (-0.36, -0.1), (-0.27, -0.19), (-0.1, -0.25), (0.05, -0.2),
             (0.17, -0.24), (0.31, -0.15), (0.4, -0.09), (0.49, -0.06), (0.5, 0)]  # fmt: skip
    top = smooth([(x + px * size, y + py * size) for px, py in heads], closed=False)
    sheet.fill(top, ink, shade)


def gull(sheet: Sheet, x: float, y: float, size: float, ink: Ink = inks.PAPER, *, flip: bool = False) -> None:
    """A gull on the wing, seen from the side of its flight."""
    wings = [(-1, -0.38), (-0.6, -0.5), (-0.2, -0.2), (0, -0.02), (0.22, -0.26), (0.62, -0.62), (1.02, -0.52),
             (0.62, -0.44), (0.3, -0.06), (0.1, 0.14), (-0.08, 0.12), (-0.3, -0.06), (-0.6, -0.36)]  # fmt: skip
    sheet.fill(moved(smooth(wings, steps=5), x, y, scale=size, flip=flip), ink)


def person(
    sheet: Sheet, x: float, y: float, tall: float, coat: Ink, *, legs: Ink = inks.INK, skin: Ink = inks.SKIN,
    hat: Ink | None = None, flip: bool = False,
) -> None:  # fmt: skip
    """A small standing figure in a coat, feet at (x, y)."""

    def put(points: Outline, ink: Ink) -> None:
        sheet.fill(moved(points, x, y, scale=tall, flip=flip), ink)

    put([(-0.1, -0.4), (0.1, -0.4), (0.09, 0), (0.02, 0), (0, -0.28), (-0.03, 0), (-0.1, 0)], legs)
    put(smooth([(-0.13, -0.36), (-0.15, -0.6), (-0.12, -0.8), (0, -0.85), (0.12, -0.8), (0.15, -0.6), (0.13, -0.36)],
               steps=4), coat)  # fmt: skip
    put(oval(0, -0.91, 0.075, 0.09, steps=20), skin)
    if hat is not None:
        put(smooth([(-0.085, -0.92), (-0.08, -1.0), (0, -1.04), (0.08, -1.0), (0.12, -0.92)], steps=4), hat)


def house(
    sheet: Sheet, x: float, foot: float, width: float, height: float, wall: Ink, *, roof: Ink = inks.DEEP,
    pane: Ink = inks.DEEP, rows: int = 2, columns: int = 2, shade: Shade | None = None,
) -> None:  # fmt: skip
    """A terraced house seen straight on: wall, slated roof, chimney, panes."""
    eaves = foot - height
    sheet.fill(box(x + width * 0.72, eaves - height * 0.36, width * 0.13, height * 0.3), wall)
    slates = [(x - width * 0.03, eaves), (x + width * 0.1, eaves - height * 0.24),
              (x + width * 0.9, eaves - height * 0.24), (x + width * 1.03, eaves)]  # fmt: skip
    sheet.fill(slates, roof)
    sheet.fill(box(x, eaves, width, height), wall, shade)
    wide, tall = width * 0.5 / columns, height * 0.5 / rows
    for column in range(columns):
        for row in range(rows):
            left = x + width * (column + 0.5) / columns - wide / 2
            sheet.fill(box(left, eaves + height * (row + 0.28) / rows, wide, tall), pane)


def glitter(sheet: Sheet, name: str, area: tuple[float, float, float, float], ink: Ink, count: int) -> None:
    """Short strokes of light lying on water; `area` is left, top, right, bottom. Nearer ones are longer."""
    dice = Dice(name)
    left, top, right, bottom = area
    for _ in range(count):
        near = dice.between(0, 1) ** 1.4
        y = top + (bottom - top) * near
        x, half = dice.between(left, right), 6 + 46 * near * dice.between(0.4, 1)
        thick = 1.2 + 3.4 * near
        lens = [(x - half, y), (x, y - thick), (x + half, y), (x, y + thick)]
        sheet.fill(lens, ink)


def rain(sheet: Sheet, name: str, ink: Ink, *, count: int, slant: float = -0.35, length: float = 46) -> None:
    dice = Dice(name)
    for _ in range(count):
        x, y, drop = dice.between(-60, 1300), dice.between(-40, 800), length * dice.between(0.5, 1.1)
        sheet.stroke([(x, y), (x + drop * slant, y + drop)], ink, dice.between(1.2, 2.4))


def cable(sheet: Sheet, start: Point, end: Point, sag: float, ink: Ink, width: float) -> None:
    """A rope hanging between two points."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2 + sag)
    sheet.stroke(smooth([start, middle, end], closed=False, steps=14), ink, width)
