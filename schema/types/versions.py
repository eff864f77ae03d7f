"""The version of a resource, as a field that filters and orderings can use although no model declares it."""

from __future__ import annotations

from graph.declarations import SCHEMA, Field, Integer, Json
from graph.replica import Node

VERSION = Integer("version", SCHEMA.version)


def stored_value(node: Node, field: Field) -> Json:
    """Return the value of a field as the replica stores it, or None. A part has the version of its owner."""
    return node["change"] if field is VERSION else node["values"].get(field.name)
