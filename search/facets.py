"""Facets of a search: its results by type and by the reference data that they link to.

A resource agrees with a facet if it has any of the chosen values; it must agree with every facet with chosen values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from graph.declarations import DeclaredType, Link, registry
from graph.identity import ResourceId
from graph.replica import Replica

TYPE = "type"
"""The facet of every resource; other facets have the names of the links that they count."""

Chosen = Mapping[str, Collection[str]]


def names() -> list[str]:
    """Return the names of all facets, in the order of their declaration."""
    links = (name for declared in registry().resources for name in links_to_reference_data(declared))
    return list(dict.fromkeys([TYPE, *links]))


def links_to_reference_data(declared: DeclaredType) -> list[str]:
    return [
        name
        for name, link in declared.links.items()
        if isinstance(link, Link) and link.target_types and not any(each.is_page for each in registry().targets(link))
    ]


def narrowed(replica: Replica, resources: Iterable[ResourceId], chosen: Chosen) -> list[ResourceId]:
    """Return the resources that agree with every choice, in the given order."""
    return [each for each in resources if _agrees(_values(replica, each), chosen)]


def counted(replica: Replica, resources: Collection[ResourceId], chosen: Chosen) -> dict[str, Counter[str]]:
    """Count the resources by facet and value; the choices of a facet do not narrow its own counts."""
    found: dict[str, Counter[str]] = {name: Counter() for name in names()}
    for each in resources:
        values = _values(replica, each)
        disagreeing = [name for name, wanted in chosen.items() if not _has(values, name, wanted)]
        for name in values.keys() if not disagreeing else disagreeing if len(disagreeing) == 1 else ():
            found[name].update(values.get(name, ()))
    return found


def _values(replica: Replica, resource: ResourceId) -> dict[str, list[str]]:
    declared, values = replica.declared(resource), replica.node(resource)["values"]
    linked = {name: values.get(name, []) for name in links_to_reference_data(declared)}
    return {
        TYPE: [declared.graph_type.slug],
        **{name: [e for e in ids if e in replica] for name, ids in linked.items()},
    }


def _agrees(values: Mapping[str, Collection[str]], chosen: Chosen) -> bool:
    return all(_has(values, name, wanted) for name, wanted in chosen.items())


def _has(values: Mapping[str, Collection[str]], name: str, wanted: Collection[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(values.get(name, ()))
