"""Pictures of streets and walls."""

from __future__ import annotations

import math

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import (
    Dice,
    arc,
    box,
    land,
    moved,
    oval,
    ridge,
    smooth,
)
from standfirst.demo.drawing.sheet import Shade, Sheet


def long_bridge() -> Sheet:
    """The Long Bridge over the Ossan, one arch in splints."""
    sheet = Sheet(inks.SAND)
    sheet.shade(box(0, 0, 1200, 380), Shade(inks.OCHRE, "top", 0.5))
    sheet.fill(oval(930, 190, 92), inks.PAPER)
    sheet.fill(land(ridge("up the Ossan", height=330, rough=40)), inks.HAZE, Shade(inks.PLUM, "bottom", 0.35))
    sheet.fill(land(ridge("woods by the Ossan", height=404, rough=14, steps=34)), inks.SEA)
    water = 560
    sheet.fill(box(0, water, 1200, 240), inks.HARBOUR, Shade(inks.INK, "bottom", 0.8))
    _arches(sheet, water, up=True)
    _arches(sheet, water, up=False)
    props.glitter(sheet, "the Ossan", (0, water + 6, 1200, 800), inks.SAND, 40)
    props.glitter(sheet, "the Ossan in shade", (0, water + 6, 1200, 800), inks.SEA, 50)
    for x in (612, 660, 708, 756):
        sheet.stroke([(x, 420), (x, water + 30)], inks.BRICK, 5)
    for y in (450, 492, 534):
        sheet.stroke([(600, y), (768, y)], inks.BRICK, 4)
    sheet.stroke([(612, 534), (756, 450)], inks.BRICK, 3)
    _lorry(sheet, 96, 372)
    sheet.fill(box(404, 330, 8, 44), inks.INK)
    for i in range(6):
        sheet.fill(box(408 + i * 22, 334, 22, 13), inks.BRICK if i % 2 == 0 else inks.PAPER)
    return sheet


def _arches(sheet: Sheet, water: float, *, up: bool) -> None:
    stone, shadow = (inks.PLUM, inks.DUSK) if up else (inks.DEEP, inks.INK)
    way = 1.0 if up else -1.28

    def at(height: float) -> float:
        return water - height * way

    sheet.fill([(0, at(0)), (0, at(188)), (1200, at(188)), (1200, at(0))], stone)
    sheet.shade([(0, at(0)), (0, at(188)), (1200, at(188)), (1200, at(0))], Shade(shadow, "bottom", 0.8))
    for i in range(6):
        middle = -36 + i * 248
        bow = [(math.cos(a), math.sin(a)) for a in (math.pi - n * math.pi / 24 for n in range(25))]
        span = [(middle + px * 98, at(py * 128)) for px, py in [(-1, -0.02), *bow, (1, -0.02)]]
        through = inks.SEA if up else inks.HARBOUR
        sheet.fill(span, through, Shade(inks.DEEP, "top", 0.7) if up else Shade(inks.INK, "bottom", 0.5))
    if up:
        sheet.fill(box(0, water - 200, 1200, 20), inks.DUSK)
        sheet.fill(box(0, water - 206, 1200, 8), inks.CORAL)
        for i in range(5):
            sheet.fill([(68 + i * 248, water + 2), (88 + i * 248, water - 60), (108 + i * 248, water + 2)], inks.DUSK)


def _lorry(sheet: Sheet, x: float, foot: float) -> None:
    sheet.fill(box(x, foot - 118, 190, 100), inks.PAPER, Shade(inks.STONE, "right", 0.6))
    fish = [(40, -70), (80, -88), (122, -70), (140, -84), (140, -54), (122, -68), (80, -50)]
    sheet.fill(moved(smooth(fish, steps=4), x, foot), inks.SEA)
    cab = [(x + 198, foot - 18), (x + 198, foot - 92), (x + 240, foot - 92), (x + 264, foot - 54), (x + 264, foot - 18)]
    sheet.fill(cab, inks.BRICK)
    sheet.fill([(x + 212, foot - 82), (x + 236, foot - 82), (x + 252, foot - 54), (x + 212, foot - 54)], inks.INK)
    for wheel in (30, 70, 226):
        sheet.fill(oval(x + wheel, foot - 14, 18), inks.NIGHT)
        sheet.fill(oval(x + wheel, foot - 14, 7), inks.STONE)


def book_stall() -> Sheet:
    """Books under an awning on Slip Street, a wet Saturday."""
    sheet = Sheet(inks.HAZE)
    sheet.shade(box(0, 0, 1200, 600), Shade(inks.SEA, "top", 0.8))
    for x, wall in ((-40, inks.CREAM), (270, inks.SEA), (590, inks.CORAL), (900, inks.LEAF)):
        sheet.fill(box(x, -10, 312, 630), wall, Shade(inks.SLATE, "top", 0.4))
        for left in (50, 190):
            sheet.fill(box(x + left, 44, 76, 120), inks.DEEP)
    sheet.fill(box(0, 610, 1200, 200), inks.SLATE, Shade(inks.INK, "bottom", 0.8))
    props.glitter(sheet, "wet flags", (0, 640, 1200, 790), inks.MIST, 40)
    sheet.fill(box(176, 250, 14, 430), inks.INK)
    sheet.fill(box(1010, 250, 14, 430), inks.INK)
    sheet.fill(box(190, 330, 820, 200), inks.DUSK, Shade(inks.NIGHT, "top", 0.8))
    sheet.glow(oval(600, 400, 420, 170), inks.AMBER, 0.7)
    props.person(sheet, 770, 720, 330, inks.HARBOUR, hat=inks.RUST)
    sheet.stroke(smooth([(728, 500), (690, 530), (652, 516)], closed=False), inks.HARBOUR, 28)
    sheet.fill([(590, 486), (628, 470), (664, 486), (664, 524), (628, 508), (590, 524)], inks.PAPER)
    _trays(sheet)
    count = 12
    for i in range(count):
        left, wide = 130 + i * 80, 80
        gather = left + 26 - i * 4.4
        stripe = [(gather, 190), (gather + wide, 190), (left + wide, 318), (left, 318)]
        ink = inks.BRICK if i % 2 == 0 else inks.PAPER
        sheet.fill(stripe, ink)
        sheet.fill([(left, 316), (left + wide, 316), *arc(left + wide / 2, 318, wide / 2, 0, 180, squash=0.6)], ink)
    sheet.shade([(150, 190), (1040, 190), (1090, 345), (130, 345)], Shade(inks.DUSK, "bottom", 0.45))
    props.rain(sheet, "saturday", inks.PAPER, count=70, slant=-0.25, length=44)
    return sheet


def _trays(sheet: Sheet) -> None:
    spines: tuple[Ink, ...]
    spines = (inks.OCHRE, inks.SEA, inks.CREAM, inks.MOSS, inks.CORAL, inks.HARBOUR, inks.PAPER, inks.PLUM)
    dice = Dice("trays")
    for tray in range(3):
        left = 200 + tray * 272
        x = left + 8.0
        while x < left + 240:
            wide = dice.between(12, 28)
            tall = dice.between(66, 100)
            sheet.fill(box(x, 590 - tall, wide - 2, tall), dice.one_of(spines))
            x += wide
        sheet.fill(box(left, 566, 262, 92), inks.AMBER, Shade(inks.RUST, "bottom", 0.8))
        sheet.fill(box(left, 562, 262, 10), inks.SAND)
        sheet.stroke([(left + 20, 658), (left + 20, 720)], inks.INK, 9)
        sheet.stroke([(left + 242, 658), (left + 242, 720)], inks.INK, 9)


def clock() -> Sheet:
    """The post office clock, and the woman who mended it."""
    sheet = Sheet(inks.CORAL)
    sheet.shade(box(0, 0, 1200, 800), Shade(inks.BRICK, "bottom", 0.75))
    for row in range(17):
        for brick in range(9):
            x = brick * 150 - (75 if row % 2 else 0)
            sheet.stroke([(x, row * 50), (x, row * 50 + 50)], inks.RUST, 2)
        sheet.stroke([(0, row * 50), (1200, row * 50)], inks.RUST, 2)
    x, y, r = 700, 380, 290
    sheet.fill(oval(x + 18, y + 24, r + 34), inks.RUST)
    sheet.fill(oval(x, y, r + 30), inks.INK)
    sheet.fill(oval(x, y, r), inks.PAPER, Shade(inks.SAND, "bottom", 0.8))
    for hour in range(12):
        mark = [(-9 if hour % 3 == 0 else -4, -r + 20), (9 if hour % 3 == 0 else 4, -r + 20),
                (9 if hour % 3 == 0 else 4, -r + 72), (-9 if hour % 3 == 0 else -4, -r + 72)]  # fmt: skip
        sheet.fill(moved(mark, x, y, turn=hour * 30), inks.INK)
    sheet.fill(moved([(-13, 46), (13, 46), (9, -150), (0, -176), (-9, -150)], x, y, turn=114), inks.INK)
    sheet.fill(moved([(-10, 60), (10, 60), (6, -226), (0, -246), (-6, -226)], x, y, turn=288), inks.HARBOUR)
    sheet.fill(oval(x, y, 24), inks.BRICK)
    for side in (0, 128):
        sheet.stroke([(150 + side, 830), (330 + side * 0.62, 60)], inks.OCHRE, 17)
    for i in range(9):
        up = i / 9
        left = 150 + 180 * up
        sheet.stroke([(left + 6, 800 - 740 * up), (left + 122 - 42 * up, 800 - 740 * up)], inks.AMBER, 12)
    props.person(sheet, 322, 560, 340, inks.DEEP, legs=inks.NIGHT, hat=inks.OCHRE)
    arm = smooth([(350, 330), (410, 330), (462, 306)], closed=False)
    sheet.stroke(arm, inks.DEEP, 34)
    sheet.fill(oval(470, 303, 19), inks.SKIN)
    sheet.stroke([(474, 300), (548, 282)], inks.INK, 8)
    return sheet


def lit_window() -> Sheet:
    """A terrace in February: eleven holiday homes and one tenant."""
    sheet = Sheet(inks.INK)
    sheet.shade(box(0, 0, 1200, 300), Shade(inks.PLUM, "bottom", 0.4))
    sheet.fill(oval(1010, 104, 42), inks.SAND)
    dice = Dice("stars over the terrace")
    for _ in range(40):
        sheet.fill(oval(dice.between(0, 1200), dice.between(0, 170), dice.between(1, 2.4), steps=8), inks.MIST)
    fronts: tuple[Ink, ...] = (inks.DEEP, inks.HARBOUR, inks.DEEP, inks.DUSK, inks.HARBOUR, inks.DEEP)
    sheet.fill(box(0, 176, 1200, 100), inks.NIGHT)
    for i, front in enumerate(fronts):
        x = -24 + i * 208
        props.house(sheet, x, 700, 208, 430, front, roof=inks.NIGHT, pane=inks.INK, rows=3, columns=2,
                    shade=Shade(inks.NIGHT, "bottom", 0.7))  # fmt: skip
        sheet.fill(box(x + 76, 596, 60, 104), inks.NIGHT)
        sheet.fill(box(x + 148, 640, 22, 28), inks.STONE)
    left = -24 + 3 * 208 + 208 * 0.25 - 26
    lit = box(left, 460, 52, 72)
    sheet.glow(oval(left + 26, 496, 210, 190), inks.AMBER, 0.85)
    sheet.fill(lit, inks.OCHRE)
    tenant = [(left + 10, 532), (left + 14, 502), (left + 26, 494), (left + 40, 502), (left + 44, 532)]
    sheet.fill(smooth(tenant, steps=4), inks.DUSK)
    sheet.fill(oval(left + 27, 484, 10, 12), inks.DUSK)
    sheet.stroke([(left + 26, 460), (left + 26, 474)], inks.RUST, 3)
    sheet.fill(box(0, 700, 1200, 110), inks.SLATE, Shade(inks.NIGHT, "bottom", 0.95))
    sheet.fill(box(0, 696, 1200, 10), inks.HAZE)
    path = [(left - 10, 706), (left + 62, 706), (left + 130, 800), (left - 80, 800)]
    sheet.fill(path, inks.AMBER, Shade(inks.SLATE, "bottom", 0.95))
    return sheet
