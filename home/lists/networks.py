"""The result of a list as a network: one of the declared networks, made by the works of the list alone.

Each side, or the only one of an undirected network, is a column of names; lines join what the same works name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from graph.declarations import camel_case
from graph.identity import ResourceId, from_iri
from graph.networks import Network, networks
from graph.networks.projection import TooLargeError, projection
from graph.presentation import Item
from graph.refusals import Refusal
from home.lists import asked
from home.lists.page import Link, ListPage, address

LARGEST = 40_000
MOST = 14
"""The most names in a column of the drawing."""
ROWS = 100
"""The most rows of the table."""
WIDTH, ROW, LEFT, RIGHT, ARC = 760, 30, 250, 510, 380
LETTERS = 30


@dataclass(frozen=True)
class Node:
    """A name in a column. `anchor` says on which side of `x` it stands."""

    item: Item
    x: int
    y: int
    weight: int
    anchor: str

    @property
    def text(self) -> str:
        text = self.item.text
        return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"

    @property
    def label_x(self) -> int:
        return self.x + (12 if self.anchor == "start" else -12)

    @property
    def baseline(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Edge:
    """A line between two names, as an SVG path, with the number of works that it stands for."""

    source: Item
    target: Item
    weight: int
    path: str
    width: float


@dataclass(frozen=True)
class Drawn:
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rows: tuple[tuple[Item, Item, int], ...]
    """The pairs with the most works."""
    left_out: int
    height: int
    width: int = WIDTH


def networks_of(page: ListPage) -> list[Link]:
    """Return the networks of a list with their addresses."""
    names = asked.networks_of(page.asked.type_name)
    return [
        Link(str(networks()[each].title), address(page.request.GET, network=each), each == page.asked.network)
        for each in names
    ]


def network_of(page: ListPage) -> Drawn:
    """Return the drawing. Raise `Refusal` for a network that is too large to be drawn."""
    network = networks()[page.asked.network]
    try:
        graph = projection(page.result.replica, network, (), LARGEST, page.result.resources)
    except TooLargeError:
        raise Refusal(422, gettext_noop("This network is too large to be drawn: narrow the list down.")) from None
    names = {each: _item(page, network, from_iri(each) or "") for each in graph}
    pairs = sorted(graph.edges(data="weight"), key=lambda edge: (-edge[2], names[edge[0]].text, names[edge[1]].text))
    nodes = {each: Node(names[each], *place) for each, place in _places(network, pairs)}
    edges = tuple(_edges(nodes, pairs, network))
    return Drawn(
        str(network.title),
        str(network.description),
        tuple(nodes.values()),
        edges,
        tuple((names[source], names[target], weight) for source, target, weight in pairs[:ROWS]),
        max(0, len(pairs) - ROWS),
        max((each.y for each in nodes.values()), default=0) + ROW,
    )


def _item(page: ListPage, network: Network, resource: ResourceId) -> Item:
    """Return a name that leads to its part of the list, or to its page where no facet of the list has it."""
    item = page.reader.public_item(resource)
    links = [camel_case(path[0]) for path in (*network.sources, *network.targets) if len(path) == 1]
    for facet in (page.asked.facets[name] for name in links if name in page.asked.facets):
        if resource in facet.holders(page.result.replica):
            narrowed = {facet.name: facet.write(resource)}
            return replace(item, url=address(page.request.GET, view=None, network=None, page=None, **narrowed))
    return item


def _places(network: Network, pairs: list) -> Iterator[tuple[str, tuple[int, int, int, str]]]:
    """Yield the nodes with most works, each with its place, its weight and its anchor."""
    sides = (0, 1) if network.is_directed else (0,)
    for side in sides:
        weights: Counter[str] = Counter()
        for edge in pairs:
            for end in (edge[side],) if network.is_directed else edge[:2]:
                weights[end] += edge[2]
        x, anchor = ((LEFT, "end"), (RIGHT, "start"))[side] if network.is_directed else (ARC, "end")
        for row, (name, weight) in enumerate(weights.most_common(MOST)):
            yield name, (x, ROW * row + ROW, weight, anchor)


def _edges(nodes: dict[str, Node], pairs: list, network: Network) -> Iterator[Edge]:
    heaviest = max((weight for _, _, weight in pairs), default=1)
    for source, target, weight in pairs:
        if source in nodes and target in nodes:
            begin, end = nodes[source], nodes[target]
            width = round(1 + 5 * weight / heaviest, 1)
            yield Edge(begin.item, end.item, weight, _path(begin, end, network.is_directed), width)


def _path(begin: Node, end: Node, is_directed: bool) -> str:
    """Return a curve from one column to the other or, in a single column, an arc beside it."""
    if is_directed:
        middle = (LEFT + RIGHT) // 2
        return f"M {LEFT + 10} {begin.y} C {middle} {begin.y} {middle} {end.y} {RIGHT - 10} {end.y}"
    radius = abs(end.y - begin.y) / 2
    low, high = sorted((begin.y, end.y))
    return f"M {ARC + 10} {low} A {min(radius, 320):g} {radius:g} 0 0 1 {ARC + 10} {high}"
