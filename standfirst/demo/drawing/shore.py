"""Pictures of what lives between the tide marks and below them."""

from __future__ import annotations

import math
from itertools import pairwise

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import (
    Dice,
    Outline,
    Point,
    arc,
    box,
    land,
    moved,
    oval,
    ridge,
    smooth,
    swell,
)
from standfirst.demo.drawing.sheet import Shade, Sheet


def kelp() -> Sheet:
    """The forest under the Carrick reef, with a cutter's boat above it."""
    sheet = Sheet(inks.SEA)
    for left, right, lean in ((160, 250, 120), (420, 560, 90), (700, 770, 110), (930, 1080, 60)):
        beam = [(left, 60), (right, 60), (right + lean * 1.8, 800), (left + lean, 800)]
        sheet.fill(beam, inks.HAZE, Shade(inks.SEA, "bottom", 0.95))
    sheet.shade(box(0, 60, 1200, 740), Shade(inks.DEEP, "bottom", 0.95))
    sheet.shade(box(0, 360, 1200, 440), Shade(inks.INK, "bottom", 0.9))
    top = swell(62, lift=7, length=130)
    sheet.fill([*top, (1220, -10), (-20, -10)], inks.CREAM)
    boat = smooth([(520, 50), (560, 96), (700, 104), (820, 92), (862, 48)], closed=False)
    sheet.fill(boat, inks.BRICK, Shade(inks.RUST, "bottom", 0.7))
    sheet.fill(box(640, 10, 90, 44), inks.INK)
    for i, (x, tall, ink, side) in enumerate((
        (60, 560, inks.PINE, 1), (210, 470, inks.MOSS, -1), (320, 640, inks.AMBER, 1), (470, 420, inks.PINE, 1),
        (590, 560, inks.OCHRE, -1), (720, 400, inks.MOSS, 1), (850, 610, inks.AMBER, -1), (985, 470, inks.PINE, 1),
        (1120, 640, inks.OCHRE, -1), (1190, 420, inks.MOSS, -1),
    )):  # fmt: skip
        _weed(sheet, f"weed {i}", x, tall, ink, side)
    dice = Dice("fish")
    for _ in range(11):
        across, down = dice.between(380, 860), dice.between(230, 380)
        fish = [(-24, 0), (-6, -7), (14, -4), (26, -10), (22, 0), (26, 10), (14, 4), (-6, 7)]
        sheet.fill(moved(smooth(fish, steps=4), across, down, scale=dice.between(0.7, 1.1)), inks.FOAM)
    sheet.fill(land(ridge("sea floor", height=760, rough=22)), inks.NIGHT)
    return sheet


def _weed(sheet: Sheet, name: str, x: float, tall: float, ink: Ink, side: int) -> None:
    """One stalk of kelp with its blades, rooted at the floor."""
    dice = Dice(name)
    stalk: list[Point] = []
    for i in range(13):
        up = i / 12
        stalk.append((x + side * 34 * math.sin(up * 5 + dice.between(0, 0.4)), 800 - tall * up))
    path = smooth(stalk, closed=False, steps=5)
    sheet.stroke(path, ink, 9)
    for i in range(2, 13):
        px, py = stalk[i]
        way = 1 if (i % 2 == 0) == (side > 0) else -1
        reach = dice.between(96, 150) * (1.1 - 0.35 * abs(i / 12 - 0.5))
        blade = [(0, 0), (0.25, -0.22), (0.6, -0.26), (1, -0.1 + dice.between(-0.1, 0.06)), (0.66, -0.02), (0.3, 0.05)]
        points = moved([(bx * way, by) for bx, by in blade], px, py, scale=reach, turn=dice.between(-22, 8) * way)
        sheet.fill(smooth(points, steps=6), ink, Shade(inks.INK, "bottom" if i < 7 else "left", 0.5))
        sheet.fill(oval(px + way * 5, py, 7, steps=14), ink)


def terns() -> Sheet:
    """A little tern over the Spit."""
    sheet = Sheet(inks.FOAM)
    sheet.shade(box(0, 0, 1200, 420), Shade(inks.MIST, "top", 0.9))
    sheet.fill(land(ridge("dunes far", height=470, rough=12)), inks.HAZE)
    sheet.fill(land(swell(492, lift=2, length=70)), inks.SEA, Shade(inks.HARBOUR, "bottom", 0.4))
    spit = smooth([(-20, 640), (200, 610), (520, 580), (820, 574), (1220, 548)], closed=False)
    sheet.fill(land(spit), inks.SAND, Shade(inks.AMBER, "bottom", 0.55))
    edge = [(px, py - 7) for px, py in reversed(spit)]
    sheet.fill([*spit, *edge], inks.PAPER)
    dice = Dice("shingle")
    for _ in range(240):
        y = dice.between(612, 800)
        near = (y - 590) / 210
        sheet.fill(oval(dice.between(0, 1200), y, 3 + 11 * near * dice.between(0.4, 1), 2 + 6 * near, steps=14),
                   dice.one_of((inks.STONE, inks.SLATE, inks.CREAM, inks.AMBER, inks.PAPER)))  # fmt: skip
    for x, foot, tall in ((90, 700, 130), (360, 668, 104), (620, 646, 84), (860, 628, 68), (1080, 614, 56)):
        sheet.stroke([(x, foot), (x + 5, foot - tall)], inks.RUST, tall / 12)
    posts = ((94, 582), (364, 576), (624, 572), (863, 568), (1082, 566))
    for start, end in pairwise(posts):
        props.cable(sheet, start, end, 22, inks.RUST, 2.6)
    for x, y, size in ((250, 694, 0.17), (540, 716, 0.2), (770, 664, 0.13)):
        _sitting_tern(sheet, x, y, size * 3)
    _flying_tern(sheet, 600, 316, 1.06)
    _flying_tern(sheet, 1030, 170, 0.36, flip=True)
    _flying_tern(sheet, 170, 150, 0.3)
    return sheet


def _flying_tern(sheet: Sheet, x: float, y: float, scale: float, *, flip: bool = False) -> None:
    def put(points: Outline, ink: Ink, shade: Shade | None = None) -> None:
        sheet.fill(moved(points, x, y, scale=scale, flip=flip), ink, shade)

    far = [(20, -10), (70, -96), (170, -190), (300, -236), (220, -150), (150, -70), (84, 4)]
    put(smooth(far, steps=7), inks.SLATE, Shade(inks.DEEP, "top", 0.5))
    put(smooth([(-190, -4), (-120, -34), (-30, -40), (70, -26), (150, -6), (70, 30), (-30, 42), (-120, 30)], steps=7),
        inks.PAPER, Shade(inks.MIST, "bottom", 0.6))  # fmt: skip
    for tip in ((302, -24), (290, 42)):
        put([(110, -10), (tip[0], tip[1]), (110, 18)], inks.PAPER)
    near = [(-60, -14), (-96, -120), (-190, -220), (-330, -270), (-410, -262), (-310, -200), (-190, -110), (-90, -6),
            (0, 22), (44, 0)]  # fmt: skip
    put(smooth(near, steps=7), inks.PAPER)
    upper = [(-66, -26), (-104, -132), (-200, -226), (-330, -270), (-410, -262), (-300, -222), (-206, -150),
             (-120, -40)]  # fmt: skip
    put(smooth(upper, steps=7), inks.SLATE, Shade(inks.HAZE, "bottom", 0.8))
    put(smooth([(-330, -270), (-412, -262), (-316, -222), (-250, -206), (-262, -240)], steps=6), inks.INK)
    put(smooth([(-206, -10), (-188, -38), (-140, -44), (-100, -34), (-122, -16), (-170, -8)], steps=6), inks.NIGHT)
    put(smooth([(-206, -4), (-192, -24), (-178, -12), (-186, 4)], steps=5), inks.PAPER)
    put([(-196, -10), (-262, 10), (-192, 8)], inks.OCHRE)
    put([(-240, 2), (-266, 12), (-238, 8)], inks.NIGHT)


def _sitting_tern(sheet: Sheet, x: float, y: float, scale: float) -> None:
    def put(points: Outline, ink: Ink) -> None:
        sheet.fill(moved(points, x, y, scale=scale), ink)

    put(smooth([(-70, -20), (-50, -60), (0, -66), (60, -46), (130, -24), (50, 0), (-40, 4)], steps=5), inks.PAPER)
    put(smooth([(-20, -48), (40, -48), (136, -22), (40, -14)], steps=5), inks.HAZE)
    put(oval(-62, -62, 24, steps=18), inks.PAPER)
    put(arc(-62, -64, 25, 170, 350), inks.NIGHT)
    put([(-84, -62), (-118, -52), (-82, -54)], inks.OCHRE)
