"""Count resources and add up their amounts by country."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from graph.declarations import ACCORD, Amount, Code, DeclaredType, registry
from graph.identity import ResourceId, split
from graph.replica import Replica


@cache
def place_types() -> dict[str, str]:
    """Return the types of resource that are countries, with an ISO and an M49 code, and the name of the latter."""
    found = {}
    for declared in registry().resources:
        codes = {each.datatype: each.name for each in declared.fields.values() if isinstance(each, Code)}
        if ACCORD.alpha2 in codes and ACCORD.m49 in codes:
            found[declared.name] = codes[ACCORD.m49]
    return found


def m49(replica: Replica, place: ResourceId) -> str:
    node = replica.node(place)
    return str(node["values"].get(place_types()[node["type"]], ""))


def is_place(replica: Replica, resource: ResourceId) -> bool:
    return resource in replica and replica.node(resource)["type"] in place_types()


def links_to_places(declared: DeclaredType) -> list[str]:
    """Return the names of a type's links that may name countries."""
    return [name for name, link in declared.links.items() if not place_types().keys().isdisjoint(link.target_types)]


def places_of(replica: Replica, resource: ResourceId) -> set[ResourceId]:
    """Return the public countries that a resource names; of a country, itself."""
    if is_place(replica, resource):
        return {resource}
    values = replica.node(resource)["values"]
    named = (place for name in links_to_places(replica.declared(resource)) for place in values.get(name, ()))
    return {place for place in named if is_place(replica, place)}


def numbers(replica: Replica, resources: Iterable[ResourceId]) -> dict[ResourceId, int]:
    """Return how many of the resources name each country."""
    return {place: len(naming) for place, naming in _by_place(replica, resources).items()}


def amounts(replica: Replica, resources: Iterable[ResourceId]) -> dict[str, dict[ResourceId, Decimal]]:
    """Return the sums of the stated amounts of the resources, by currency and country.

    An amount for several countries counts for each of them, undivided. An amount that is included in another one of
    the same country is left out, so that no money counts twice.
    """
    stated: dict[ResourceId, dict[ResourceId, tuple[str, Decimal]]] = defaultdict(dict)
    for part, amount in _stated(replica):
        stated[replica.owner(part)][part] = amount
    sums: dict[str, dict[ResourceId, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for place, naming in _by_place(replica, resources).items():
        parts = {part: amount for each in naming & stated.keys() for part, amount in stated[each].items()}
        for part, (currency, value) in parts.items():
            if _whole(replica, part) not in parts:
                sums[currency][place] += value
    return {currency: dict(sums[currency]) for currency in sorted(sums)}


def _by_place(replica: Replica, resources: Iterable[ResourceId]) -> dict[ResourceId, set[ResourceId]]:
    """Return the resources that name each country, read from the indexes of the links."""
    by_type: dict[str, set[ResourceId]] = defaultdict(set)
    for each in resources:
        by_type[split(each)[0]].add(each)
    found: dict[ResourceId, set[ResourceId]] = defaultdict(set)
    for slug, wanted in by_type.items():
        declared = registry().by_slug[slug]
        if declared.name in place_types():
            found.update({place: found[place] | {place} for place in wanted})
            continue
        for name in links_to_places(declared):
            for target, linking in replica.indexes.field(declared.name, declared.links[name]).items():
                if (naming := linking & wanted) and is_place(replica, target):
                    found[target] |= naming
    return dict(found)


def _stated(replica: Replica) -> Iterator[tuple[ResourceId, tuple[str, Decimal]]]:
    """Yield every part that states an amount, with the currency and the number."""
    for declared in registry().types.values():
        fields = (each for each in declared.fields.values() if declared.is_part and isinstance(each, Amount))
        for field in fields:
            for amount, parts in replica.indexes.field(declared.name, field).items():
                yield from ((part, amount) for part in parts)


def located(replica: Replica, resources: Iterable[ResourceId]) -> Iterator[tuple[ResourceId, float, float]]:
    """Yield the resources with coordinates: id, longitude and latitude."""
    for each in resources:
        values = replica.node(each)["values"]
        for field in replica.declared(each).places:
            if field.name in values:
                longitude, latitude = field.geometry(values[field.name])["coordinates"]
                yield each, longitude, latitude


def _whole(replica: Replica, part: ResourceId) -> ResourceId | None:
    """Return the part whose amount includes that of a part."""
    link = replica.declared(part).whole
    named = replica.node(part)["values"].get(link.name) if link else None
    return named["part"] if named else None
