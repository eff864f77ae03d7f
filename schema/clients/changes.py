"""Changes of the schema that break the queries of partners, and its deprecations (docs/schema-changes.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from graphql import (
    REMOVE,
    BreakingChangeType,
    GraphQLSchema,
    Node,
    Visitor,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    parse,
    print_schema,
    visit,
)

from graph.declarations import Deprecation


def breaking_changes(published: str, schema: GraphQLSchema, today: date) -> list[str]:
    """Return a sentence for each change that breaks queries against the published schema.

    Elements that were deprecated there may be removed after their day, and with them the types that only they used.
    """
    document = visit(parse(published, no_location=True), _Removal(today))
    pruned = build_ast_schema(document, assume_valid=True)
    needed = GraphQLSchema(query=pruned.query_type, types=_implementing(pruned), assume_valid=True).type_map
    # Both schemas are built from text, because graphene's types have other classes than those of graphql-core.
    current = build_schema(print_schema(schema), assume_valid=True, no_location=True)
    return [
        change.description
        for change in find_breaking_changes(pruned, current)
        if change.type is not BreakingChangeType.TYPE_REMOVED or change.description.split()[0] in needed
    ]


def deprecated(schema: GraphQLSchema) -> Iterator[tuple[str, Deprecation]]:
    """Yield coordinates (https://spec.graphql.org/draft/#sec-Schema-Coordinates) with their deprecations."""
    for kind in schema.type_map.values():
        members: dict[str, Any] = getattr(kind, "fields", None) or getattr(kind, "values", None) or {}
        for name, member in members.items():
            found = Deprecation.read(member.deprecation_reason or "")
            if found and not kind.name.startswith("__"):
                yield f"{kind.name}.{name}", found


def table(schema: GraphQLSchema) -> str:
    """Return the table of deprecations for docs/schema-changes.md."""
    rows = [f"| `{coordinate}` | {each.since} | {each.use} | {each.until} |" for coordinate, each in deprecated(schema)]
    if not rows:
        return "Nothing is deprecated at present.\n"
    return "\n".join(["| what | since | use instead | removed after |", "|---|---|---|---|", *sorted(rows)]) + "\n"


class _Removal(Visitor):
    """A visitor that removes the deprecated elements whose day has passed."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today

    def enter(self, node: Node, *_: Any) -> Any:
        for directive in getattr(node, "directives", None) or ():
            reasons = [each.value.value for each in directive.arguments if each.name.value == "reason"]
            found = Deprecation.read(reasons[0]) if directive.name.value == "deprecated" and reasons else None
            if found and found.until < self.today:
                return REMOVE
        return None


def _implementing(schema: GraphQLSchema) -> list[Any]:
    """Return the types that implement an interface, which fields may use only through that interface."""
    return [kind for kind in schema.type_map.values() if getattr(kind, "interfaces", None)]
