"""Count resources and add up their amounts by country."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from graph.declarations import ACCORD, Amount, Code, DeclaredType, registry
from graph.identity import ResourceId
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
    return dict(Counter(place for each in resources for place in places_of(replica, each)))


def amounts(replica: Replica, resources: Iterable[ResourceId]) -> dict[str, dict[ResourceId, Decimal]]:
    """Return the sums of the stated amounts of the resources, by currency and country.

    An amount for several countries counts for each of them, undivided. An amount that is included in another one of
    the same country is left out, so that no money counts twice.
    """
    stated: dict[ResourceId, set[ResourceId]] = defaultdict(set)
    for each in resources:
        if parts := [part for part in replica.parts(each) if _amount(replica, part)]:
            for place in places_of(replica, each):
                stated[place].update(parts)
    sums: dict[str, dict[ResourceId, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for place, parts in stated.items():
        for part in parts:
            if _whole(replica, part) not in parts:
                currency, value = _amount(replica, part)
                sums[currency][place] += value
    return {currency: dict(sums[currency]) for currency in sorted(sums)}


def located(replica: Replica, resources: Iterable[ResourceId]) -> Iterator[tuple[ResourceId, float, float]]:
    """Yield the resources with coordinates: id, longitude and latitude."""
    for each in resources:
        values = replica.node(each)["values"]
        for field in replica.declared(each).places:
            if field.name in values:
                longitude, latitude = field.geometry(values[field.name])["coordinates"]
                yield each, longitude, latitude


def _amount(replica: Replica, part: ResourceId) -> tuple[str, Decimal] | None:
    """Return the currency and the number of a part that states an amount."""
    values = replica.node(part)["values"]
    fields = (each for each in replica.declared(part).fields.values() if isinstance(each, Amount))
    return next((each.decode(values[each.name]) for each in fields if each.name in values), None)


def _whole(replica: Replica, part: ResourceId) -> ResourceId | None:
    """Return the part whose amount includes that of a part."""
    link = replica.declared(part).whole
    named = replica.node(part)["values"].get(link.name) if link else None
    return named["part"] if named else None
