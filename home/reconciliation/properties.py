"""The properties of resources: what can be compared when names are looked for, and added to a table afterwards.

They are the columns of the tables of the dataset, under the same names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph import presentation
from graph.declarations import SEPARATOR, Column, DeclaredType, NodeField, registry
from graph.identity import ResourceId
from graph.publishing.tables import columns
from graph.replica import Replica

Json = Any

NUMBERS = frozenset({"integer", "decimal", "double", "gYear"})
DATES = frozenset({"date", "dateTime"})


def properties(declared: DeclaredType) -> dict[str, Column]:
    """Return the columns of a type that state something, by name, without those that only repeat others in words."""
    return {column.name: column for column in columns(declared) if column.predicate}


def described(declared: DeclaredType) -> list[Json]:
    """Return the properties of a type as clients list them."""
    return [{"id": name, "name": _label(declared, column)} for name, column in properties(declared).items()]


def name_of(pid: str) -> str | None:
    """Return the name of a property of any type, or None if no type has it."""
    for declared in registry().resources:
        if column := properties(declared).get(pid):
            return _label(declared, column)
    return None


def targets(pid: str) -> DeclaredType | None:
    """Return the one type of resource that a property leads to, or None."""
    for declared in registry().resources:
        column = properties(declared).get(pid)
        if column and isinstance(column.field, NodeField) and len(column.field.target_types) == 1:
            return registry().types.get(column.field.target_types[0])
    return None


def values(replica: Replica, resource: ResourceId, column: Column, texts: Json, language: str) -> list[Json]:
    """Return the values of a property as clients read them. Links lead to public resources only."""
    stated = {**texts, **replica.shown_values(resource)}.get(column.field.name)
    if stated is None:
        return []
    if isinstance(column.field, NodeField):
        public = (each for each in stated if each in replica)
        return [{"id": each, "name": presentation.mention(replica, each, language).text} for each in public]
    cell = column.cell(stated, {})
    cells = cell.split(SEPARATOR) if column.separated else [cell]
    return [_typed(each, column.datatype) for each in cells if each]


def rows(
    replica: Replica, resources: Iterable[ResourceId], pids: Iterable[str], language: str
) -> Iterator[tuple[ResourceId, Mapping[str, list[Json]]]]:
    """Yield the public ones of the resources with the values of their properties; none where a type lacks one."""
    asked = [each for each in resources if each in replica and not replica.is_part(each)]
    texts = replica.texts(asked)
    for resource in asked:
        own = properties(replica.declared(resource))
        yield (
            resource,
            {
                pid: values(replica, resource, own[pid], texts.get(resource, {}), language) if pid in own else []
                for pid in pids
            },
        )


def _typed(cell: str, datatype: str) -> Json:
    if datatype == "boolean":
        return {"bool": cell == "true"}
    if datatype in NUMBERS:
        return {"float": float(cell)}
    return {"date" if datatype in DATES else "str": cell}


def _label(declared: DeclaredType, column: Column) -> str:
    label = presentation.label(declared, column.field)
    return f"{label} [{column.language}]" if column.language else label
