"""Define declarations of places on Earth. docs/contributors.md explains this kind of field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

import pyoxigraph as ox
from rdflib import SH, Literal, URIRef

from graph.declarations.base import Constraints, Field, Json
from graph.declarations.columns import Cell, Column
from graph.declarations.coordinates import LARGEST_LATITUDE, LARGEST_LONGITUDE, Coordinates
from graph.declarations.literals import typed
from graph.declarations.namespaces import GEO, GEOSPARQL, XSD

if TYPE_CHECKING:
    from graph.declarations.registration import Registry

DEGREES = {"latitude": (GEO.lat, LARGEST_LATITUDE), "longitude": (GEO.long, LARGEST_LONGITUDE)}
"""The predicate and the largest value of each coordinate."""


def _degrees(name: str) -> Cell:
    return lambda value, titles: value[name]


@dataclass(frozen=True)
class Point(Field):
    """A point on Earth: {"latitude": "11.5564", "longitude": "104.9282"}.

    RDF states it twice on the resource itself: as numbers in the terms of W3C's Basic Geo, and under the predicate as
    well-known text, with which GeoSPARQL computes. `locn:geometry` suits as predicate: unlike `geosparql:asWKT`, it
    does not say that the resource is a geometry.
    """

    has_geometry: ClassVar[bool] = True

    @property
    def datatypes(self) -> tuple[URIRef, ...]:
        return (GEOSPARQL.wktLiteral,)

    def signatures(self) -> Iterator[tuple[URIRef, tuple[URIRef, ...]]]:
        yield from super().signatures()
        yield from ((predicate, (XSD.decimal,)) for predicate, _ in DEGREES.values())

    def encode(self, value: Any) -> Json:
        """Return the degrees as texts, which no reader rounds. Raises ValueError for what is no pair of coordinates."""
        point = Coordinates.parse(str(value))
        return {name: f"{getattr(point, name):f}" for name in DEGREES}

    def decode(self, value: Json) -> Coordinates:
        return Coordinates(*(Decimal(value[name]) for name in DEGREES))

    def constraints(self, types: Registry) -> Iterator[tuple[URIRef, Constraints]]:
        yield from super().constraints(types)
        for predicate, largest in DEGREES.values():
            limits = {SH.minInclusive: Literal(Decimal(-largest)), SH.maxInclusive: Literal(Decimal(largest))}
            yield predicate, {SH.datatype: XSD.decimal, **limits}

    def columns(self, types: Registry) -> Iterator[Column]:
        for name, (predicate, _) in DEGREES.items():
            yield Column(f"{self.name}_{name}", self, _degrees(name), predicate=predicate, datatype="decimal")

    def geometry(self, value: Json) -> Json:
        point = self.decode(value)
        return {"type": "Point", "coordinates": [float(point.longitude), float(point.latitude)]}

    def terms(self, value: Json) -> Iterator[ox.Literal]:
        yield typed(self.decode(value).wkt, GEOSPARQL.wktLiteral)

    def statements(self, value: Json) -> Iterator[tuple[URIRef, ox.NamedNode | ox.Literal]]:
        yield from super().statements(value)
        yield from ((predicate, typed(value[name], XSD.decimal)) for name, (predicate, _) in DEGREES.items())
