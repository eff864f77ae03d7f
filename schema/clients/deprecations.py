"""Counts of the uses of deprecated elements, so that none is removed while a partner still needs it."""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    GraphQLSchema,
    ObjectFieldNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    visit,
)

from schema.clients.tally import Tally
from schema.models import DeprecatedUse


def _add(row: tuple[int | None, str], amounts: Mapping[str, int]) -> None:
    key, coordinate = row
    DeprecatedUse.add(key, amounts, coordinate=coordinate)


uses: Tally[tuple[int | None, str]] = Tally(_add)
"""Counts by primary key of the API key (None without a key) and schema coordinate."""
atexit.register(uses.write)


def count_uses(key: int | None, schema: GraphQLSchema, document: DocumentNode) -> None:
    for coordinate in deprecated_coordinates(schema, document):
        uses.count((key, coordinate), count=1)
    uses.write_when_due()


def deprecated_coordinates(schema: GraphQLSchema, document: DocumentNode) -> set[str]:
    """Return the coordinates of the deprecated elements that a valid document names.

    Names in variables are left out, because variables are values. See
    https://spec.graphql.org/draft/#sec-Schema-Coordinates.
    """
    if not _has_deprecations(schema):
        return set()
    collector = _Collector(TypeInfo(schema))
    visit(document, TypeInfoVisitor(collector.types, collector))
    return collector.found


class _Collector(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[str] = set()
        self._inside = ""

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self._inside = node.name.value
        self._note(self.types.get_field_def(), self._field(node.name.value))

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        if self.types.get_directive() is None:
            self._note(self.types.get_argument(), f"{self._field(self._inside)}({node.name.value}:)")

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        parent: Any = get_named_type(self.types.get_parent_input_type())
        self._note(parent.fields.get(node.name.value), f"{parent.name}.{node.name.value}")

    def enter_enum_value(self, node: EnumValueNode, *_: Any) -> None:
        kind: Any = get_named_type(self.types.get_input_type())
        self._note(self.types.get_enum_value(), f"{kind}.{node.value}")

    def _field(self, name: str) -> str:
        return f"{self.types.get_parent_type()}.{name}"

    def _note(self, definition: Any, coordinate: str) -> None:
        if definition is not None and definition.deprecation_reason:
            self.found.add(coordinate)


@lru_cache(maxsize=1)
def _has_deprecations(schema: GraphQLSchema) -> bool:
    return any(each.deprecation_reason for each in _elements(schema))


def _elements(schema: GraphQLSchema) -> Iterator[Any]:
    for kind in schema.type_map.values():
        if kind.name.startswith("__"):
            continue
        yield from getattr(kind, "values", {}).values()
        for field in getattr(kind, "fields", {}).values():
            yield field
            yield from getattr(field, "args", {}).values()
