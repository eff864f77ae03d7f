"""What lists of several types have in common: what at least two types have under one name, and all in the same way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from schema.specifications import OrderSpec, TypeSpec, camel_case

T = TypeVar("T")

Alike = dict[str, dict[str, T]]
"""By name, and then by the type that has it."""


def alike(
    specs: Iterable[TypeSpec], named: Callable[[TypeSpec], Mapping[str, T]], kind: Callable[[T], Hashable]
) -> Alike[T]:
    """Names that stand for one kind of thing, whichever type has them."""
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
    """That of any of the types, which are alike."""
    return {name: next(iter(by_type.values())) for name, by_type in found.items()}


def shared_orders(specs: Iterable[TypeSpec]) -> list[OrderSpec]:
    found = alike(specs, lambda spec: {each.name: each for each in spec.orders}, _kind)
    return list(one_of_each(found).values())


def _kind(order: OrderSpec) -> str:
    return type(order.declared).__qualname__


def shared_description(name: str, types: Iterable[str]) -> str:
    return f"The {camel_case(name)} of {', '.join(types)}."
