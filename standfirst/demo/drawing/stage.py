"""Pictures of music and of the stage."""

from __future__ import annotations

import math

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import Dice, arc, box, land, moved, oval, smooth, swell
from standfirst.demo.drawing.sheet import Shade, Sheet


def brass_band() -> Sheet:
    """The Fishermen's Band, with a space in the row where the drum should be."""
    sheet = Sheet(inks.HARBOUR)
    sheet.shade(box(0, 0, 1200, 800), Shade(inks.INK, "top", 0.7))
    for i in range(9):
        turn = 190 + i * 20
        sheet.fill(moved([(0, 0), (1300, -90), (1300, 90)], 600, 900, turn=turn), inks.DEEP)
    row = ((120, inks.SKIN, 78), (360, inks.SKIN_DARK, 96), (840, inks.SKIN, 104), (1080, inks.SKIN, 82))
    for i, (x, skin, bell) in enumerate(row):
        _bandsman(sheet, x, 300 + (i % 2) * 24, skin, bell)
    # The stand waits where the drummer stood.
    for foot in (-70, 70):
        sheet.stroke([(600, 560), (600 + foot, 800)], inks.STONE, 9)
    sheet.stroke([(540, 600), (660, 520)], inks.STONE, 7)
    sheet.stroke([(540, 520), (660, 600)], inks.STONE, 7)
    sheet.glow(oval(600, 540, 210, 230), inks.SEA, 0.5)
    for foot in (-70, 70):
        sheet.stroke([(600, 560), (600 + foot, 800)], inks.STONE, 9)
    sheet.stroke([(536, 596), (664, 500)], inks.CREAM, 8)
    sheet.stroke([(536, 500), (664, 596)], inks.CREAM, 8)
    return sheet


def _bandsman(sheet: Sheet, x: float, head: float, skin: Ink, bell: float) -> None:
    body = [(x - 112, 830), (x - 116, head + 190), (x - 70, head + 96), (x, head + 78), (x + 70, head + 96),
            (x + 116, head + 190), (x + 112, 830)]  # fmt: skip
    sheet.fill(smooth(body, steps=5), inks.PLUM, Shade(inks.DUSK, "bottom", 0.85))
    for button in range(6):
        sheet.fill(oval(x - 30, head + 150 + button * 62, 7), inks.OCHRE)
        sheet.fill(oval(x + 30, head + 150 + button * 62, 7), inks.OCHRE)
    sheet.fill(box(x - 26, head + 40, 52, 60), skin)
    sheet.fill(oval(x, head, 58, 70), skin, Shade(inks.RUST, "bottom", 0.45))
    cap = smooth(
        [(x - 74, head - 30), (x - 78, head - 80), (x, head - 104), (x + 78, head - 80), (x + 74, head - 30)], steps=5
    )
    sheet.fill(cap, inks.PLUM)
    sheet.fill(box(x - 68, head - 52, 136, 22), inks.OCHRE)
    sheet.fill(smooth([(x - 70, head - 30), (x, head - 14), (x + 70, head - 30), (x, head - 40)], steps=5), inks.NIGHT)
    for side in (-1, 1):
        sheet.fill(oval(x + side * 22, head + 2, 5), inks.INK)
    sheet.stroke(smooth([(x - 4, head + 38), (x - 30, head + 62), (x - 66, head + 140)], closed=False), inks.OCHRE, 9)
    sheet.fill(oval(x - 2, head + 36, 13, 9), inks.AMBER)
    tube = smooth([(x - 66, head + 140), (x - 92, head + 220), (x - 70, head + 330), (x + 20, head + 350),
                   (x + 60, head + 270)], closed=False)  # fmt: skip
    sheet.stroke(tube, inks.AMBER, 26)
    sheet.stroke(tube, inks.OCHRE, 12)
    sheet.fill(oval(x - 70, head + 262, 32), skin)
    cx, cy = x + 42, head + 190
    sheet.fill(oval(cx, cy, bell + 14), inks.AMBER)
    sheet.fill(oval(cx, cy, bell), inks.OCHRE, Shade(inks.SAND, "top", 0.7))
    sheet.fill(oval(cx + 4, cy + 6, bell * 0.7), inks.AMBER, Shade(inks.RUST, "bottom", 0.8))
    sheet.fill(oval(cx + 8, cy + 12, bell * 0.34), inks.DUSK)


def bass_drum() -> Sheet:
    """The drum as it was found: on its side, with a lamp and a hen on it."""
    sheet = Sheet(inks.MOSS)
    sheet.shade(box(0, 0, 1200, 620), Shade(inks.PINE, "top", 0.85))
    for x in range(0, 1200, 104):
        sheet.stroke([(x, 0), (x + 4, 560)], inks.PINE, 4)
    sheet.fill([(770, 40), (1040, 40), (1040, 300), (770, 300)], inks.MIST, Shade(inks.PAPER, "bottom", 0.8))
    sheet.stroke([(905, 40), (905, 300)], inks.PINE, 12)
    sheet.stroke([(770, 170), (1040, 170)], inks.PINE, 12)
    sheet.fill([(770, 300), (1040, 300), (820, 800), (420, 800)], inks.LEAF, Shade(inks.MOSS, "bottom", 0.6))
    sheet.fill(box(0, 560, 1200, 260), inks.RUST, Shade(inks.DUSK, "bottom", 0.9))
    x, y, wide, tall, deep = 540, 420, 330, 104, 210
    side = [*arc(x, y, wide, 180, 0, squash=-tall / wide), *arc(x, y + deep, wide, 0, 180, squash=tall / wide)]
    sheet.fill(side, inks.BRICK)
    sheet.shade(side, Shade(inks.DUSK, "right", 0.75))
    for i in range(8):
        a = math.radians(12 + i * 22.3)
        b = math.radians(12 + i * 22.3 + 11)
        top = (x + wide * math.cos(a), y + tall * math.sin(a) + 22)
        low = (x + wide * math.cos(b), y + deep + tall * math.sin(b) - 20)
        again = (x + wide * math.cos(b + 0.19), y + tall * math.sin(b + 0.19) + 22)
        sheet.stroke([top, low, again], inks.CREAM, 5)
    for at in (y + 14, y + deep - 8):
        hoop = arc(x, at, wide, 0, 180, squash=tall / wide)
        sheet.stroke(hoop, inks.OCHRE, 24)
    sheet.fill(oval(x, y, wide, tall), inks.PAPER, Shade(inks.SAND, "left", 0.8))
    sheet.stroke(oval(x, y, wide, tall), inks.OCHRE, 9)
    sheet.fill(oval(x - 120, y + 14, 84, 20), inks.SAND)
    _hen(sheet, 650, 420)
    sheet.fill(smooth([(380, 424), (372, 380), (398, 330), (424, 330), (450, 380), (442, 424)], steps=5), inks.SEA,
               Shade(inks.DEEP, "right", 0.7))  # fmt: skip
    sheet.stroke([(411, 330), (411, 290)], inks.INK, 8)
    sheet.fill([(342, 300), (376, 190), (446, 190), (480, 300)], inks.CORAL, Shade(inks.OCHRE, "top", 0.7))
    return sheet


def _hen(sheet: Sheet, x: float, y: float) -> None:
    body = [(-110, -60), (-150, -150), (-104, -128), (-40, -96), (30, -120), (66, -190), (100, -206), (124, -178),
            (110, -110), (90, -40), (30, 4), (-50, 0)]  # fmt: skip
    sheet.fill(moved(smooth(body, steps=7), x, y), inks.INK, Shade(inks.SLATE, "top", 0.6))
    sheet.fill(moved(smooth([(-60, -70), (20, -84), (40, -40), (-10, -18), (-50, -34)], steps=6), x, y), inks.SLATE)
    comb = [(76, -196), (72, -226), (90, -214), (100, -238), (114, -214), (128, -222), (120, -188)]
    sheet.fill(moved(smooth(comb, steps=4), x, y), inks.BRICK)
    sheet.fill(moved([(118, -186), (156, -172), (116, -166)], x, y), inks.OCHRE)
    sheet.fill(moved(oval(112, -154, 8, 14), x, y), inks.BRICK)
    sheet.fill(moved(oval(102, -184, 6), x, y), inks.PAPER)


def ballast() -> Sheet:
    """One player, one light, nine stones."""
    sheet = Sheet(inks.NIGHT)
    for side in (0, 1):
        for fold in range(5):
            x = fold * 62 if side == 0 else 1200 - fold * 62
            edge = [(x, 0), (x + (70 if side == 0 else -70), 0), (x + (44 if side == 0 else -44), 560), (x, 560)]
            sheet.fill(edge, inks.RUST, Shade(inks.DUSK, "left" if side else "right", 0.9))
    sheet.fill([(560, -10), (640, -10), (960, 560), (240, 560)], inks.DEEP)
    sheet.shade([(560, -10), (640, -10), (960, 560), (240, 560)], Shade(inks.SAND, "bottom", 0.62))
    sheet.fill(box(0, 540, 1200, 90), inks.RUST, Shade(inks.NIGHT, "bottom", 0.8))
    sheet.fill(oval(600, 562, 360, 46), inks.SAND, Shade(inks.OCHRE, "bottom", 0.5))
    dice = Dice("ballast")
    for x, y, size in ((430, 560, 46), (496, 566, 38), (466, 516, 36), (392, 572, 30), (770, 572, 40), (720, 580, 28),
                       (836, 570, 24), (340, 580, 22), (530, 584, 22)):  # fmt: skip
        stone = []
        for angle in (n * math.tau / 9 for n in range(9)):
            across, down = size * dice.between(0.85, 1.15), size * 0.72 * dice.between(0.85, 1.1)
            stone.append((x + across * math.cos(angle), y + down * math.sin(angle)))
        sheet.fill(smooth(stone, steps=4), inks.SLATE, Shade(inks.INK, "bottom", 0.9))
    props.person(sheet, 620, 574, 330, inks.BRICK, legs=inks.INK)
    sheet.stroke(smooth([(584, 380), (540, 420), (500, 478)], closed=False), inks.BRICK, 32)
    sheet.stroke(smooth([(656, 380), (720, 340), (744, 256)], closed=False), inks.BRICK, 30)
    sheet.fill(oval(747, 246, 17), inks.SKIN)
    sheet.fill(oval(498, 486, 17), inks.SKIN)
    sheet.stroke(smooth([(747, 246), (780, 420), (740, 520), (640, 566), (480, 520)], closed=False), inks.OCHRE, 7)
    sheet.fill(
        smooth([(590, 268), (592, 238), (620, 226), (650, 238), (650, 290), (640, 256), (600, 254)], steps=5),
        inks.NIGHT,
    )
    for i in range(10):
        left, top = 40 + i * 124 + dice.between(-22, 22), 712 + dice.between(-16, 20)
        sheet.fill(oval(left, top, 46, 54), inks.INK)
        sheet.fill(
            smooth(
                [(left - 86, 830), (left - 70, top + 58), (left, top + 40), (left + 70, top + 58), (left + 86, 830)],
                steps=5,
            ),
            inks.INK,
        )
        sheet.stroke(arc(left, top, 46, 215, 325, squash=1.15), inks.RUST, 4)
    return sheet


def song_tape() -> Sheet:
    """A reel from 1958, and what it remembers."""
    sheet = Sheet(inks.CREAM)
    sheet.fill(box(0, 0, 1200, 800), inks.CREAM, Shade(inks.SAND, "bottom", 0.8))
    for i, ink in enumerate((inks.MIST, inks.HAZE, inks.SEA, inks.HARBOUR, inks.DEEP)):
        sheet.fill(land(swell(520 + i * 56, lift=26 + i * 3, length=300 - i * 14, phase=i * 0.31)), ink,
                   Shade(inks.INK, "bottom", 0.3))  # fmt: skip
    tape = smooth([(330, 470), (480, 560), (640, 480), (800, 540), (930, 460)], closed=False, steps=14)
    for x, turn in ((330, 12), (900, 40)):
        sheet.fill(oval(x + 10, 316, 218), inks.SAND)
        sheet.fill(oval(x, 300, 218), inks.BRICK if x < 500 else inks.PLUM)
        sheet.shade(oval(x, 300, 218), Shade(inks.DUSK, "bottom", 0.6))
        sheet.fill(oval(x, 300, 190 if x < 500 else 120), inks.RUST if x < 500 else inks.DUSK)
        for hole in range(3):
            sheet.fill(moved(smooth([(-38, -168), (38, -168), (56, -100), (0, -74), (-56, -100)], steps=6), x, 300,
                             turn=turn + hole * 120), inks.CREAM)  # fmt: skip
        sheet.fill(oval(x, 300, 62), inks.OCHRE)
        sheet.fill(oval(x, 300, 20), inks.INK)
    sheet.stroke(tape, inks.RUST, 12)
    sheet.fill(oval(330, 496, 16), inks.INK)
    sheet.fill(oval(930, 484, 16), inks.INK)
    for x, y, size in ((560, 130, 26), (636, 180, 18), (660, 100, 14)):
        props.gull(sheet, x, y, size, inks.INK)
    return sheet
