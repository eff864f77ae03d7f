"""List resources for people: all types with counts, rows with a line of facts, and the latest changes."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from itertools import islice

from graph.declarations import DCTERMS, SCHEMA, DeclaredType, Field, registry
from graph.identity import ResourceId
from graph.presentation.kinds import KINDS, fact, is_shown, moment_item
from graph.presentation.lists import ALL
from graph.presentation.model import Fact, Item, Kind, Row
from graph.presentation.reader import Reader, kind, sort_key, title
from graph.replica import EVERY_TYPE, Replica

FACTS = 4
"""The largest number of facts in a line."""
FIRST = (SCHEMA.startDate, SCHEMA.endDate, SCHEMA.datePublished, DCTERMS.date, DCTERMS.spatial, SCHEMA.funder)
"""Predicates of the facts that come first in a line: when, where, with whose money."""


def counts(replica: Replica) -> list[tuple[Kind, int]]:
    """Return every type of resource with the number of its public resources."""
    return [(kind(declared), len(replica.of_type(declared.name))) for declared in registry().resources]


def rows(
    replica: Replica,
    resources: Iterable[ResourceId],
    language: str,
    names: Mapping[ResourceId, Item] | None = None,
    most: int = FACTS,
) -> list[Row]:
    """Return a row for each resource with at most `most` facts.

    `names` has names of hidden resources that this reader may see.
    """
    reader = Reader(replica, language, names)
    return [_row(resource, reader, most) for resource in resources]


def mention(replica: Replica, resource: ResourceId, language: str) -> Item:
    """Return the name of a public resource with its address."""
    return Reader(replica, language).public_item(resource)


def in_order(replica: Replica, resources: Iterable[ResourceId], language: str) -> list[ResourceId]:
    """Return the resources sorted by their names in this language."""
    return Reader(replica, language).in_order(resources)


def by_name(replica: Replica, type_name: str, among: Set[ResourceId], language: str) -> list[ResourceId]:
    """Return resources of a type, or of all types for `ALL`, sorted by their names in this language.

    The replica keeps the order of all resources of the type, which is faster than sorting many of them.
    """

    def key(resource: ResourceId) -> tuple[list[tuple[bool, int, str]], ResourceId]:
        # From its own values alone: the owner of a part may have been removed before the part is.
        own = replica.node(resource)["values"]
        return sort_key(title(replica.declared(resource), resource, own, language).text), resource

    kept = EVERY_TYPE if type_name == ALL else type_name
    if len(among) * 10 < replica.count(kept):
        return sorted(among, key=key)
    return [each for _, each in replica.indexes.order(kept, f"names in {language}", key).keys if each in among]


def below(replica: Replica, address: str) -> list[ResourceId]:
    """Return the pages below the page with this address: in Wagtail, the address shows the place in the page tree."""
    prefix = f"{address.rstrip('/')}/"
    return [
        resource
        for resource in _pages(replica)
        if any(url.startswith(prefix) and url != prefix for url in replica.node(resource)["urls"].values())
    ]


def latest(replica: Replica, number: int, language: str) -> list[tuple[Item, Item]]:
    """Return the names of the pages that changed last, each with the time of the change."""
    reader = Reader(replica, language)
    dated = (
        (moment, resource)
        for declared in registry().resources
        if declared.is_page and (field := modified_field(declared))
        for resource in replica.of_type(declared.name)
        if (moment := replica.node(resource)["values"].get(field.name))
    )
    return [(reader.public_item(each), moment_item(moment)) for moment, each in heapq.nlargest(number, dated)]


def _pages(replica: Replica) -> Iterator[ResourceId]:
    for declared in registry().resources:
        if declared.is_page:
            yield from replica.of_type(declared.name)


def modified_field(declared: DeclaredType) -> Field | None:
    """Return the field with the time of the record's last change, or None."""
    return next((each for each in declared.fields.values() if each.predicate == DCTERMS.modified), None)


def _row(resource: ResourceId, reader: Reader, most: int) -> Row:
    return Row(reader.public_item(resource), tuple(islice(_line(resource, reader), most)))


def _line(resource: ResourceId, reader: Reader) -> Iterator[Fact]:
    declared, values = reader.replica.declared(resource), reader.replica.node(resource)["values"]
    for field in _in_a_line(declared):
        if field.name in values and (found := fact(declared, field, values[field.name], reader)):
            yield found


@lru_cache(maxsize=100)
def _in_a_line(declared: DeclaredType) -> tuple[Field, ...]:
    """Return the fields that fit a line, those with the first predicates before the others."""

    def place(field: Field) -> int:
        return min((FIRST.index(each) for each in field.predicates if each in FIRST), default=len(FIRST))

    return tuple(sorted(filter(_fits_a_line, declared.fields.values()), key=place))


def _fits_a_line(field: Field) -> bool:
    return KINDS[field].in_line and is_shown(field) and not field.on_record
