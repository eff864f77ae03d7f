"""Add up the amounts that resources state for what they get, by who gives it, and by currency, never across two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from decimal import Decimal

from graph.declarations import Amount, DeclaredType, Link, PartLink, registry
from graph.identity import ResourceId
from graph.presentation.kinds import KINDS
from graph.presentation.model import Item, Kind
from graph.presentation.reader import Reader, kind, label

Key = tuple[str, ResourceId]
MOST = 40
"""The number of sums that a page shows."""


@dataclass(frozen=True)
class Sum:
    """The amounts of one giver in one currency; `count` says how many there are."""

    giver: Item
    amount: Item
    count: int


@dataclass(frozen=True)
class Money:
    """Sums with what they count. `heading` is the label of the giver."""

    heading: str
    counted: tuple[tuple[Kind, int], ...]
    sums: tuple[Sum, ...]
    more: int
    """The number of further sums, which the totals include."""
    totals: tuple[Item, ...]
    """The total of each currency that has several sums."""


@dataclass(frozen=True)
class _Grants:
    """A type of part with an amount and the link to who gives it."""

    part: DeclaredType
    amount: Amount
    giver: Link


def money(owners: Set[ResourceId], reader: Reader) -> Iterator[Money]:
    """Yield the sums of the amounts that the resources state in their parts, for each type of part."""
    for grants in _types_of_grants():
        found: dict[Key, list[Decimal]] = defaultdict(list)
        counted: set[ResourceId] = set()
        for giver, currency, value, owner in _stated(grants, owners, reader):
            found[currency, giver].append(value)
            counted.add(owner)
        if found:
            yield _shown(grants, found, counted, reader)


def totals(parts: list[ResourceId], reader: Reader) -> tuple[Item, ...]:
    """Return the sum of the amounts of some parts in each currency, without those that others of them include."""
    declared = reader.replica.declared(parts[0])
    amount, there = _amount(declared), set(parts)
    if amount is None or len(parts) < 2:
        return ()
    found: dict[str, Decimal] = defaultdict(Decimal)
    for part in parts:
        values = reader.replica.graph.values(part)
        whole = values.get(declared.whole.name) if declared.whole else None
        if amount.name in values and not (whole and whole["part"] in there):
            currency, value = amount.decode(values[amount.name])
            found[currency] += value
    write = _writer(amount, reader)
    return tuple(write(currency, found[currency], Decimal()) for currency in sorted(found))


def grants_of(declared: DeclaredType) -> bool:
    """Tell whether resources of a type state amounts in their parts."""
    parts = (registry().types[each.to] for each in declared.parts.values())
    return any(_amount(each) for each in parts)


def _types_of_grants() -> Iterator[_Grants]:
    types = {part.to: registry().types[part.to] for declared in registry() for part in declared.parts.values()}
    for declared in types.values():
        links = (each for each in declared.fields.values() if isinstance(each, Link) and not each.many)
        amount, giver = _amount(declared), next(links, None)
        if amount and giver:
            yield _Grants(declared, amount, giver)


def _amount(declared: DeclaredType) -> Amount | None:
    return next((each for each in declared.fields.values() if isinstance(each, Amount)), None)


def _stated(
    grants: _Grants, owners: Set[ResourceId], reader: Reader
) -> Iterator[tuple[ResourceId, str, Decimal, ResourceId]]:
    """Yield each amount with its giver, its currency and its owner.

    An amount that is included in another one of the same owners is left out.
    """
    replica, name = reader.replica, grants.part.name
    whole = grants.part.whole
    givers = _by_part(reader, name, grants.giver)
    wholes = _by_part(reader, name, whole) if whole else {}
    for (currency, value), parts in replica.indexes.field(name, grants.amount).items():
        for part in parts:
            owner = replica.owner(part)
            included = wholes.get(part)
            if owner in owners and part in givers and not (included and replica.owner(included) in owners):
                yield givers[part], currency, value, owner


def _by_part(reader: Reader, name: str, field: Link | PartLink) -> dict[ResourceId, ResourceId]:
    """Return the target of a link for each part; kept until the graph changes."""
    kept = reader.replica.derived(("targets", name), 8)
    found = kept.get(field.name)
    if found is None:
        found = {part: key for key, parts in reader.replica.indexes.field(name, field).items() for part in parts}
        kept.add(field.name, found, 1)
    return found


def _shown(grants: _Grants, found: dict[Key, list[Decimal]], counted: set[ResourceId], reader: Reader) -> Money:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    largest: dict[str, Decimal] = defaultdict(Decimal)
    by_currency: Counter[str] = Counter()
    for (currency, _), values in found.items():
        totals[currency] += sum(values)
        largest[currency] = max(largest[currency], sum(values, Decimal()))
        by_currency[currency] += 1
    largest = {each: value if by_currency[each] > 1 else Decimal() for each, value in largest.items()}
    write = _writer(grants.amount, reader)
    ordered = sorted(found.items(), key=lambda each: (each[0][0], -sum(each[1])))
    sums = [
        Sum(giver, write(currency, sum(values, Decimal()), largest[currency]), len(values))
        for (currency, resource), values in ordered[:MOST]
        if (giver := reader.item(resource))
    ]
    types = Counter(reader.replica.declared(each).name for each in counted)
    return Money(
        heading=label(grants.part, grants.giver),
        counted=tuple((kind(registry().types[name]), count) for name, count in types.most_common()),
        sums=tuple(sums),
        more=max(0, len(ordered) - MOST),
        totals=tuple(write(each, totals[each], Decimal()) for each in sorted(totals) if by_currency[each] > 1),
    )


def _writer(field: Amount, reader: Reader) -> Callable[[str, Decimal, Decimal], Item]:
    def write(currency: str, value: Decimal, most: Decimal) -> Item:
        [item] = KINDS[field].items(field, {"value": f"{value:f}", "currency": currency}, reader)
        share = int(100 * value / most) if most else 0
        return Item(item.text, machine=item.machine, share=share)

    return write
