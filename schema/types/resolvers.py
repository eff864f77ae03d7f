"""Declarations of resolvers for the compiled execution of queries, see `schema.execution.compiling`.

graphql-core calls a resolver for every value, with all arguments. A resolver made with `bound_by` prepares what the
arguments decide once for an answer, and then needs to look at the source only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Values = Mapping[str, Any]
Read = Callable[[Any, Values], Any]
"""A function from the source of a field, and the declared values if that is a resource, to the field's value."""
Bind = Callable[..., Read]
"""A function from the context and the arguments of a field to the function that reads it."""

R = TypeVar("R", bound=Callable[..., Any])


def reads_stored(resolver: R) -> R:
    """Mark a resolver that reads long texts or triples from the database, which one query fetches for all fields."""
    resolver.reads_stored = True  # type: ignore[attr-defined]
    return resolver


def depends_on(*tags: str, **arguments: str) -> Callable[[R], R]:
    """Declare what a field depends on beside its source, as cache tags or names of types, see `graph.publishing.tags`.

    `arguments` names the resolver's arguments that add a tag if they are given. Filters and orderings need no
    declaration. A root field without a declaration depends on everything.
    """

    def declare(resolver: R) -> R:
        resolver.tags = tags  # type: ignore[attr-defined]
        resolver.argument_tags = arguments  # type: ignore[attr-defined]
        return resolver

    return declare


def bound_by(bind: Bind) -> Callable[..., Any]:
    """Return the resolver of a field of resources that reads it with the function that `bind` returns.

    A text, or each of a list of texts, must be read as the answer has it, and null only where the type allows it.
    """

    def resolve(source: Any, info: Any, **arguments: Any) -> Any:
        return bind(info.context, **arguments)(source, info.context.values(source))

    resolve.bind = bind  # type: ignore[attr-defined]
    return resolve
