"""Pictures of hills and of those who walk on them."""

from __future__ import annotations

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import (
    Dice,
    Outline,
    box,
    land,
    moved,
    oval,
    ridge,
    smooth,
    swell,
)
from standfirst.demo.drawing.sheet import Shade, Sheet


def turbine() -> Sheet:
    """The machine on Knocknagee, and what grazes below it."""
    sheet = Sheet(inks.CREAM)
    sheet.shade(box(0, 0, 1200, 520), Shade(inks.MIST, "top", 0.9))
    props.cloud(sheet, 250, 250, 520, inks.PAPER, Shade(inks.MIST, "bottom", 0.6))
    props.cloud(sheet, 1050, 340, 560, inks.PAPER, Shade(inks.MIST, "bottom", 0.6))
    sheet.fill(land(ridge("bog hills", height=520, rough=30)), inks.HAZE, Shade(inks.SEA, "bottom", 0.5))
    hill = smooth([(-20, 690), (200, 600), (460, 540), (720, 534), (960, 590), (1220, 670)], closed=False)
    sheet.fill(land(hill), inks.LEAF, Shade(inks.MOSS, "bottom", 0.85))
    hub = (700, 214)
    sheet.fill([(690, 214), (710, 214), (722, 548), (678, 548)], inks.PAPER, Shade(inks.STONE, "right", 0.8))
    # Its shadow lies across the field to the gable of the nearest house.
    sheet.fill([(684, 546), (716, 546), (236, 664), (226, 656)], inks.MOSS)
    sheet.fill([(238, 664), (60, 640), (224, 656), (330, 700), (60, 724), (226, 664)], inks.MOSS)
    for turn in (18, 138, 258):
        blade = [(0, -10), (70, -20), (330, -3), (334, 4), (80, 9), (0, 10)]
        sheet.fill(moved(blade, *hub, turn=turn), inks.PAPER, Shade(inks.HAZE, "bottom", 0.55))
    sheet.fill(oval(*hub, 20), inks.BRICK)
    props.house(sheet, 130, 668, 150, 84, inks.PAPER, roof=inks.INK, pane=inks.HARBOUR, rows=1, columns=3,
                shade=Shade(inks.STONE, "right", 0.6))  # fmt: skip
    sheet.fill(box(196, 628, 24, 40), inks.BRICK)
    wall = smooth([(-20, 760), (300, 716), (640, 730), (940, 704), (1220, 736)], closed=False)
    sheet.fill(land(wall), inks.MOSS, Shade(inks.PINE, "bottom", 0.9))
    dice = Dice("dry stone")
    for px, py in wall:
        for layer in range(3):
            sheet.fill(oval(px + dice.between(-9, 9), py - 4 - layer * 13, dice.between(11, 18), 8, steps=9),
                       dice.one_of((inks.SLATE, inks.STONE, inks.HAZE)))  # fmt: skip
    for x, y, size in ((470, 640, 1.0), (560, 612, -0.8), (880, 640, -1.1), (1010, 664, 0.9)):
        _sheep(sheet, x, y, abs(size), flip=size < 0)
    return sheet


def _sheep(sheet: Sheet, x: float, y: float, scale: float, *, flip: bool) -> None:
    def put(points: Outline, ink: Ink) -> None:
        sheet.fill(moved(points, x, y, scale=scale, flip=flip), ink)

    for leg in (-20, -10, 12, 21):
        put(box(leg, -14, 5, 16), inks.INK)
    fleece = [(-34, -22), (-28, -40), (-10, -44), (8, -47), (26, -42), (34, -28), (28, -12), (4, -8), (-22, -10)]
    put(smooth(fleece, steps=5), inks.PAPER)
    put(smooth([(28, -34), (40, -42), (52, -30), (46, -18), (34, -20)], steps=5), inks.INK)


def island_school() -> Sheet:
    """Six pupils on the ridge of Inishcarra, on the way to a school of their own."""
    sheet = Sheet(inks.SAND)
    sheet.shade(box(0, 0, 1200, 520), Shade(inks.CORAL, "bottom", 0.45))
    sheet.fill(oval(260, 300, 120), inks.PAPER)
    props.cloud(sheet, 860, 190, 420, inks.CREAM)
    props.cloud(sheet, 420, 120, 260, inks.CREAM)
    sheet.fill(land(swell(500, lift=2, length=90)), inks.SEA, Shade(inks.HARBOUR, "bottom", 0.6))
    props.glitter(sheet, "sound", (0, 506, 700, 640), inks.SAND, 40)
    hill = smooth([(-20, 720), (200, 664), (440, 600), (700, 540), (930, 506), (1220, 520)], closed=False)
    sheet.fill(land(hill), inks.PINE, Shade(inks.INK, "bottom", 0.9))
    props.house(sheet, 920, 516, 220, 96, inks.PAPER, roof=inks.BRICK, pane=inks.DEEP, rows=1, columns=4,
                shade=Shade(inks.STONE, "right", 0.6))  # fmt: skip
    sheet.fill([(1010, 400), (1030, 366), (1050, 400)], inks.BRICK)
    sheet.fill(box(1016, 400, 28, 22), inks.PAPER)
    sheet.stroke([(872, 524), (872, 340)], inks.INK, 4)
    sheet.fill(smooth([(872, 344), (820, 336), (780, 352), (780, 388), (824, 374), (872, 384)], steps=5), inks.OCHRE)
    coats = (inks.BRICK, inks.OCHRE, inks.HARBOUR, inks.PLUM, inks.PAPER, inks.MOSS)
    for i, (x, tall) in enumerate(((236, 132), (340, 104), (428, 118), (520, 92), (600, 112), (716, 96))):
        foot = 664 - (x - 200) * 0.25 + 4
        props.person(sheet, x, foot, tall, coats[i], skin=inks.SKIN_DARK if i in (1, 4) else inks.SKIN)
        sheet.fill(box(x - tall * 0.24, foot - tall * 0.74, tall * 0.14, tall * 0.3), inks.INK)
    return sheet


def saturday_walk() -> Sheet:
    """Readers on the cliff path, early."""
    sheet = Sheet(inks.CREAM, height=675)
    sheet.shade(box(0, 0, 1200, 420), Shade(inks.OCHRE, "bottom", 0.55))
    sheet.fill(oval(930, 300, 110), inks.PAPER)
    sheet.fill(land(ridge("walk hills", height=330, rough=22)), inks.MIST)
    sheet.fill(land(swell(372, lift=2, length=80)), inks.SEA, Shade(inks.HARBOUR, "bottom", 0.6))
    props.glitter(sheet, "morning", (760, 380, 1120, 600), inks.SAND, 50)
    cliff = smooth([(-20, 300), (180, 330), (420, 400), (640, 470), (820, 560), (980, 720)], closed=False)
    sheet.fill(land(cliff), inks.MOSS, Shade(inks.PINE, "bottom", 0.9))
    path = smooth([(-20, 330), (180, 362), (420, 436), (620, 506), (720, 600), (640, 700)], closed=False)
    sheet.stroke(path, inks.SAND, 15)
    coats: tuple[Ink, ...] = (inks.BRICK, inks.PAPER, inks.DEEP, inks.OCHRE, inks.PLUM, inks.CORAL, inks.HARBOUR)
    for i, coat in enumerate(coats):
        x = 110 + i * 76
        foot = 354 + (x - 140) * 0.3
        shadow = [(x - 6, foot), (x + 8, foot), (x - 64, foot + 34), (x - 80, foot + 30)]
        sheet.fill(shadow, inks.PINE)
        props.person(sheet, x, foot, 88 - (i % 3) * 9, coat, hat=inks.INK if i % 3 == 0 else None)
    for x, y, size in ((560, 150, 20), (620, 190, 14), (700, 130, 16)):
        props.gull(sheet, x, y, size, inks.INK)
    return sheet
