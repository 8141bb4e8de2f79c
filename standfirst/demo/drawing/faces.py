"""The six who write and draw the demo paper, as small portraits on 600 by 600."""

from __future__ import annotations

from standfirst.demo.drawing import inks
from standfirst.demo.drawing.inks import Ink
from standfirst.demo.drawing.outlines import arc, box, oval, smooth
from standfirst.demo.drawing.sheet import Shade, Sheet


def mairin_kehoe() -> Sheet:
    sheet = _backdrop(inks.OCHRE, inks.AMBER)
    bob = [(176, 400), (158, 280), (190, 150), (300, 106), (410, 150), (442, 280), (424, 400), (370, 420), (230, 420)]
    sheet.fill(smooth(bob, steps=6), inks.STONE, Shade(inks.SLATE, "bottom", 0.7))
    _bust(sheet, inks.SKIN, inks.DEEP)
    _face(sheet)
    fringe = [(202, 262), (194, 180), (240, 120), (330, 112), (396, 160), (402, 262), (360, 214), (290, 216)]
    sheet.fill(smooth(fringe, steps=6), inks.STONE)
    for x in (258, 342):
        sheet.stroke(oval(x, 282, 34), inks.INK, 6)
    sheet.stroke([(292, 280), (308, 280)], inks.INK, 6)
    sheet.fill([(238, 428), (300, 500), (362, 428), (376, 470), (300, 552), (224, 470)], inks.PAPER)
    return sheet


def declan_tuohy() -> Sheet:
    sheet = _backdrop(inks.LEAF, inks.MOSS)
    _bust(sheet, inks.SKIN, inks.INK)
    beard = [(204, 288), (222, 296), (240, 334), (300, 322), (360, 334), (378, 296), (396, 288), (390, 376), (350, 434),
             (300, 448), (250, 434), (210, 376)]  # fmt: skip
    sheet.fill(smooth(beard, steps=6), inks.RUST, Shade(inks.DUSK, "bottom", 0.6))
    _face(sheet, mouth=inks.CORAL)
    for side in (-1, 1):
        tuft = [(300 + side * 94, 290), (300 + side * 104, 232), (300 + side * 84, 180), (300 + side * 74, 236)]
        sheet.fill(smooth(tuft, steps=5), inks.RUST)
        sheet.stroke([(300 + side * 26, 250), (300 + side * 62, 244)], inks.RUST, 9)
    sheet.fill([(262, 448), (300, 486), (338, 448), (352, 520), (300, 560), (248, 520)], inks.PAPER)
    sheet.fill([(286, 480), (314, 480), (326, 600), (274, 600)], inks.BRICK)
    return sheet


def sorcha_devane() -> Sheet:
    sheet = _backdrop(inks.PLUM, inks.DUSK)
    mane = [(148, 560), (150, 400), (164, 240), (214, 130), (300, 98), (386, 130), (436, 240), (450, 400), (452, 560),
            (390, 590), (210, 590)]  # fmt: skip
    sheet.fill(smooth(mane, steps=6), inks.BRICK, Shade(inks.RUST, "bottom", 0.85))
    _bust(sheet, inks.SKIN, inks.SEA)
    _face(sheet)
    part = [(204, 330), (190, 220), (226, 134), (300, 110), (374, 134), (410, 220), (396, 330), (376, 244), (318, 180),
            (256, 228), (224, 262)]  # fmt: skip
    sheet.fill(smooth(part, steps=6), inks.BRICK)
    for x, y in ((250, 318), (262, 326), (240, 326), (350, 318), (338, 326), (360, 326)):
        sheet.fill(oval(x, y, 3, steps=10), inks.CORAL)
    return sheet


def brid_mulqueen() -> Sheet:
    sheet = _backdrop(inks.HAZE, inks.SEA)
    _bust(sheet, inks.SKIN, inks.OCHRE)
    _face(sheet)
    for side in (-1, 1):
        lock = [(300 + side * 90, 240), (300 + side * 118, 330), (300 + side * 104, 420), (300 + side * 84, 340)]
        sheet.fill(smooth(lock, steps=5), inks.INK)
    hat = [(192, 236), (186, 160), (230, 96), (300, 76), (370, 96), (414, 160), (408, 236)]
    sheet.fill(smooth(hat, steps=6), inks.BRICK, Shade(inks.RUST, "right", 0.7))
    sheet.fill(smooth([(182, 244), (186, 196), (300, 182), (414, 196), (418, 244), (300, 232)], steps=6), inks.CORAL)
    sheet.fill(oval(300, 74, 30), inks.CREAM)
    sheet.fill(smooth([(216, 424), (300, 464), (384, 424), (400, 476), (300, 512), (200, 476)], steps=6), inks.AMBER)
    return sheet


def fintan_early() -> Sheet:
    sheet = _backdrop(inks.CORAL, inks.BRICK)
    for x, y, r in ((206, 230, 48), (210, 168, 50), (258, 124, 54), (320, 112, 54), (376, 146, 52), (398, 210, 48)):
        sheet.fill(oval(x, y, r), inks.NIGHT)
    _bust(sheet, inks.SKIN, inks.PINE)
    _face(sheet)
    for x, y, r in ((226, 192, 36), (268, 160, 46), (332, 158, 46), (376, 194, 36)):
        sheet.fill(oval(x, y, r), inks.NIGHT)
    tache = [(300, 330), (262, 340), (236, 366), (266, 364), (300, 350), (334, 364), (364, 366), (338, 340)]
    sheet.fill(smooth(tache, steps=6), inks.NIGHT)
    scarf = [(206, 426), (300, 468), (394, 426), (412, 480), (300, 532), (188, 480)]
    sheet.fill(smooth(scarf, steps=6), inks.OCHRE, Shade(inks.AMBER, "bottom", 0.8))
    sheet.fill([(318, 506), (378, 494), (396, 600), (330, 600)], inks.OCHRE)
    sheet.stroke([(326, 540), (386, 530)], inks.RUST, 7)
    sheet.stroke([(330, 566), (390, 556)], inks.RUST, 7)
    return sheet


def orla_fennick() -> Sheet:
    sheet = _backdrop(inks.SAND, inks.OCHRE)
    sheet.fill(oval(330, 110, 62), inks.NIGHT)
    sheet.stroke([(240, 146), (438, 66)], inks.BRICK, 13)
    sheet.stroke([(424, 72), (438, 66)], inks.INK, 13)
    crown = [(190, 290), (186, 200), (238, 130), (300, 112), (362, 130), (414, 200), (410, 290)]
    sheet.fill(smooth(crown, steps=6), inks.NIGHT)
    _bust(sheet, inks.SKIN_DARK, inks.BRICK)
    _face(sheet, mouth=inks.RUST)
    line = [(196, 284), (190, 200), (240, 130), (300, 114), (360, 130), (410, 200), (404, 284), (372, 220),
            (300, 192), (228, 220)]  # fmt: skip
    sheet.fill(smooth(line, steps=6), inks.NIGHT)
    for x in (196, 404):
        sheet.stroke(oval(x, 352, 17), inks.OCHRE, 6)
    return sheet


def _backdrop(ground: Ink, shadow: Ink) -> Sheet:
    sheet = Sheet(ground, width=600, height=600)
    sheet.shade(box(0, 0, 600, 600), Shade(shadow, "bottom", 0.8))
    return sheet


def _bust(sheet: Sheet, skin: Ink, coat: Ink) -> None:
    shoulders = [(60, 640), (84, 510), (180, 452), (300, 434), (420, 452), (516, 510), (540, 640)]
    sheet.fill(smooth(shoulders, steps=6), coat, Shade(inks.NIGHT, "bottom", 0.55))
    neck = [(254, 380), (346, 380), (352, 448), (300, 484), (248, 448)]
    sheet.fill(neck, skin, Shade(inks.RUST, "top", 0.6))
    head = [(300, 130), (372, 158), (402, 240), (396, 330), (356, 404), (300, 426), (244, 404), (204, 330),
            (198, 240), (228, 158)]  # fmt: skip
    sheet.fill(smooth(head, steps=6), skin, Shade(inks.RUST, "right", 0.38))
    for x in (198, 402):
        sheet.fill(oval(x, 300, 17, 30), skin)


def _face(sheet: Sheet, mouth: Ink = inks.BRICK) -> None:
    for x in (258, 342):
        sheet.fill(oval(x, 284, 9, 11, steps=20), inks.INK)
    sheet.stroke(smooth([(300, 282), (310, 326), (294, 332)], closed=False), inks.RUST, 5)
    sheet.stroke(arc(300, 352, 32, 30, 150, squash=0.6), mouth, 7)
