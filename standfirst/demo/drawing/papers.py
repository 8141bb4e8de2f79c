"""A chart and a letter. The numbers of the chart are those of the story, and its curve is reckoned from them."""

from __future__ import annotations

import math

from standfirst.demo.drawing import inks
from standfirst.demo.drawing.outlines import Point, box, moved, oval, smooth
from standfirst.demo.drawing.sheet import Shade, Sheet

# The lowest water at which the ferry can land, and could have landed, in metres above chart datum.
_AS_BUILT, _AS_MEANT = 0.92, -0.20
_DAYS = 5
_NAMES = ("Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def tide_chart() -> Sheet:
    """Five days of spring tides at the North Pier, with the hours marked when no car can land."""
    sheet = Sheet(inks.PAPER, height=800)
    tide = [_place(step / 240, _tide(step / 240)) for step in range(_DAYS * 240 + 1)]
    sea = [(tide[0][0], 800.0), *tide, (tide[-1][0], 800.0)]
    sheet.fill(sea, inks.MIST)
    sheet.shade(sea, Shade(inks.SEA, "bottom", 0.75))
    for metres in range(6):
        y = _place(0, metres)[1]
        sheet.stroke([(100, y), (1160, y)], inks.HAZE, 1.2)
        sheet.write(76, y, f"{metres} m", 21, inks.SLATE, anchor="rm")
    built = _place(0, _AS_BUILT)[1]
    for gap in _dry_spells(tide, built):
        sheet.fill(gap, inks.BRICK)
    sheet.stroke([(100, built), (1160, built)], inks.BRICK, 4)
    meant = _place(0, _AS_MEANT)[1]
    for x in range(100, 1150, 30):
        sheet.stroke([(x, meant), (min(x + 16, 1160), meant)], inks.INK, 4)
    _words(sheet, built, meant)
    return sheet


def _tide(day: float) -> float:
    """Height of the tide: two a day, each a little later than the last, greatest in the middle of the chart."""
    reach = 1.56 + 0.68 * math.cos(math.tau * (day - _DAYS / 2) / 14.77)
    return 2.78 + reach * math.cos(math.tau * (day - 0.12) / 0.5175)


def _place(day: float, metres: float) -> Point:
    return 100 + 1060 * day / _DAYS, 676 - metres * 104


def _dry_spells(tide: list[Point], line: float) -> list[list[Point]]:
    """The pieces of the curve that sink below the line, each closed along it."""
    spells: list[list[Point]] = []
    spell: list[Point] = []
    for x, y in tide:
        if y > line:
            spell.append((x, y))
        elif spell:
            spells.append([(spell[0][0], line), *spell, (spell[-1][0], line)])
            spell = []
    return spells


def _words(sheet: Sheet, built: float, meant: float) -> None:
    for day, name in enumerate(_NAMES):
        sheet.write(_place(day + 0.5, 0)[0], 64, name, 25, inks.INK, anchor="mm")
    # The words stand in water, below the lowest tide.
    sheet.fill(box(466, built + 44, 328, 42), inks.BRICK)
    sheet.write(630, built + 65, "The slip as built: 0.92 m", 25, inks.PAPER, anchor="mm")
    sheet.fill(box(412, meant + 12, 436, 42), inks.INK)
    sheet.write(630, meant + 33, "The slip as meant: 0.20 m below zero", 25, inks.PAPER, anchor="mm")


def letters_page() -> Sheet:
    """A pen that has something to say."""
    sheet = Sheet(inks.BRICK, height=675)
    sheet.shade(box(0, 0, 1200, 675), Shade(inks.RUST, "bottom", 0.7))
    envelope = moved([(-330, -200), (330, -200), (330, 210), (-330, 210)], 520, 360, turn=-7)
    sheet.fill(moved([(-330, -200), (330, -200), (330, 210), (-330, 210)], 536, 382, turn=-7), inks.DUSK)
    sheet.fill(envelope, inks.PAPER, Shade(inks.SAND, "bottom", 0.6))
    for fold in ([(-330, 210), (-40, -6), (40, -6), (330, 210)], [(-330, -200), (0, 60), (330, -200)]):
        sheet.stroke(moved(fold, 520, 360, turn=-7), inks.STONE, 5)
    sheet.fill(moved([(-330, -200), (0, 56),
                      (330, -200)], 520, 360, turn=-7), inks.CREAM, Shade(inks.SAND, "bottom", 0.5))  # fmt: skip
    sheet.fill(moved(oval(0, 40, 52), 520, 360), inks.HARBOUR, Shade(inks.INK, "bottom", 0.7))
    sheet.stroke(moved(smooth([(-24, 46), (-8, 30), (8, 46), (24, 30)], closed=False), 520, 360), inks.MIST, 6)
    barrel = [(-26, -420), (26, -420), (30, 40), (-30, 40)]
    sheet.fill(moved(barrel, 930, 330, turn=28), inks.INK, Shade(inks.HARBOUR, "left", 0.8))
    sheet.fill(moved([(-30, 6), (30, 6), (28, 40), (-28, 40)], 930, 330, turn=28), inks.OCHRE)
    nib = [(-26, 40), (26, 40), (20, 110), (0, 190), (-20, 110)]
    sheet.fill(moved(nib, 930, 330, turn=28), inks.OCHRE, Shade(inks.AMBER, "right", 0.9))
    sheet.stroke(moved([(0, 84), (0, 186)], 930, 330, turn=28), inks.INK, 4)
    sheet.fill(moved(oval(0, 84, 9), 930, 330, turn=28), inks.INK)
    line = smooth([(836, 500), (780, 560), (700, 590), (620, 560), (560, 600), (470, 620), (380, 590),
                   (300, 630)], closed=False)  # fmt: skip
    sheet.stroke(line, inks.INK, 7)
    return sheet
