"""Pictures of the harbour and its boats."""

from __future__ import annotations

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import Dice, Outline, box, land, moved, oval, ridge, smooth, swell
from standfirst.demo.drawing.sheet import Shade, Sheet


def north_pier() -> Sheet:
    """Low water: the ferry's ramp is down, and the slip it should meet ends in the air."""
    sheet = Sheet(inks.SAND, height=675)
    sheet.shade(box(0, 0, 1200, 360), Shade(inks.CORAL, "bottom", 0.55))
    sheet.fill(oval(318, 262, 74), inks.PAPER)
    props.cloud(sheet, 820, 130, 460, inks.CREAM, Shade(inks.CORAL, "bottom", 0.3))
    props.cloud(sheet, 90, 92, 300, inks.CREAM)
    _town_across_the_bay(sheet)
    sheet.fill(land(swell(372, lift=2, length=60)), inks.SEA, Shade(inks.DEEP, "bottom", 0.75))
    props.glitter(sheet, "path of the sun", (200, 380, 460, 560), inks.SAND, 60)
    props.glitter(sheet, "open water", (0, 400, 1200, 640), inks.HAZE, 46)
    _pier_with_slip(sheet)
    _ferry(sheet)
    for x, y, size in ((540, 120, 22), (610, 168, 15), (470, 190, 12)):
        props.gull(sheet, x, y, size, inks.INK)
    return sheet


def _town_across_the_bay(sheet: Sheet) -> None:
    sheet.fill(land(ridge("far hills", height=286, rough=26)), inks.MIST)
    sheet.fill(land(ridge("near hills", height=330, rough=16)), inks.HAZE, Shade(inks.SEA, "bottom", 0.5))
    dice = Dice("town")
    for i in range(15):
        x = 470 + i * 25
        wide, tall = dice.between(18, 26), dice.between(16, 34)
        props.house(sheet, x, 374, wide, tall, dice.one_of((inks.PAPER, inks.CREAM, inks.CORAL, inks.SAND)),
                    roof=inks.HARBOUR, pane=inks.HARBOUR, rows=2)  # fmt: skip
    sheet.fill([(612, 344), (618, 268), (624, 344)], inks.HARBOUR)


def _pier_with_slip(sheet: Sheet) -> None:
    deck = 322
    # The slip runs down from the pier to a toe that the tide has left.
    slip = [(840, deck), (1260, deck), (1260, 700), (736, 700), (736, 462), (712, 462), (712, 448)]
    sheet.fill(slip, inks.STONE, Shade(inks.SLATE, "bottom", 0.8))
    weed = smooth([(706, 454), (790, 480), (900, 478), (1010, 490), (1110, 480), (1270, 488)], closed=False)
    sheet.fill([*weed, (1270, 700), (706, 700)], inks.PINE, Shade(inks.INK, "bottom", 0.7))
    dice = Dice("weed")
    for i in range(34):
        x = 716 + i * 16 + dice.between(-5, 5)
        y = 476 + dice.between(0, 10)
        drop = dice.between(14, 46)
        sheet.fill([(x - 5, y), (x + 5, y), (x + dice.between(-3, 3), y + drop)], dice.one_of((inks.MOSS, inks.PINE)))
    sheet.fill([(700, 446), (846, 312), (862, 312), (716, 458), (700, 458)], inks.PAPER)
    sheet.fill([(838, 312), (1260, 312), (1260, 332), (846, 332)], inks.CREAM)
    for x in (930, 1050, 1170):
        sheet.fill(box(x, 296, 15, 18), inks.INK)
    for x, coat, hat in ((884, inks.BRICK, inks.OCHRE), (980, inks.DEEP, None), (1006, inks.OCHRE, inks.PAPER)):
        props.person(sheet, x, 314, 62, coat, hat=hat, flip=True)
    sheet.stroke([(1120, 314), (1120, 150)], inks.INK, 4)
    sheet.fill([(1120, 152), (1074, 166), (1120, 180)], inks.BRICK)


def _ferry(sheet: Sheet) -> None:
    water = 520
    hull = [(36, water - 78), (520, water - 78), (548, water - 22), (520, water + 22), (70, water + 22)]
    sheet.fill(hull, inks.INK, Shade(inks.HARBOUR, "top", 0.5))
    sheet.fill([(40, water - 70), (524, water - 70), (530, water - 56), (46, water - 56)], inks.BRICK)
    sheet.fill(box(74, water - 190, 150, 114), inks.PAPER, Shade(inks.STONE, "right", 0.5))
    sheet.fill(box(92, water - 250, 104, 62), inks.CREAM, Shade(inks.STONE, "right", 0.4))
    for x in (100, 133, 166):
        sheet.fill(box(x, water - 240, 25, 26), inks.DEEP)
    for x in (92, 132, 172):
        sheet.fill(oval(x + 12, water - 132, 13), inks.DEEP)
    sheet.fill(box(110, water - 316, 30, 66), inks.BRICK)
    sheet.fill(box(110, water - 300, 30, 12), inks.PAPER)
    sheet.stroke([(186, water - 250), (186, water - 350)], inks.INK, 4)
    sheet.stroke([(168, water - 330), (204, water - 330)], inks.INK, 3)
    # One car waits on deck; the ramp hangs a good metre short of the concrete.
    sheet.fill(smooth([(316, water - 80), (318, water - 108), (350, water - 114), (372, water - 138),
                       (426, water - 138),
                       (448, water - 110), (476, water - 104), (478, water - 80)], steps=3), inks.OCHRE)  # fmt: skip
    sheet.fill([(376, water - 112), (386, water - 131), (420, water - 131), (436, water - 112)], inks.DEEP)
    for x in (348, 446):
        sheet.fill(oval(x, water - 82, 14), inks.NIGHT)
    sheet.fill([(516, water - 84), (524, water - 68), (668, water - 22), (672, water - 34)], inks.OCHRE)
    sheet.stroke([(500, water - 170), (500, water - 78)], inks.INK, 5)
    sheet.stroke([(500, water - 166), (640, water - 42)], inks.INK, 2)
    sheet.fill(land(swell(water + 16, lift=4, length=70)), inks.DEEP, Shade(inks.INK, "bottom", 0.8))
    props.glitter(sheet, "under the bow", (20, water + 24, 1180, 660), inks.SEA, 44)


def fleet() -> Sheet:
    """Three trawlers in port, bows to the quay."""
    sheet = Sheet(inks.MIST)
    sheet.shade(box(0, 0, 1200, 460), Shade(inks.PAPER, "bottom", 0.9))
    sheet.fill(land(ridge("quiet hills", height=372, rough=24)), inks.HAZE, Shade(inks.SEA, "bottom", 0.4))
    sheet.fill(land(swell(470, lift=1, length=90)), inks.SEA, Shade(inks.DEEP, "bottom", 0.9))
    _bow(sheet, 960, 600, 0.84, inks.MOSS)
    _bow(sheet, 250, 640, 0.96, inks.HARBOUR)
    _bow(sheet, 610, 716, 1.22, inks.BRICK)
    props.glitter(sheet, "still harbour", (0, 690, 1200, 800), inks.HAZE, 34)
    for x, y, size in ((420, 140, 30), (500, 96, 20), (800, 150, 24), (1090, 90, 18), (120, 110, 16)):
        props.gull(sheet, x, y, size, inks.PAPER if y > 100 else inks.INK)
    return sheet


def _bow(sheet: Sheet, x: float, y: float, scale: float, paint: Ink) -> None:
    """A trawler end on, its stem at (x, y)."""

    def put(points: Outline, ink: Ink, shade: Shade | None = None) -> None:
        sheet.fill(moved(points, x, y, scale=scale), ink, shade)

    def line(points: Outline, ink: Ink, width: float) -> None:
        sheet.stroke(moved(points, x, y, scale=scale), ink, width * scale)

    put([(-118, -16), (118, -16), (84, 90), (0, 130), (-84, 90)], inks.DEEP, Shade(inks.NIGHT, "top", 0.8))
    for side in (-1, 1):
        line([(side * 60, -300), (side * 150, -480)], inks.INK, 5)
        line([(0, -500), (side * 140, -300)], inks.INK, 2)
    line([(0, -300), (0, -540)], inks.INK, 8)
    line([(-46, -470), (46, -470)], inks.INK, 5)
    put(box(-92, -380, 184, 170), inks.PAPER, Shade(inks.STONE, "right", 0.7))
    put(box(-104, -392, 208, 18), paint)
    for left in (-80, -24, 32):
        put(box(left, -356, 48, 52), inks.INK, Shade(inks.SEA, "top", 0.6))
    flare = smooth([(-176, -292), (-172, -190), (-138, -90), (-72, -6), (-58, 0)], closed=False, steps=6)
    left_side = [(0, 0), (0, -250), (-92, -266), *flare]
    right_side = [(-px, py) for px, py in left_side]
    put(left_side, paint, Shade(inks.INK, "bottom", 0.35))
    put(right_side, paint, Shade(inks.INK, "right", 0.75))
    rail = smooth([(-178, -294), (-92, -268), (0, -252), (92, -268), (178, -294)], closed=False)
    line(rail, inks.PAPER, 11)
    line([(0, -250), (0, 4)], inks.INK, 4)
    for side in (-1, 1):
        put(oval(side * 96, -196, 13, 16), inks.INK)
        line([(side * 96, -190), (side * 92, -120)], inks.INK, 4)
    put(box(-112, -20, 224, 20), inks.INK)
    put([(-120, -4), (120, -4), (150, 6), (-150, 6)], inks.FOAM)


def lifeboat_dog() -> Sheet:
    """A dog swims home under its own power; the lifeboat follows at a respectful distance."""
    sheet = Sheet(inks.SEA)
    sheet.fill(box(0, 0, 1200, 210), inks.CREAM, Shade(inks.OCHRE, "bottom", 0.4))
    sheet.fill(land(ridge("headland", height=176, rough=34, right=700, steps=9)), inks.HAZE)
    sheet.fill(land(ridge("headland beyond", height=196, rough=12)), inks.MIST)
    sheet.fill(land(swell(228, lift=3, length=70)), inks.SEA, Shade(inks.DEEP, "bottom", 0.85))
    for i, height in enumerate((300, 380, 480, 600, 720)):
        band = swell(height, lift=4 + i * 2.4, length=120 + i * 50, phase=i * 0.37)
        foot = [(px, py + 7 + i * 2.5) for px, py in reversed(band)]
        sheet.fill([*band, *foot], inks.HAZE if i < 3 else inks.SEA)
    _lifeboat(sheet, 850, 330)
    wake = [(470, 640), (180, 800), (-60, 800), (-60, 760)]
    sheet.fill(wake, inks.FOAM, Shade(inks.SEA, "left", 0.7))
    sheet.fill([(500, 640), (1010, 800), (800, 800)], inks.FOAM, Shade(inks.SEA, "right", 0.7))
    _dog(sheet, 450, 610)
    return sheet


def _lifeboat(sheet: Sheet, x: float, y: float) -> None:
    for i, hat in enumerate((inks.PAPER, inks.PAPER)):
        props.person(sheet, x - 46 + i * 70, y + 4, 118, inks.OCHRE, hat=hat, flip=True)
    hull = [(x - 180, y - 42), (x - 150, y - 52), (x + 150, y - 52), (x + 162, y + 22), (x - 108, y + 22)]
    sheet.fill(smooth(hull, steps=5), inks.BRICK, Shade(inks.RUST, "bottom", 0.8))
    sheet.stroke([(x - 172, y - 42), (x + 150, y - 42)], inks.CORAL, 12)
    sheet.fill(box(x + 144, y - 84, 34, 60), inks.INK)
    sheet.fill(smooth([(x - 220, y + 34), (x - 120, y + 16), (x, y + 22), (x + 160, y + 14), (x + 300, y + 36)],
                      steps=6), inks.FOAM)  # fmt: skip


def _dog(sheet: Sheet, x: float, y: float) -> None:
    def put(points: Outline, ink: Ink, shade: Shade | None = None) -> None:
        sheet.fill(moved(points, x, y, scale=1.32), ink, shade)

    neck = [(-96, 60), (-90, -30), (-66, -104), (0, -128), (66, -104), (90, -30), (96, 60)]
    put(smooth(neck, steps=6), inks.RUST, Shade(inks.DUSK, "bottom", 0.7))
    put(smooth([(-62, -118), (-118, -104), (-136, -30), (-106, 20), (-78, -20), (-60, -70)], steps=6), inks.DUSK)
    put(smooth([(62, -118), (118, -104), (136, -30), (106, 20), (78, -20), (60, -70)], steps=6), inks.DUSK)
    put(smooth([(-16, -120), (-24, -40), (-52, 6), (-44, 46), (0, 58), (44, 46), (52, 6), (24, -40), (16, -120)],
               steps=6), inks.CREAM, Shade(inks.SAND, "bottom", 0.6))  # fmt: skip
    put(smooth([(-30, -2), (0, -14), (30, -2), (14, 24), (-14, 24)], steps=6), inks.NIGHT)
    for side in (-1, 1):
        put(oval(side * 46, -58, 13), inks.NIGHT)
        put(oval(side * 46 + 4, -62, 4), inks.PAPER)
    collar = smooth([(-98, 50), (0, 84), (98, 50), (104, 80), (0, 116), (-104, 80)], steps=6)
    put(collar, inks.OCHRE)
    chop = [(-230, 112), (-170, 92), (-120, 76), (-84, 96), (-40, 74), (6, 92), (50, 72), (96, 94), (130, 76),
            (180, 94),
            (240, 114), (150, 150), (60, 136), (-10, 160), (-90, 138), (-160, 150)]  # fmt: skip
    put(smooth(chop, steps=6), inks.FOAM, Shade(inks.HAZE, "bottom", 0.9))
