"""Counts who still uses what is deprecated, so that nothing is removed under a partner that needs it.

Counted in memory and written at most once a minute, because a reader should not wait for a write each time.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from time import monotonic
from typing import Any

from django.db import DatabaseError, transaction
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

from schema.models import DeprecatedUse

logger = logging.getLogger(__name__)

WRITE_EVERY_SECONDS = 60


class Uses:
    """Counts by key and schema coordinate that have not been written yet."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[int | None, str]] = Counter()
        self._written = monotonic()
        self._lock = threading.Lock()

    def count(self, key: int | None, coordinates: set[str]) -> None:
        with self._lock:
            self._counts.update((key, each) for each in coordinates)
            is_due = bool(self._counts) and monotonic() - self._written >= WRITE_EVERY_SECONDS
        if is_due:
            self.write()

    def write(self) -> None:
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._written = monotonic()
        if not counts:
            return
        try:
            with transaction.atomic():
                for (key, coordinate), number in counts.items():
                    DeprecatedUse.add(key, coordinate, number)
        except DatabaseError:
            logger.exception("The uses of deprecated fields could not be written: they stay counted.")
            with self._lock:
                self._counts.update(counts)


uses = Uses()
# When a web process ends, as at each new version.
atexit.register(uses.write)


def deprecated_coordinates(schema: GraphQLSchema, document: DocumentNode) -> set[str]:
    """What a valid document names that is deprecated (https://spec.graphql.org/draft/#sec-Schema-Coordinates).

    Not what stands in variables: those are values.
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
