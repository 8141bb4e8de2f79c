"""Pictures of what goes on indoors."""

from __future__ import annotations

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import (
    Dice,
    Outline,
    arc,
    box,
    moved,
    oval,
    smooth,
)
from standfirst.demo.drawing.sheet import Shade, Sheet


def council_chamber() -> Sheet:
    """Seventeen councillors from the public gallery, nine hands up."""
    sheet = Sheet(inks.MOSS)
    sheet.shade(box(0, 0, 1200, 800), Shade(inks.PINE, "bottom", 0.9))
    for x in (110, 380, 650, 920):
        pane = [(x, 330), (x, 120), *arc(x + 85, 120, 85, 180, 360), (x + 170, 330)]
        sheet.fill(pane, inks.SAND, Shade(inks.OCHRE, "bottom", 0.6))
        sheet.stroke([(x + 85, 36), (x + 85, 330)], inks.PINE, 7)
        sheet.stroke([(x, 180), (x + 170, 180)], inks.PINE, 7)
    sheet.fill(box(490, 286, 220, 150), inks.RUST, Shade(inks.DUSK, "bottom", 0.8))
    props.person(sheet, 600, 400, 200, inks.INK, hat=None)
    sheet.fill(box(470, 360, 260, 110), inks.AMBER, Shade(inks.RUST, "bottom", 0.7))
    sheet.fill(oval(600, 414, 27), inks.OCHRE)
    for row, (count, y, size, spread) in enumerate(((5, 520, 120, 560), (6, 620, 158, 800), (6, 760, 210, 1010))):
        _bench(sheet, row, count, y, size, spread)
    return sheet


# Who has a hand up, bench by bench: nine of seventeen, which is how the car park was carried.
_HANDS = ((0, 2, 3), (1, 2, 5), (0, 3, 4))


def _bench(sheet: Sheet, row: int, count: int, y: float, size: float, spread: float) -> None:
    coats: tuple[Ink, ...] = (inks.INK, inks.PLUM, inks.HARBOUR, inks.BRICK, inks.SLATE, inks.DEEP)
    hair: tuple[Ink, ...] = (inks.DUSK, inks.STONE, inks.RUST, inks.INK, inks.AMBER, inks.PAPER)
    for i in range(count):
        along = (i + 0.5) / count - 0.5
        x, foot = 600 + along * spread, y - 40 * abs(along) * 2 + 24
        if i in _HANDS[row]:
            lift = size * 0.98
            arm = smooth([(x + size * 0.2, foot - size * 0.3), (x + size * 0.36, foot - size * 0.66),
                          (x + size * 0.32, foot - lift)], closed=False)  # fmt: skip
            sheet.stroke(arm, coats[(i + row) % 6], size * 0.13)
            sheet.fill(oval(x + size * 0.32, foot - lift - size * 0.06, size * 0.085, size * 0.11), inks.SKIN)
        body = [(-0.42, 0.1), (-0.38, -0.26), (-0.16, -0.42), (0.16, -0.42), (0.38, -0.26), (0.42, 0.1)]
        sheet.fill(
            smooth(moved(body, x, foot, scale=size), steps=5), coats[(i + row) % 6], Shade(inks.NIGHT, "bottom", 0.5)
        )
        sheet.fill(box(x - size * 0.08, foot - size * 0.52, size * 0.16, size * 0.16), inks.SKIN)
        sheet.fill(oval(x, foot - size * 0.66, size * 0.17, size * 0.2), hair[(i * 2 + row) % 6])
    rail = [(600 - spread * 0.56, y - 6), (600, y + 26), (600 + spread * 0.56, y - 6)]
    top = smooth(rail, closed=False, steps=12)
    sheet.fill(
        [*top, *[(px, py + size * 0.34) for px, py in reversed(top)]], inks.AMBER, Shade(inks.RUST, "bottom", 0.8)
    )
    sheet.stroke(top, inks.OCHRE, 6)


def library() -> Sheet:
    """The reading room on a Monday evening."""
    sheet = Sheet(inks.DUSK)
    spines: tuple[Ink, ...]
    spines = (inks.BRICK, inks.OCHRE, inks.SEA, inks.CREAM, inks.MOSS, inks.PLUM, inks.CORAL, inks.HARBOUR)
    dice = Dice("shelves")
    for shelf in range(4):
        foot = 150 + shelf * 150
        x = 0.0
        while x < 1200:
            wide, tall = dice.between(13, 34), dice.between(88, 126)
            if dice.between(0, 1) > 0.07:
                ink = dice.one_of(spines)
                sheet.fill(box(x, foot - tall, wide - 2, tall), ink)
                sheet.fill(box(x + 3, foot - tall * 0.8, wide - 8, 7), inks.INK)
            x += wide
        sheet.fill(box(0, foot, 1200, 16), inks.RUST)
    for x in (-8, 292, 892, 1192):
        sheet.fill(box(x, 0, 18, 620), inks.RUST, Shade(inks.DUSK, "right", 0.7))
    sheet.shade(box(0, 0, 1200, 620), Shade(inks.NIGHT, "top", 0.75))
    sheet.glow(oval(540, 430, 420, 300), inks.OCHRE, 0.5)
    sheet.fill(box(0, 612, 1200, 200), inks.NIGHT)
    sheet.stroke(smooth([(300, 616), (296, 470), (330, 400), (392, 398)], closed=False), inks.INK, 8)
    sheet.fill(oval(300, 618, 54, 14), inks.INK)
    shade = moved([(-62, 44), (-26, -30), (26, -30), (62, 44)], 410, 410, turn=-24)
    sheet.fill(shade, inks.MOSS, Shade(inks.PINE, "left", 0.8))
    sheet.fill(moved(oval(0, 46, 40, 13), 410, 410, turn=-24), inks.PAPER)
    body = [(470, 640), (480, 520), (540, 470), (620, 470), (680, 520), (700, 640)]
    sheet.fill(smooth(body, steps=6), inks.BRICK, Shade(inks.DUSK, "bottom", 0.7))
    sheet.fill(oval(584, 424, 46, 54), inks.SKIN)
    sheet.fill(
        smooth([(534, 440), (530, 386), (580, 356), (634, 380), (634, 420), (600, 396), (556, 410)], steps=6), inks.INK
    )
    sheet.fill(box(180, 616, 840, 34), inks.AMBER, Shade(inks.RUST, "bottom", 0.7))
    sheet.fill(box(230, 650, 30, 160), inks.RUST)
    sheet.fill(box(940, 650, 30, 160), inks.RUST)
    for side in (-1, 1):
        page = [(590, 606), (590 + side * 40, 570), (590 + side * 112, 566), (590 + side * 116, 604)]
        sheet.fill(page, inks.PAPER, Shade(inks.SAND, "bottom", 0.7))
    for i, (ink, wide) in enumerate(((inks.SEA, 130), (inks.OCHRE, 112), (inks.CREAM, 122), (inks.PLUM, 98))):
        sheet.fill(box(806 - wide / 2 + i * 4, 596 - i * 22, wide, 20), ink)
    return sheet


def outboards() -> Sheet:
    """Engines on a rail in the Garda store, each with its label, and one place empty."""
    sheet = Sheet(inks.HARBOUR)
    sheet.shade(box(0, 0, 1200, 700), Shade(inks.INK, "top", 0.9))
    sheet.fill(box(0, 690, 1200, 120), inks.INK)
    sheet.fill(box(0, 220, 1200, 46), inks.AMBER, Shade(inks.RUST, "bottom", 0.7))
    hoods: tuple[Ink | None, ...] = (inks.BRICK, inks.OCHRE, None, inks.SEA, inks.PAPER)
    dice = Dice("labels")
    for i, hood in enumerate(hoods):
        x = 172 + i * 216
        if hood is None:
            for side in (-1, 1):
                sheet.fill(box(x + side * 44 - 9, 206, 18, 74), inks.INK)
            continue
        _engine(sheet, x, hood)
        tag = moved([(-26, 0), (26, 0), (26, 70), (-26, 70)], x + 62, 330, turn=dice.between(-9, 9))
        sheet.stroke([(x + 34, 280), (x + 62, 334)], inks.CREAM, 2)
        sheet.fill(tag, inks.SAND)
    return sheet


def _engine(sheet: Sheet, x: float, hood: Ink) -> None:
    def put(points: Outline, ink: Ink, shade: Shade | None = None) -> None:
        sheet.fill(moved(points, x, 0), ink, shade)

    put([(-26, 300), (26, 300), (20, 560), (-20, 560)], inks.STONE, Shade(inks.SLATE, "right", 0.9))
    put([(-66, 520), (62, 520), (40, 542), (-44, 542)], inks.SLATE)
    put(smooth([(-30, 560), (-64, 580), (-70, 600), (-30, 618), (40, 612), (66, 596), (30, 570)], steps=5), inks.STONE)
    put([(-24, 612), (8, 612), (-10, 684), (-32, 664)], inks.SLATE)
    for blade in (-1, 1):
        put(smooth([(66, 594), (92, 594 + blade * 62), (116, 594 + blade * 46), (84, 596)], steps=5), inks.OCHRE)
    put(smooth([(-74, 300), (-84, 180), (-62, 108), (0, 92), (64, 108), (86, 190), (74, 300)], steps=6), hood,
        Shade(inks.NIGHT, "right", 0.6))  # fmt: skip
    put([(-80, 214), (82, 214), (80, 236), (-79, 236)], inks.CREAM)
    put(box(-78, 288, 156, 24), inks.NIGHT)
    put(box(-52, 262, 18, 70), inks.INK)
    put(box(30, 262, 18, 70), inks.INK)
    put([(-78, 250), (-130, 226), (-136, 240), (-78, 272)], inks.INK)
