"""Pictures of weather and of the lights that are lit against it."""

from __future__ import annotations

from standfirst.demo.drawing import inks, props
from standfirst.demo.drawing.outlines import Dice, arc, box, land, moved, oval, ridge, smooth, swell
from standfirst.demo.drawing.sheet import Shade, Sheet


def storm() -> Sheet:
    """A sea coming over the wall at the end of the promenade."""
    sheet = Sheet(inks.HARBOUR)
    sheet.shade(box(0, 0, 1200, 620), Shade(inks.NIGHT, "top", 0.95))
    for height, rough in ((210, 34), (120, 40)):
        under = ridge(f"cloud base {height}", height=height, rough=rough, steps=9)
        sheet.fill([*under, (1240, -10), (-40, -10)], inks.DEEP, Shade(inks.NIGHT, "top", 0.85))
    _lamp_post(sheet, 1010, 640, 330)
    sheet.fill(land(swell(478, lift=14, length=230)), inks.SEA, Shade(inks.INK, "bottom", 0.9))
    _breaker(sheet)
    dice = Dice("spray")
    for _ in range(210):
        x = dice.between(150, 1060)
        y = 300 - dice.between(0, 250) * (1 - abs(x - 600) / 620) + dice.between(-30, 70)
        sheet.fill(oval(x, y, dice.between(1.5, 6.5), steps=10), inks.FOAM)
    wall = [(640, 800), (700, 622), (1240, 606), (1240, 800)]
    sheet.fill(wall, inks.SLATE, Shade(inks.INK, "bottom", 0.8))
    sheet.fill([(694, 628), (690, 606), (1240, 586), (1240, 610)], inks.STONE)
    for x in range(760, 1240, 92):
        sheet.stroke([(x, 626), (x - 14, 800)], inks.INK, 2.4)
    for y in (676, 732):
        sheet.stroke([(668, y + 6), (1240, y - 8)], inks.INK, 2.4)
    props.rain(sheet, "gale", inks.MIST, count=120, slant=-0.75, length=60)
    return sheet


def _breaker(sheet: Sheet) -> None:
    body = [(-20, 800), (-20, 560), (110, 500), (220, 400), (330, 270), (470, 170), (640, 140), (800, 190),
            (900, 290), (930, 400), (880, 470), (850, 420), (800, 350), (720, 310), (640, 330), (600, 400),
            (606, 500), (660, 600), (760, 690), (900, 800)]  # fmt: skip
    sheet.fill([*smooth(body, closed=False, steps=8), (-20, 800)], inks.SEA, Shade(inks.DEEP, "bottom", 0.85))
    hollow = [(640, 330), (600, 400), (606, 500), (660, 600), (560, 690), (440, 640), (400, 520), (450, 390),
              (540, 320)]  # fmt: skip
    sheet.fill(smooth(hollow, steps=8), inks.HARBOUR, Shade(inks.INK, "right", 0.9))
    for i in range(4):
        rib = [(600 - i * 46, 330 + i * 4), (540 - i * 54, 420 + i * 14), (540 - i * 52, 530 + i * 20),
               (600 - i * 44, 660)]  # fmt: skip
        sheet.stroke(smooth(rib, closed=False), inks.HAZE if i % 2 else inks.FOAM, 5 - i)
    crest = [(200, 420), (320, 262), (460, 156), (640, 120), (812, 172), (922, 276), (958, 400), (930, 486), (884, 500),
             (852, 444), (838, 470), (800, 400), (776, 420), (742, 350), (700, 366), (664, 316), (610, 352),
             (560, 300), (470, 330), (400, 320), (330, 380), (280, 370)]  # fmt: skip
    sheet.fill(smooth(crest, steps=8), inks.FOAM, Shade(inks.MIST, "left", 0.8))
    foot = [(-20, 700), (120, 660), (260, 700), (420, 650), (560, 700), (700, 640), (800, 700), (900, 690),
            (960, 800), (-20, 800)]  # fmt: skip
    sheet.fill(smooth(foot, steps=6), inks.FOAM, Shade(inks.SEA, "bottom", 0.8))


def _lamp_post(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    top = foot - tall
    sheet.glow(oval(x, top, 190), inks.OCHRE, 0.85)
    sheet.stroke([(x, foot), (x, top)], inks.INK, 9)
    sheet.fill([(x - 20, top - 26), (x + 20, top - 26), (x + 13, top + 16), (x - 13, top + 16)], inks.PAPER)
    sheet.fill([(x - 26, top - 26), (x, top - 50), (x + 26, top - 26)], inks.INK)


def lighthouse() -> Sheet:
    """Carrick Head at nightfall."""
    sheet = Sheet(inks.DEEP)
    sheet.shade(box(0, 0, 1200, 560), Shade(inks.NIGHT, "top", 0.9))
    sheet.shade(box(0, 300, 1200, 300), Shade(inks.PLUM, "bottom", 0.75))
    dice = Dice("stars")
    for _ in range(70):
        sheet.fill(oval(dice.between(0, 1200), dice.between(0, 360), dice.between(1, 2.6), steps=8), inks.FOAM)
    lamp = (826, 196)
    sheet.fill([lamp, (-40, 40), (-40, 236)], inks.SAND, Shade(inks.DEEP, "left", 0.9))
    sheet.fill([lamp, (1240, 214), (1240, 300)], inks.HAZE, Shade(inks.DEEP, "right", 0.9))
    sheet.glow(oval(*lamp, 150), inks.OCHRE, 0.95)
    sheet.fill(land(swell(570, lift=2, length=80)), inks.HARBOUR, Shade(inks.NIGHT, "bottom", 0.95))
    props.glitter(sheet, "light on the race", (0, 580, 700, 780), inks.SAND, 46)
    props.glitter(sheet, "dark water", (0, 580, 1200, 800), inks.SEA, 40)
    rock = [(470, 812), (540, 700), (600, 668), (628, 590), (700, 548), (760, 500), (910, 492), (980, 520), (1050, 590),
            (1130, 620), (1240, 610), (1240, 812)]  # fmt: skip
    sheet.fill([*smooth(rock[:-1], closed=False, steps=4), rock[-1]], inks.INK, Shade(inks.HARBOUR, "top", 0.6))
    _tower(sheet, *lamp)
    props.house(sheet, 930, 524, 118, 58, inks.PAPER, roof=inks.NIGHT, pane=inks.OCHRE, rows=1, columns=3,
                shade=Shade(inks.HAZE, "right", 0.7))  # fmt: skip
    surf = [(440, 800), (500, 742), (560, 760), (640, 730), (700, 770), (820, 750), (900, 800)]
    sheet.fill(smooth(surf, steps=6), inks.FOAM, Shade(inks.HARBOUR, "bottom", 0.8))
    return sheet


def _tower(sheet: Sheet, x: float, y: float) -> None:
    tower = [(x - 40, y + 60), (x + 40, y + 60), (x + 62, y + 316), (x - 62, y + 316)]
    sheet.fill(tower, inks.PAPER)
    for start, end in ((110, 170), (230, 290)):
        wide = [40 + (start - 60) * 22 / 256, 40 + (end - 60) * 22 / 256]
        sheet.fill([(x - wide[0], y + start), (x + wide[0], y + start), (x + wide[1], y + end), (x - wide[1], y + end)],
                   inks.BRICK)  # fmt: skip
    sheet.shade(tower, Shade(inks.NIGHT, "right", 0.75))
    sheet.fill(box(x - 13, y + 184, 20, 32), inks.INK)
    sheet.fill(box(x - 10, y + 300, 26, 22), inks.INK)
    sheet.fill(box(x - 58, y + 44, 116, 18), inks.INK)
    sheet.fill(box(x - 32, y - 30, 64, 74), inks.OCHRE)
    sheet.fill(box(x - 18, y - 26, 36, 66), inks.PAPER)
    for bar in (-32, -11, 11, 32):
        sheet.stroke([(x + bar, y - 30), (x + bar, y + 44)], inks.INK, 4)
    sheet.fill(arc(x, y - 28, 44, 180, 360), inks.BRICK)
    sheet.stroke([(x, y - 70), (x, y - 104)], inks.INK, 5)
    sheet.stroke([(x - 56, y + 30), (x + 56, y + 30)], inks.INK, 3)


def rain_street() -> Sheet:
    """Slip Street in the kind of rain that has the right of way."""
    sheet = Sheet(inks.MIST)
    sheet.shade(box(0, 0, 1200, 420), Shade(inks.HAZE, "top", 0.9))
    sheet.fill(land(ridge("hill behind the street", height=200, rough=30)), inks.HAZE)
    walls = (inks.CORAL, inks.PAPER, inks.SEA, inks.OCHRE, inks.LEAF, inks.BRICK, inks.CREAM)
    dice = Dice("slip street")
    x = -30.0
    for wall in walls:
        wide = dice.between(160, 210)
        tall = dice.between(260, 330)
        props.house(sheet, x, 560, wide, tall, wall, roof=inks.DEEP, pane=inks.DEEP, rows=3,
                    shade=Shade(inks.DUSK, "bottom", 0.35))  # fmt: skip
        sheet.fill(box(x + 10, 482, wide - 20, 78), inks.INK, Shade(inks.HARBOUR, "top", 0.8))
        sheet.fill(box(x + 6, 462, wide - 12, 22), dice.one_of((inks.BRICK, inks.MOSS, inks.PLUM, inks.DEEP)))
        x += wide
    sheet.fill(box(0, 560, 1200, 240), inks.HARBOUR, Shade(inks.INK, "bottom", 0.8))
    sheet.fill(box(0, 560, 1200, 16), inks.STONE)
    props.glitter(sheet, "wet street", (0, 590, 1200, 790), inks.HAZE, 60)
    _umbrella(sheet, 330, 690, 250, inks.BRICK, inks.OCHRE)
    _umbrella(sheet, 560, 640, 196, inks.OCHRE, inks.PLUM, flip=True)
    _umbrella(sheet, 920, 740, 310, inks.INK, inks.MOSS, flip=True)
    props.rain(sheet, "slip street rain", inks.PAPER, count=150, slant=-0.3, length=52)
    return sheet


def _umbrella(
    sheet: Sheet, x: float, y: float, tall: float, cloth: inks.Ink, coat: inks.Ink, *, flip: bool = False
) -> None:
    reflection = [(-0.16, 0), (0.16, 0), (0.1, 0.3), (-0.1, 0.3)]
    sheet.fill(moved(reflection, x, y, scale=tall), inks.DEEP, Shade(inks.HARBOUR, "bottom", 0.9))
    props.person(sheet, x, y, tall, coat, legs=inks.NIGHT, flip=flip)
    lean = -6 if flip else 6
    sheet.stroke(moved([(0.17, -0.5), (0.06, -1.16)], x, y, scale=tall, turn=lean), inks.INK, tall * 0.02)
    sheet.fill(moved(oval(0.165, -0.54, 0.045), x, y, scale=tall, turn=lean), coat)
    dome = [*arc(0.06, -0.98, 0.42, 180, 360, squash=0.62)]
    teeth = [(0.48 - i * 0.105, -0.98 + (0.035 if i % 2 else 0)) for i in range(9)]
    sheet.fill(moved([*dome, *teeth], x, y, scale=tall, turn=lean), cloth, Shade(inks.NIGHT, "bottom", 0.5))
    for rib in (-0.16, 0.06, 0.28):
        sheet.stroke(moved(smooth([(0.06, -1.24), ((rib + 0.06) / 2 + (rib - 0.06) * 0.28, -1.16), (rib, -0.97)],
                                  closed=False), x, y, scale=tall, turn=lean), inks.PAPER, 1.6)  # fmt: skip
