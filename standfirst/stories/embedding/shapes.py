"""Which room an embed keeps in the page, played or not: one of a few shapes that the style sheet knows."""

from __future__ import annotations

RATIOS = {
    "16x9": 16 / 9,
    "4x3": 4 / 3,
    "1x1": 1.0,
    "4x5": 4 / 5,
    "9x16": 9 / 16,
    "2x1": 2.0,
}
# Players of sound are bars of a fixed height, whatever the width.
BARS = {"bar-low": 152, "bar": 166, "bar-high": 352}
SHAPES = {*RATIOS, *BARS}


def nearest_shape(width: int, height: int) -> str:
    """The shape whose proportions come nearest; "16x9" where they are not told."""
    if width <= 0 or height <= 0:
        return "16x9"
    told = width / height
    # Compared as factors: twice as wide is as far away as half as wide.
    return min(RATIOS, key=lambda name: max(told / RATIOS[name], RATIOS[name] / told))
