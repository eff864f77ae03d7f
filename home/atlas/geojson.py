"""The map as GeoJSON (RFC 7946): countries with their numbers, and resources with coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from graph import presentation
from graph.identity import ResourceId, iri, split
from graph.replica import Replica
from home.atlas.drawing import Located
from home.atlas.figures import m49
from home.atlas.world import world


def features(
    replica: Replica,
    numbers: Mapping[ResourceId, int],
    amounts: Mapping[str, Mapping[ResourceId, Decimal]],
    located: Located,
    language: str,
) -> dict[str, Any]:
    """Return a FeatureCollection; names are in the language, or in another that they have."""
    found = [*_countries(replica, numbers, amounts, language), *_points(replica, located, language)]
    return {"type": "FeatureCollection", "features": found}


def _countries(
    replica: Replica,
    numbers: Mapping[ResourceId, int],
    amounts: Mapping[str, Mapping[ResourceId, Decimal]],
    language: str,
) -> Iterator[dict[str, Any]]:
    for place in sorted(numbers):
        code = m49(replica, place)
        outline = world().places.get(code)
        sums = {currency: str(by_place[place]) for currency, by_place in amounts.items() if place in by_place}
        properties = {"code": split(place)[1], "m49": code, "count": numbers[place], "amounts": sums}
        yield _feature(replica, place, outline.shape if outline else None, language, properties)


def _points(replica: Replica, located: Located, language: str) -> Iterator[dict[str, Any]]:
    for resource, longitude, latitude in sorted(located):
        yield _feature(replica, resource, {"type": "Point", "coordinates": [longitude, latitude]}, language, {})


def _feature(
    replica: Replica, resource: ResourceId, geometry: dict[str, Any] | None, language: str, more: dict[str, Any]
) -> dict[str, Any]:
    named = presentation.mention(replica, resource, language)
    kind = replica.declared(resource).name
    properties = {"type": kind, "name": named.text, "url": named.url, **more}
    return {"type": "Feature", "id": iri(resource), "geometry": geometry, "properties": properties}
