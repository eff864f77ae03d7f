"""Draw a resource among what is around it: a small network of two steps, made for a page without a script.

What is one step away stands on a circle with its name, what is two steps away outside of it, beside what leads there.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.text import Truncator

from graph.identity import ResourceId
from graph.presentation.model import Item
from graph.presentation.reader import Reader, inverse_label, label
from graph.replica import DirectedLink, Direction, neighbours

WIDTH, HEIGHT = 900, 540
NEAR, FAR = (165.0, 140.0), (425.0, 245.0)
"""Horizontal and vertical radius of what is one step away, and of what is two steps away."""
MOST_NEAR, MOST_FAR = 12, 3
"""How many are drawn one step away, and how many two steps away beside one of them."""
EXAMINED = 400
"""How many neighbours are looked at, since a country may have thousands."""
LETTERS = 26


@dataclass(frozen=True)
class Dot:
    """A resource in the drawing. `link` says in words how it is connected, `outside` whether it is two steps away."""

    item: Item
    x: int
    y: int
    text: str
    anchor: str
    link: str
    outside: bool

    @property
    def label_x(self) -> int:
        return self.x + {"start": 12, "end": -12}.get(self.anchor, 0)

    @property
    def label_y(self) -> int:
        return self.y + (5 if self.anchor != "middle" else 26 if self.y > HEIGHT // 2 else -16)


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int
    link: str


@dataclass(frozen=True)
class Network:
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def near(self) -> tuple[Dot, ...]:
        return tuple(each for each in self.dots if not each.outside)


def network(resource: ResourceId, reader: Reader) -> Network | None:
    """Return the drawing around a public resource, or None if it has fewer than three neighbours."""
    near = _chosen(resource, reader)
    if len(near) < 3:
        return None
    around = {each: _beyond(each, {resource, *near}, reader) for each in near}
    dots: dict[ResourceId, Dot] = {}
    for index, (each, link) in enumerate(near.items()):
        angle = 2 * math.pi * (index + 0.5) / len(near) - math.pi / 2
        dots[each] = _dot(each, link, angle, NEAR, reader, outside=False)
        for further, turn in zip(around[each], _turns(len(around[each]), len(near)), strict=True):
            dots.setdefault(further, _dot(further, around[each][further], angle + turn, FAR, reader, outside=True))
    return Network(tuple(dots.values()), tuple(_lines(resource, dots, around, near)))


def _chosen(resource: ResourceId, reader: Reader) -> dict[ResourceId, str]:
    """Return neighbours with the words of their link: of each kind of link some in turn, so that no kind fills all."""
    by_link: dict[DirectedLink, list[ResourceId]] = {}
    for count, (other, links) in enumerate(_neighbours(resource, reader)):
        if count == EXAMINED:
            break
        by_link.setdefault(links[0], []).append(other)
    rounds = zip_longest(*([(each, link) for each in sorted(others)] for link, others in by_link.items()))
    chosen: dict[ResourceId, DirectedLink] = {}
    for each, link in (pair for several in rounds for pair in several if pair):
        chosen.setdefault(each, link)
    first = list(chosen.items())[:MOST_NEAR]
    order = list(by_link)
    first.sort(key=lambda pair: order.index(pair[1]))
    return {each: words(resource, each, link, reader) for each, link in first}


def _neighbours(resource: ResourceId, reader: Reader) -> Iterator[tuple[ResourceId, list[DirectedLink]]]:
    """Yield neighbours that have pages of their own: parts lead to the same resources as the links through them."""
    replica = reader.replica
    for other, links in neighbours(replica, resource).items():
        if not replica.is_part(other):
            yield other, links


def _beyond(resource: ResourceId, known: Iterable[ResourceId], reader: Reader) -> dict[ResourceId, str]:
    found: dict[ResourceId, str] = {}
    skipped = set(known)
    for count, (other, links) in enumerate(_neighbours(resource, reader)):
        if len(found) == MOST_FAR or count == EXAMINED:
            break
        if other not in skipped:
            found[other] = words(resource, other, links[0], reader)
    return found


def words(resource: ResourceId, other: ResourceId, link: DirectedLink, reader: Reader) -> str:
    """Return what a resource calls its link to another one."""
    declared = reader.replica.declared(resource)
    if link.direction is Direction.OUT:
        return label(declared, declared.fields[link.type])
    source = reader.replica.declared(other)
    for inverse in declared.inverses.values():
        if inverse.link.name == link.type and source.name in inverse.sources:
            return inverse_label(inverse)
    return label(source, source.fields[link.type])


def _turns(count: int, among: int) -> Iterator[float]:
    """Yield the angles between a resource and those beyond it, which share its sector."""
    sector = 2 * math.pi / among * 0.8
    return (sector * ((index + 0.5) / count - 0.5) for index in range(count))


def _dot(
    resource: ResourceId, link: str, angle: float, radius: tuple[float, float], reader: Reader, *, outside: bool
) -> Dot:
    x, y = WIDTH / 2 + radius[0] * math.cos(angle), HEIGHT / 2 + radius[1] * math.sin(angle)
    item = reader.public_item(resource)
    side = math.cos(angle)
    anchor = "start" if side > 0.15 else "end" if side < -0.15 else "middle"
    return Dot(item, round(x), round(y), Truncator(item.text).chars(LETTERS), anchor, link, outside)


def _lines(
    resource: ResourceId,
    dots: dict[ResourceId, Dot],
    around: dict[ResourceId, dict[ResourceId, str]],
    near: dict[ResourceId, str],
) -> Iterator[Line]:
    for each, link in near.items():
        yield Line(WIDTH // 2, HEIGHT // 2, dots[each].x, dots[each].y, link)
        for further, name in around[each].items():
            yield Line(dots[each].x, dots[each].y, dots[further].x, dots[further].y, name)
