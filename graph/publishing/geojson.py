"""Write the places of resources for maps, as GeoJSON: https://www.rfc-editor.org/rfc/rfc7946"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import orjson

from graph.declarations import DeclaredType, Json, MultilingualText, registry
from graph.identity import ResourceId, iri
from graph.publishing.dataset import Snapshot


def write(snapshot: Snapshot, declared: DeclaredType | None, output: IO[bytes]) -> None:
    """Write a feature for each place that resources of a type state, or resources of all types."""
    output.write(b'{"type":"FeatureCollection","features":[')
    separator = b"\n"
    for each in [declared] if declared else located():
        for chunk in snapshot.chunks("values", each.graph_type.slug):
            for resource, values in chunk:
                for feature in _features(each, resource, values):
                    output.write(separator + orjson.dumps(feature))
                    separator = b",\n"
    output.write(b"\n]}\n")


def located() -> list[DeclaredType]:
    """Return the types of resources that can state a place."""
    return [declared for declared in registry().resources if declared.places]


def _features(declared: DeclaredType, resource: ResourceId, values: Json) -> Iterator[Json]:
    stated = values["nodes"][resource]["values"]
    title = MultilingualText(stated.get(declared.graph_type.title) or {}).in_language("en")
    for field in declared.places:
        if field.name in stated:
            properties = {"iri": iri(resource), "type": declared.name, "title": title, "place": field.name}
            yield {"type": "Feature", "geometry": field.geometry(stated[field.name]), "properties": properties}
