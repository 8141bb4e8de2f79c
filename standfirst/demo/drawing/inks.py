"""The inks of the house: every picture of the demo paper is printed from these, and mixes no others."""

type Ink = tuple[int, int, int]


def _ink(code: str) -> Ink:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


PAPER = _ink("f3ecdd")
CREAM = _ink("ece0c8")
SAND = _ink("dfc9a0")
OCHRE = _ink("d9a03f")
AMBER = _ink("c17f2b")
CORAL = _ink("d98263")
BRICK = _ink("b5472f")
RUST = _ink("85321f")
PLUM = _ink("5c3550")
DUSK = _ink("3a2540")
LEAF = _ink("9aa669")
MOSS = _ink("5f7042")
PINE = _ink("37472f")
FOAM = _ink("d5dfd8")
MIST = _ink("a9bfbd")
HAZE = _ink("7c9ba0")
SEA = _ink("44808a")
HARBOUR = _ink("24566b")
DEEP = _ink("173c50")
INK = _ink("13273a")
NIGHT = _ink("0d1a2a")
STONE = _ink("b9b3a6")
SLATE = _ink("6f7a80")
SKIN = _ink("d6a57f")
SKIN_DARK = _ink("8f5b3e")
