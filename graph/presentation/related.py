"""Present related resources in words: the facts in common, under the names of the resource's own fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from graph.identity import ResourceId
from graph.presentation.model import Fact, Row
from graph.presentation.reader import Reader, inverse_label, kind, label
from graph.replica import DirectedLink, Direction, Reason, relatedness

SHOWN = 6
NAMED = 3
"""The number of shared resources that a reason names; further ones are counted."""
LINKS_EXAMINED = 10_000
"""A page compares no more links than this, since a country may have thousands of projects."""


def related(resource: ResourceId, reader: Reader) -> Iterator[Row]:
    """Yield the most related resources, without its neighbours, which its page shows elsewhere."""
    if resource in reader.replica:
        found = relatedness.related(reader.replica, resource, linked=False, budget=LINKS_EXAMINED).found
        for each in islice(found, SHOWN):
            yield Row(reader.public_item(each.resource), tuple(_in_common(resource, each.reasons, reader)))


def _in_common(resource: ResourceId, reasons: Iterable[Reason], reader: Reader) -> Iterator[Fact]:
    by_link: dict[DirectedLink, list[ResourceId]] = defaultdict(list)
    for each in reasons:
        by_link[each.link].append(each.shared)
    for link, shared in by_link.items():
        words, first = _label(link, resource, shared[0], reader), reader.items(shared[:NAMED])
        yield Fact(link.type, words, "", first, more=len(shared) - NAMED if len(shared) > NAMED else 0)


def _label(link: DirectedLink, resource: ResourceId, shared: ResourceId, reader: Reader) -> str:
    """Return the resource's own name for the link, or without one the type of the shared resource."""
    declared = reader.replica.declared(resource)
    if link.direction is Direction.OUT:
        return label(declared, declared.fields[link.type])
    source = reader.replica.declared(shared)
    for inverse in declared.inverses.values():
        if inverse.link.name == link.type and source.name in inverse.sources:
            return inverse_label(inverse)
    return kind(source).plural
