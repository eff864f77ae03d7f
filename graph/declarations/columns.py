"""Define the columns that a field has in tables, in the terms of https://www.w3.org/TR/tabular-metadata/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

from rdflib import URIRef

from graph.identity import ResourceId

if TYPE_CHECKING:
    from graph.declarations.base import Field

SEPARATOR = "|"
"""The character between several values in one cell."""

Json = Any
Titles = Mapping[ResourceId, str]
Cell = Callable[[Json, Titles], str]
"""A function that writes a cell from a value, and from the titles of the resources that the row mentions."""


@dataclass(frozen=True)
class Column:
    """A column of a table. Without a predicate, it repeats another column in words and states nothing."""

    name: str
    field: Field
    cell: Cell
    _: KW_ONLY
    predicate: URIRef | None = None
    datatype: str = "string"
    language: str = ""
    separated: bool = False
    value_url: str = ""


def written(value: Json, titles: Titles) -> str:
    """Write a value as it is."""
    return str(value)


def joined(value: Json, titles: Titles) -> str:
    """Write several values in one cell."""
    return SEPARATOR.join(value)
