"""Write the tables of the dataset, one for each type, with columns that follow from its declaration.

A coded value has its name in a column beside it, and a link the names of its targets. Several values in one cell are
separated by a bar. Parts have tables of their own, whose rows name the owner of the part.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from graph.declarations import Column, DeclaredType, Json, MultilingualText, registry
from graph.declarations.columns import Titles
from graph.description import Node, without_controls
from graph.identity import ResourceId, iri, split
from graph.publishing.dataset import Snapshot, Stored, pieces


@dataclass(frozen=True)
class Row:
    id: ResourceId
    owner: ResourceId
    node: Node


def columns(declared: DeclaredType) -> list[Column]:
    """Return all columns after the first ones (`leading`)."""
    return [column for field in declared.fields.values() for column in field.columns(registry())]


def write(snapshot: Snapshot, declared: DeclaredType, output: IO[bytes]) -> None:
    """Write the table as CSV (RFC 4180) in UTF-8 without a byte order mark, in the order of resources, then of ids."""
    for line in lines(snapshot, declared):
        _line(output, line)


def lines(
    snapshot: Snapshot, declared: DeclaredType, chosen: Sequence[ResourceId] | None = None, language: str = "en"
) -> Iterator[list[str]]:
    """Yield the names of the columns, then the cells of each row: of all resources, or of these in their order.

    Names beside codes are in the language if they exist in it.
    """
    table = columns(declared)
    yield [*leading(declared), *(column.name for column in table)]
    for rows, titles in _rows(snapshot, declared, chosen, language):
        for row in rows:
            stated = dict(row.node.items())
            first = {"iri": iri(row.id), "key": split(row.id)[1]}
            first |= {"part_of": iri(row.owner), "part_of_name": without_controls(titles.get(row.owner, ""))}
            cells = (_cell(column, stated.get(column.field.name), titles) for column in table)
            yield [*(first[name] for name in leading(declared)), *cells]


def summaries(snapshot: Snapshot, chosen: Sequence[ResourceId], language: str) -> Iterator[list[str]]:
    """Yield the columns that resources of all types share, then a row for each of these, in their order."""
    yield ["iri", "type", "title", "url"]
    for chunk in _chosen(snapshot, chosen):
        for resource, values in chunk:
            name, urls = values["nodes"][resource]["type"], values["urls"]
            title = without_controls(_title(values, resource, language))
            yield [iri(resource), name, title, urls.get(language) or next(iter(urls.values()), "")]


def leading(declared: DeclaredType) -> list[str]:
    """Return the columns before those of the fields. Links of other tables are keys; a part names its owner."""
    return ["iri", "key", *(["part_of", "part_of_name"] if declared.is_part else [])]


def owners(declared: DeclaredType) -> list[DeclaredType]:
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


def _rows(
    snapshot: Snapshot, declared: DeclaredType, chosen: Sequence[ResourceId] | None, language: str
) -> Iterator[tuple[list[Row], Titles]]:
    links = declared.links.keys() - declared.parts.keys()
    for chunk in _all(snapshot, declared) if chosen is None else _chosen(snapshot, chosen):
        texts = snapshot.of("texts", [resource for resource, _ in chunk])
        rows = [
            Row(name, resource, node)
            for resource, values in chunk
            for name, node in nodes((values, texts.get(resource, {})), declared)
        ]
        owners_of_parts = {row.owner for row in rows} if declared.is_part else set()
        mentioned = owners_of_parts | {
            target for row in rows for link in links for target in row.node.values.get(link, ())
        }
        yield rows, _titles(snapshot, mentioned, language)


def _all(snapshot: Snapshot, declared: DeclaredType) -> Iterator[list[Stored]]:
    for owner in sorted(owners(declared), key=lambda each: each.graph_type.slug):
        yield from snapshot.chunks("values", owner.graph_type.slug)


def _chosen(snapshot: Snapshot, chosen: Sequence[ResourceId]) -> Iterator[list[Stored]]:
    """Yield the values of these resources, without those that are not public."""
    for ids in pieces(chosen):
        found = snapshot.of("values", ids)
        yield [(each, found[each]) for each in ids if each in found]


def _titles(snapshot: Snapshot, resources: set[ResourceId], language: str) -> Titles:
    """Return the titles of resources, in the language if there is one."""
    return {each: _title(values, each, language) for each, values in snapshot.of("values", resources).items()}


def _title(values: Json, resource: ResourceId, language: str) -> str:
    node = values["nodes"][resource]
    title = registry().types[node["type"]].graph_type.title
    return str(MultilingualText(node["values"].get(title) or {}).in_language(language) or "")


def _cell(column: Column, value: Json, titles: Titles) -> str:
    return "" if value is None else without_controls(column.cell(value, titles))


def _line(output: IO[bytes], cells: list[str]) -> None:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    output.write(text.getvalue().encode())
