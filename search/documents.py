"""Search documents of a Description: its fields decide which texts are searched and how much each weighs.

The name of a resource weighs most, then its codes, other names and short facts, then all other texts, those of its
parts included. Addresses and statements about the record are not searched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.declarations import DeclaredType, Field, Json, registry
from graph.description import Description
from graph.identity import ResourceId
from graph.replica import Replica
from search.analysis import all_forms, stemmed

COLUMNS = ("title", "names", "body")

LONGEST = 250_000
"""Most bytes of a document: PostgreSQL refuses a row with more than a megabyte of words and their positions."""


def languages(declared: DeclaredType, values: Mapping[str, Json], urls: Mapping[str, str]) -> list[str]:
    """Return the languages of a resource's pages, or else of its name; [""] if it has neither."""
    return list(urls or values.get(declared.graph_type.title or "", ())) or [""]


def languages_of(replica: Replica, resource: ResourceId) -> list[str]:
    """Return the `languages` of a public resource."""
    node = replica.node(resource)
    return languages(registry().types[node["type"]], node["values"], node["urls"])


def passages(description: Description, language: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of a description in one language as plain text, each after the column that it belongs to."""
    for node_id, node in description.nodes.items():
        declared = registry().types[node.type]
        for name, value in node.items():
            field = declared.fields[name]
            if is_searched(field):
                column = _column(declared, field) if node_id == description.id else "body"
                yield from ((column, text) for text in field.words(value, language))


def documents(description: Description) -> dict[str, dict[str, str]]:
    """Return the documents of a description by language, each with its texts by column."""
    written = languages(description.declared, description.nodes[description.id].values, description.urls)
    return {language: _columns(description, language) for language in written}


def is_searched(field: Field) -> bool:
    return field.searched and not field.on_record


def is_name(declared: DeclaredType, field: Field) -> bool:
    """Return whether a field holds a name or a code of the resource."""
    return is_searched(field) and _column(declared, field) != "body"


def names(declared: DeclaredType, values: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield the names and codes of a resource, each with its language; "" if it has none."""
    for name, value in values.items():
        field = declared.fields[name]
        if is_name(declared, field):
            for language in value if field.by_language else [""]:
                yield from ((text, language) for text in field.words(value, language))


def _column(declared: DeclaredType, field: Field) -> str:
    if field.name == declared.graph_type.title:
        return "title"
    return "body" if field.by_language and not field.many else "names"


def _columns(description: Description, language: str) -> dict[str, str]:
    found: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for column, text in passages(description, language):
        found[column].extend((stemmed if column == "body" else all_forms)(text, language))
    left = LONGEST
    columns = {}
    for column, forms in found.items():
        columns[column] = _shortened(forms, left)
        left -= len(columns[column].encode())
    return columns


def _shortened(forms: Iterable[str], most: int) -> str:
    """Join as many whole forms as fit into `most` bytes."""
    text = " ".join(forms)
    encoded = text.encode()
    return text if len(encoded) <= most else encoded[: max(0, most)].decode(errors="ignore").rpartition(" ")[0]
