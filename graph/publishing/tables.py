"""Write the tables of the dataset, one for each type, with columns that follow from its declaration.

A coded value has its name in a column beside it, and a link the names of its targets. Several values in one cell are
separated by `SEPARATOR`. Parts have tables of their own, whose rows name the resource that holds the part.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import KW_ONLY, dataclass
from typing import IO, Any

from django.conf import settings
from django.utils.translation import override
from rdflib import URIRef

from graph.declarations import (
    LANGUAGES,
    SCHEMA,
    SKOS,
    Amount,
    Boolean,
    Choice,
    Code,
    DateTime,
    DeclaredType,
    Field,
    Integer,
    Link,
    MultilingualText,
    Part,
    String,
    Text,
    registry,
)
from graph.description import Node, without_controls
from graph.identity import ResourceId, iri, split
from graph.publishing.dataset import Snapshot

SEPARATOR = "|"
Json = Any
Names = dict[ResourceId, str]
Cell = Callable[[Json, Names], str]
DATATYPES: dict[type[Field], str] = {Integer: "integer", Boolean: "boolean", DateTime: "dateTime"}


@dataclass(frozen=True)
class Column:
    """A column, in the terms of https://www.w3.org/TR/tabular-metadata/."""

    name: str
    field: Field
    cell: Cell
    _: KW_ONLY
    predicate: URIRef | None = None
    datatype: str = "string"
    language: str = ""
    separated: bool = False
    value_url: str = ""


@dataclass(frozen=True)
class Row:
    id: ResourceId
    holder: ResourceId
    node: Node


def columns(declared: DeclaredType) -> list[Column]:
    """Return all columns after the first ones (`leading`), which hold the IRI of a row and that of its holder."""
    return [column for field in declared.fields.values() for column in _columns(declared, field)]


def write(snapshot: Snapshot, declared: DeclaredType, output: IO[bytes]) -> None:
    """Write the table as CSV (RFC 4180) in UTF-8 without a byte order mark, in the order of resources, then of ids."""
    table = columns(declared)
    _line(output, [*leading(declared), *(column.name for column in table)])
    for rows, names in _rows(snapshot, declared):
        for row in rows:
            stated = dict(row.node.items())
            cells = [_cell(column, stated.get(column.field.name), names) for column in table]
            _line(output, [iri(row.id), *([iri(row.holder)] if declared.is_part else []), *cells])


def leading(declared: DeclaredType) -> list[str]:
    return ["iri", "part_of"] if declared.is_part else ["iri"]


def holders(declared: DeclaredType) -> list[DeclaredType]:
    """Return the types whose documents describe this type: itself, or the types that have it as a part."""
    if not declared.is_part:
        return [declared]
    return [each for each in registry() if declared.name in {part.to for part in each.parts.values()}]


def nodes(stored: tuple[Json, Json], declared: DeclaredType) -> Iterator[tuple[ResourceId, Node]]:
    """Yield the nodes of a type from the stored values and long texts of a resource."""
    values, texts = stored
    for name, node in sorted(values["nodes"].items()):
        if node["type"] == declared.name:
            yield name, Node(declared.name, node["values"], texts.get(name, {}))


def _rows(snapshot: Snapshot, declared: DeclaredType) -> Iterator[tuple[list[Row], Names]]:
    links = [name for name, link in declared.links.items() if isinstance(link, Link)]
    for holder in sorted(holders(declared), key=lambda each: each.graph_type.slug):
        for chunk in snapshot.chunks("values", holder.graph_type.slug):
            texts = snapshot.of("texts", [resource for resource, _ in chunk])
            rows = [
                Row(name, resource, node)
                for resource, values in chunk
                for name, node in nodes((values, texts.get(resource, {})), declared)
            ]
            mentioned = {target for row in rows for link in links for target in row.node.values.get(link, ())}
            yield rows, _names(snapshot, mentioned)


def _names(snapshot: Snapshot, resources: set[ResourceId]) -> Names:
    """Return the titles of resources, in English if there is one."""
    found = {}
    for resource, values in snapshot.of("values", resources).items():
        node = values["nodes"][resource]
        title = registry().types[node["type"]].graph_type.title
        found[resource] = str(MultilingualText(node["values"].get(title) or {}).in_language("en") or "")
    return found


def _columns(declared: DeclaredType, field: Field) -> Iterator[Column]:
    name = field.name
    if isinstance(field, Text):
        for language in LANGUAGES:
            cell = _text(field, language)
            many = bool(getattr(field, "many", False))
            yield Column(
                f"{name}_{language}", field, cell, predicate=field.predicate, language=language, separated=many
            )
    elif isinstance(field, Amount):
        yield Column(name, field, lambda value, names: value["value"], predicate=field.predicate, datatype="decimal")
        yield Column(f"{name}_currency", field, lambda value, names: value["currency"], predicate=SCHEMA.currency)
    elif isinstance(field, Choice):
        concept = f"{settings.GRAPH_BASE_IRI}/vocab#{field.scheme}-{{{name}}}"
        yield Column(name, field, lambda value, names: value, predicate=field.predicate, value_url=concept)
        yield Column(f"{name}_name", field, _label(field))
    elif isinstance(field, Link):
        yield from _links(field)
    elif isinstance(field, String):
        predicate = SKOS.notation if isinstance(field, Code) else field.predicate
        yield Column(name, field, _strings(field), predicate=predicate, separated=field.many)
    elif not isinstance(field, Part):
        yield Column(name, field, _literal, predicate=field.predicate, datatype=_datatype(field))


def _links(field: Link) -> Iterator[Column]:
    """Yield columns with the targets of a link and their titles.

    Targets of one type are given by key, which is a code if the type has codes; targets of several by type and key.
    """
    slugs = [registry().types[name].graph_type.slug for name in field.target_types if name in registry().types]
    one = slugs[0] if len(slugs) == 1 else ""
    address = iri(f"{one}/{{{field.name}}}" if one else f"{{+{field.name}}}")

    def keys(value: Json, names: Names) -> str:
        return SEPARATOR.join(split(each)[1] if one else each for each in value)

    def titles(value: Json, names: Names) -> str:
        return SEPARATOR.join(names.get(each, "").replace(SEPARATOR, "/") for each in value)

    yield Column(field.name, field, keys, predicate=field.predicate, separated=field.many, value_url=address)
    yield Column(f"{field.name}_name", field, titles, separated=field.many)


def _text(field: Text, language: str) -> Cell:
    def cell(value: Json, names: Names) -> str:
        text = value.get(language)
        several = text if getattr(field, "many", False) else [text]
        return SEPARATOR.join(field.plain(each) for each in several or () if each)

    return cell


def _strings(field: String) -> Cell:
    return lambda value, names: SEPARATOR.join(field.each(value))


def _literal(value: Json, names: Names) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _datatype(field: Field) -> str:
    return next((name for kind, name in DATATYPES.items() if isinstance(field, kind)), "string")


def _label(field: Choice) -> Cell:
    with override("en"):
        labels = {member.value: str(member.label) for member in field.choices}
    return lambda value, names: labels.get(value, "")


def _cell(column: Column, value: Json, names: Names) -> str:
    return "" if value is None else without_controls(column.cell(value, names))


def _line(output: IO[bytes], cells: list[str]) -> None:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    output.write(text.getvalue().encode())
