"""From a Description to its search documents: what is searched, and what weighs how much, follows from the fields.

The name of a resource weighs most, then its codes, other names and short facts, then all other texts, those of its
parts included. Addresses and statements about the record are no content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.declarations import URL, DeclaredType, Field, Json, Language, String, Text, registry
from graph.description import Description
from graph.identity import ResourceId
from graph.replica import Replica
from search.analysis import all_forms, stemmed

COLUMNS = ("title", "names", "body")

LONGEST = 250_000
"""Bytes of a document: PostgreSQL takes a megabyte of words with their places, and refuses the whole row else."""


def languages(declared: DeclaredType, values: Mapping[str, Json], urls: Mapping[str, str]) -> list[str]:
    """Those in which a resource has a page, or else a name; "" alone for what has neither."""
    return list(urls or values.get(declared.graph_type.title or "", ())) or [""]


def languages_of(replica: Replica, resource: ResourceId) -> list[str]:
    """The same of a public resource."""
    node = replica.node(resource)
    return languages(registry().types[node["type"]], node["values"], node["urls"])


def passages(description: Description, language: str) -> Iterator[tuple[str, str]]:
    """What it says in a language, as plain text, with the column that each passage belongs to."""
    for node_id, node in description.nodes.items():
        declared = registry().types[node.type]
        for name, value in node.items():
            field = declared.fields[name]
            if is_searched(field):
                column = _column(declared, field) if node_id == description.id else "body"
                yield from ((column, text) for text in plain(field, value, language))


def documents(description: Description) -> dict[str, dict[str, str]]:
    """The columns of each document, by language."""
    written = languages(description.declared, description.nodes[description.id].values, description.urls)
    return {language: _columns(description, language) for language in written}


def is_searched(field: Field) -> bool:
    return isinstance(field, Text | String) and not isinstance(field, URL | Language) and not field.on_record


def is_name(declared: DeclaredType, field: Field) -> bool:
    """Whether a resource is called by this: its name, other names, codes."""
    return is_searched(field) and _column(declared, field) != "body"


def _column(declared: DeclaredType, field: Field) -> str:
    if field.name == declared.graph_type.title:
        return "title"
    return "names" if isinstance(field, String) or getattr(field, "many", False) else "body"


def plain(field: Field, value: Json, language: str | None = None) -> Iterator[str]:
    """Texts of one language, or of all; what belongs to no language is found in each."""
    if isinstance(field, Text):
        for each, found in value.items():
            if language in (None, each):
                yield from map(field.plain, found if field.many else [found])
    elif isinstance(field, String):
        yield from field.each(value)


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
    """As much as fits, in whole words."""
    text = " ".join(forms)
    encoded = text.encode()
    return text if len(encoded) <= most else encoded[: max(0, most)].decode(errors="ignore").rpartition(" ")[0]
