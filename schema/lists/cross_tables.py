"""Counts of a list by two facets at once, such as projects by donor and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.declarations import NodeField, Part
from graph.identity import ResourceId
from graph.replica import Replica
from schema.limits import costs
from schema.lists.connections import Page
from schema.lists.facet_counts import FacetOf, holders
from schema.lists.facet_paths import Path
from schema.lists.facet_values import COUNTING, Counted, FacetValue, shown, value_arguments, value_fields
from schema.types import TypeSpec, Value, depends_on, facet_enum, object_type


def list_of(kind: Any) -> graphene.List:
    return graphene.List(graphene.NonNull(kind))


Cells = dict[Value, Counter[Value]]


@dataclass(frozen=True)
class Row(Counted):
    """A value of the first facet, with counts by the values of the second one."""

    columns: FacetOf
    cells: Counter[Value]


def _cells(source: Row, info: GraphQLResolveInfo, first: int | None = None, skip: int | None = None) -> list[Counted]:
    ranked = sorted(source.cells.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Counted(source.columns, value, count) for value, count in ranked[shown(first, skip)]]


FACET_ROW = object_type(
    "FacetRow",
    "The resources of a list that have one value, counted by the values of another field.",
    {
        **value_fields(),
        "cells": graphene.Field(
            list_of(FacetValue),
            required=True,
            args=value_arguments(),
            description="The values of the other field, the most frequent first.",
            resolver=_cells,
        ),
    },
)


def cross_table_field(spec: TypeSpec, specs: Mapping[str, TypeSpec], paths: Mapping[str, Path]) -> graphene.Field:
    """Return the field of connections to a type that counts by two of its facets."""
    kind = facet_enum(
        spec.name,
        {name: path.description for name, path in paths.items()},
        {name: path.deprecation for name, path in paths.items()},
    )

    @costs(2 * COUNTING)
    @depends_on(*{name for each in paths.values() for name in each.others})
    def resolve(
        page: Page,
        info: GraphQLResolveInfo,
        rows: Any,
        columns: Any,
        first: int | None = None,
        skip: int | None = None,
    ) -> list[Row]:
        replica, among = info.context.replica, set(page.listing.resources)
        across, down = paths[columns.value], paths[rows.value]
        cells = crossed(replica, spec, specs, down, across, among)
        by_row, by_column = (FacetOf(replica, {spec.name: each}, among) for each in (down, across))
        ranked = by_row.ranked()[shown(first, skip)]
        return [Row(by_row, value, count, by_column, cells.get(value, Counter())) for value, count in ranked]

    return graphene.Field(
        list_of(FACET_ROW),
        required=True,
        description=f"Counts of all resources of type {spec.name} in the list by two fields at once. Fields of the "
        "same part, such as the donor and the year of a funding, are counted where one part has both values.",
        args={
            "rows": graphene.Argument(kind, required=True, description="The field that makes the rows."),
            "columns": graphene.Argument(kind, required=True, description="The field that makes the cells of a row."),
            **value_arguments(),
        },
        resolver=resolve,
    )


def crossed(
    replica: Replica, spec: TypeSpec, specs: Mapping[str, TypeSpec], rows: Path, columns: Path, among: Set[ResourceId]
) -> Cells:
    """Return how many of the resources have each pair of values, by the values of the rows."""
    ends = _in_part(rows, spec, specs), _in_part(columns, spec, specs)
    if ends[0] and ends[1] and ends[0][0] is ends[1][0]:
        part = ends[0][0]
        counted = {each for resource in among for each in _parts(replica, resource, part)}
        found = [_values(replica, part.to, path, counted) for path in (ends[0][1], ends[1][1])]
        pairs = {(replica.owner(each), *pair) for each in counted for pair in product(found[0][each], found[1][each])}
    else:
        found = [_values(replica, spec.name, each, among) for each in (rows, columns)]
        pairs = {(each, *pair) for each in among for pair in product(found[0][each], found[1][each])}
    cells: Cells = defaultdict(Counter)
    for _, row, column in pairs:
        cells[row][column] += 1
    return cells


def _in_part(path: Path, spec: TypeSpec, specs: Mapping[str, TypeSpec]) -> tuple[Part, Path] | None:
    """Return the part whose field a path really shows, with the path from the part; None if it shows no part's."""
    if path.through:
        source = path.through.source
        return (source, replace(path, through=None)) if isinstance(source, Part) else None
    attributes = path.link.attributes if path.link else None
    if attributes is None or not attributes.stated_here:
        return None
    end: NodeField = specs[attributes.type_name].declared.links[attributes.end]
    return attributes.part, replace(path, type_name=attributes.type_name, declared=end)


def _parts(replica: Replica, resource: ResourceId, part: Part) -> list[ResourceId]:
    return [each for each in replica.node(resource)["values"].get(part.name, ()) if each in replica]


def _values(replica: Replica, type_name: str, path: Path, among: Set[ResourceId]) -> dict[ResourceId, list[Value]]:
    """Return the values that resources or parts have by a path."""
    found: dict[ResourceId, list[Value]] = defaultdict(list)
    for value, resources in holders(replica, type_name, path):
        for each in resources & among:
            found[each].append(value)
    return found
