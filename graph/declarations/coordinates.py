"""Define coordinates: the position of a place on Earth in degrees (WGS 84, as satellite navigation gives it)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

LARGEST_LATITUDE, LARGEST_LONGITUDE = 90, 180
DECIMALS = 6
"""The number of decimals that are kept: the sixth is 11 centimetres."""
RADIUS = 6371.0088
"""The mean radius of the Earth in kilometres (International Union of Geodesy and Geophysics)."""

_TEXT = re.compile(r"(-?\d{1,2}(?:\.\d+)?), ?(-?\d{1,3}(?:\.\d+)?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Latitude (north of the equator) and longitude (east of Greenwich); south and west are negative."""

    latitude: Decimal
    longitude: Decimal

    def __post_init__(self) -> None:
        for name, largest in (("latitude", LARGEST_LATITUDE), ("longitude", LARGEST_LONGITUDE)):
            degrees = getattr(self, name)
            if not degrees.is_finite() or abs(degrees) > largest:
                message = _("Write a latitude from -90 to 90 and a longitude from -180 to 180.")
                raise ValueError(message)
            object.__setattr__(self, name, _rounded(degrees))

    @classmethod
    def parse(cls, text: str) -> Coordinates:
        """Return the coordinates of a text such as "11.5564, 104.9282"; raises ValueError for any other text."""
        match = _TEXT.fullmatch(text)
        if not match:
            message = _("“%(text)s” is not a latitude and a longitude: write them as 11.5564, 104.9282.")
            raise ValueError(message % {"text": text[:60]})
        return cls(Decimal(match[1]), Decimal(match[2]))

    def __str__(self) -> str:
        return f"{self.latitude:f}, {self.longitude:f}"

    @property
    def wkt(self) -> str:
        """The point as well-known text, which puts the longitude first."""
        return f"POINT({self.longitude:f} {self.latitude:f})"

    def kilometres_to(self, other: Coordinates) -> float:
        """Return the distance over the surface of a sphere (haversine), which is right to half a per cent."""
        here, there = math.radians(self.latitude), math.radians(other.latitude)
        turn = math.radians(other.longitude - self.longitude)
        half = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(turn / 2) ** 2
        return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))

    def lies_within(self, south_west: Coordinates, north_east: Coordinates) -> bool:
        """Return whether the point lies in a box, which may cross the line where west meets east (180°)."""
        if not south_west.latitude <= self.latitude <= north_east.latitude:
            return False
        west, east = south_west.longitude, north_east.longitude
        inside = west <= self.longitude, self.longitude <= east
        return all(inside) if west <= east else any(inside)


def _rounded(degrees: Decimal) -> Decimal:
    """Return degrees without surplus decimals and zeros, so that equal places have equal texts."""
    return round(degrees, DECIMALS).normalize() + 0
