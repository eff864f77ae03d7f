"""Elements that lists of several types share: at least two types have them under one name, and all of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from graph.declarations import camel_case
from schema.types import LinkCount, OrderSpec, TypeSpec, listed, orders_of

T = TypeVar("T")

Alike = dict[str, dict[str, T]]
"""Elements by name, and then by the type that has them."""


def alike(
    specs: Iterable[TypeSpec], named: Callable[[TypeSpec], Mapping[str, T]], kind: Callable[[T], Hashable]
) -> Alike[T]:
    """Return the elements, by name and type, whose name occurs in several types and has one kind in all of them."""
    found: Alike[T] = defaultdict(dict)
    for spec in specs:
        for name, each in named(spec).items():
            found[name][spec.name] = each
    return {
        name: by_type
        for name, by_type in found.items()
        if len(by_type) > 1 and len(set(map(kind, by_type.values()))) == 1
    }


def one_of_each(found: Alike[T]) -> dict[str, T]:
    """Return one element for each name, from any of its types: they are alike."""
    return {name: next(iter(by_type.values())) for name, by_type in found.items()}


def shared_orders(specs: Iterable[TypeSpec]) -> list[OrderSpec]:
    """Return the orderings by fields of a list of several types; a number of links is one of a single type's."""

    def by_field(spec: TypeSpec) -> dict[str, OrderSpec]:
        return {each.name: each for each in orders_of(spec) if not isinstance(each.declared, LinkCount)}

    found = alike(specs, by_field, _kind)
    return list(one_of_each(found).values())


def _kind(order: OrderSpec) -> str:
    return type(order.declared).__qualname__


def shared_description(name: str, types: Iterable[str]) -> str:
    return f"`{camel_case(name)}` of {listed(types)}."
