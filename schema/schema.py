"""The GraphQL schema, built from specifications and types once for each registry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from graphql import GraphQLSchema

from graph.declarations import Registry, registry
from schema.lists import Filters
from schema.roots import Traversal, Types, query_type, related_field
from schema.types import add_directives, add_specifications, extend_resource, specify_types

# Two schemas built at the same time would share parts of types, which would look like two types of one name.
_one_at_a_time = Lock()


@lru_cache(maxsize=1)
def build_schema(declared: Registry) -> graphene.Schema:
    specs = specify_types(declared)
    filters = Filters(specs)
    traversal = Traversal(specs, filters.type_enum)
    extend_resource({"related": related_field(traversal)})
    types = Types(specs, filters)
    schema = graphene.Schema(query=query_type(types, traversal), types=types.objects)
    add_directives(schema.graphql_schema)
    add_specifications(schema.graphql_schema)
    if taken := sorted(set(_taken_names(schema.graphql_schema))):
        raise ImproperlyConfigured(
            f"These names stand for two GraphQL types each: {', '.join(taken)}. Rename what declares them."
        )
    return schema


def current_schema() -> graphene.Schema:
    """Return the schema of the installed models, built at its first use."""
    with _one_at_a_time:
        return build_schema(registry())


def __getattr__(name: str) -> Any:
    """Return `schema`, named in graphene's settings, which must not be built before models are loaded and checked."""
    if name == "schema":
        return current_schema()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _taken_names(schema: GraphQLSchema) -> Iterator[str]:
    """Yield names that stand for two types: graphene silently uses the first of them in place of the second."""
    for graphql_type in schema.type_map.values():
        options = getattr(getattr(graphql_type, "graphene_type", None), "_meta", None)
        for field in (getattr(options, "fields", None) or {}).values():
            kind = _named(field.type)
            built = schema.type_map[kind._meta.name]
            if getattr(built, "graphene_type", kind) is not kind:
                yield kind._meta.name


def _named(kind: Any) -> Any:
    while isinstance(kind, graphene.List | graphene.NonNull):
        kind = kind.of_type
    return kind
