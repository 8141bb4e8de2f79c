"""The part of a map that an address means: a middle and a zoom, which a player wants as a box."""

from __future__ import annotations

import math
from collections.abc import Mapping

# A map as our pages show it, in pixels, and a tile of the whole world at zoom 0.
WIDE, HIGH, TILE = 640, 480, 256
# Beyond it the map's projection ends.
NORTHERNMOST = 85.0


def parts_of_map(found: Mapping[str, str]) -> dict[str, str]:
    """The box around the middle (`%2C` between its sides: west, south, east, north), and the pin where there is one."""
    middle, zoom = float(found["lon"]), int(found["zoom"])
    latitude = max(-NORTHERNMOST, min(NORTHERNMOST, float(found["lat"])))
    degrees = min(360.0, 360 / 2**zoom * WIDE / TILE)
    # Degrees of latitude are the nearer together on this map, the further they are from the equator.
    upwards = min(NORTHERNMOST, degrees * HIGH / WIDE * math.cos(math.radians(latitude)))
    sides = (middle - degrees / 2, latitude - upwards / 2, middle + degrees / 2, latitude + upwards / 2)
    mlat, mlon = found.get("mlat", ""), found.get("mlon", "")
    return {
        "box": "%2C".join(f"{side:.6f}" for side in sides),
        "pin": f"?mlat={mlat}&mlon={mlon}" if mlat else "",
        "marker": f"&marker={mlat}%2C{mlon}" if mlat else "",
    }
