"""The outlines of countries and where a place is on the map: the files that `make frontend` makes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from django.contrib.staticfiles import finders

FILE = "vendor/world/world.json"
# The polynomial of the projection Equal Earth (Šavrič, Patterson and Jenny, 2018), as d3-geo has it.
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
M = math.sqrt(3) / 2


@dataclass(frozen=True)
class Outline:
    """A country on the map: its middle, and its shape as GeoJSON unless it is too small to have one."""

    x: float
    y: float
    small: bool
    longitude: float
    latitude: float
    geometry: dict[str, Any] | None = None

    @property
    def shape(self) -> dict[str, Any]:
        """Return a geometry in any case: that of a place without an outline is its middle."""
        return self.geometry or {"type": "Point", "coordinates": [self.longitude, self.latitude]}


@dataclass(frozen=True)
class World:
    """The map with its outlines by M49 code. It is empty where `make frontend` has not been run."""

    width: float = 1000
    height: float = 500
    rotation: float = 0
    scale: float = 1
    translation: tuple[float, float] = (0, 0)
    places: dict[str, Outline] = field(default_factory=dict)

    def position(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place is on the map, in its units."""
        turned = (longitude + self.rotation + 180) % 360 - 180
        lifted = math.asin(M * math.sin(math.radians(latitude)))
        square = lifted * lifted
        sixth = square**3
        x = math.radians(turned) * math.cos(lifted) / (M * (A1 + 3 * A2 * square + sixth * (7 * A3 + 9 * A4 * square)))
        y = lifted * (A1 + A2 * square + sixth * (A3 + A4 * square))
        return round(self.translation[0] + self.scale * x, 1), round(self.translation[1] - self.scale * y, 1)


@cache
def world() -> World:
    found = finders.find(FILE)
    if found is None:
        return World()
    read = orjson.loads(Path(found).read_bytes())
    places = {code: Outline(**place) for code, place in read.pop("places").items()}
    return World(**read, places=places)
