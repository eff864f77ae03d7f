"""What follows from the id of a resource alone: its declared type, and whether it is public only when linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.fields import Visibility
from graph.identity import ResourceId, split
from graph.public import UUID
from graph.registry import DeclaredType, registry


def declared_type(resource: ResourceId) -> DeclaredType | None:
    """None for an address, for what an editor made up, and for a type whose declaration has gone."""
    return registry().by_slug.get(split(resource)[0])


def is_page(resource: ResourceId) -> bool:
    """Return whether an id can be that of a page: a row that somebody forged may name anything."""
    declared = declared_type(resource)
    return declared is not None and declared.is_page and UUID.fullmatch(split(resource)[1]) is not None


def visibility_of(resource: ResourceId) -> Visibility:
    declared = declared_type(resource)
    return declared.graph_type.visibility if declared else Visibility.OWN


def only_when_linked(resource: ResourceId) -> bool:
    return visibility_of(resource) is not Visibility.OWN


def by_type(resources: Iterable[ResourceId]) -> dict[DeclaredType, set[str]]:
    """The keys of those that are resources of a declared type."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in resources:
        slug, key = split(each)
        found[slug].add(key)
    return {each: found[slug] for slug, each in registry().by_slug.items() if slug in found and not each.is_part}
