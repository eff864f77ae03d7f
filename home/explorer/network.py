"""The network of an address: resources, the links between them, and in which list of which resource each stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph import presentation
from graph.declarations import registry
from graph.identity import ResourceId, split
from graph.presentation import Item, Kind
from graph.replica import DirectedLink, Direction, Replica, Step, neighbours, paths, view_address
from home.explorer.asking import Asked, link_names

PER_BRANCH = 15
"""The most neighbours by one link; the list of all is a link away."""
MOST_PATHS, MOST_HOPS = 12, 4
DEGREES = 50_000
"""How many numbers of neighbours are kept until the graph changes."""


@dataclass(frozen=True)
class Node:
    """A resource of the drawing. `degree` is the number of its neighbours, `toggle` the address that opens it."""

    id: ResourceId
    item: Item
    kind: Kind
    degree: int
    is_opened: bool
    toggle: str
    paths: str
    """The address with the paths to it; empty if nothing is opened from where they could begin."""


@dataclass(frozen=True)
class Edge:
    source: ResourceId
    target: ResourceId
    link: str
    label: str
    predicate: str


@dataclass(frozen=True)
class Branch:
    """The neighbours of an opened resource by one link; `more` are not shown, but stand in the list at `url`."""

    label: str
    nodes: tuple[Node, ...]
    more: int
    url: str


@dataclass(frozen=True)
class Opened:
    node: Node
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Path:
    """A path as the nodes on it, each but the first behind the words of the link that leads to it."""

    steps: tuple[tuple[str, Node], ...]


@dataclass
class Network:
    nodes: dict[ResourceId, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    opened: list[Opened] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    all_paths: bool = True
    types: Counter[str] = field(default_factory=Counter)
    """How many neighbours of opened resources have each type, before types are chosen."""
    links: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> Iterator[tuple[Node, Edge, Node]]:
        """Yield the edges with their ends."""
        yield from ((self.nodes[each.source], each, self.nodes[each.target]) for each in self.edges)


def network(replica: Replica, wanted: Asked) -> Network:
    """Return what an address shows. All resources that it names must be public."""
    return _Making(replica, wanted).made()


class _Making:
    def __init__(self, replica: Replica, wanted: Asked) -> None:
        self.replica = replica
        self.wanted = wanted
        self.language = presentation.active_language()
        self.names = frozenset(link_names())
        self.network = Network()

    def made(self) -> Network:
        found = self.network
        for each in self.wanted.opened:
            self._node(each)
        found.opened = [self._opened(each) for each in self.wanted.opened]
        if self.wanted.to:
            self._add_paths(self.wanted.opened[0], self.wanted.to)
        found.edges = [edge for each in found.nodes for edge in self._edges(each)]
        return found

    def _node(self, resource: ResourceId) -> Node:
        if resource not in self.network.nodes:
            self.network.nodes[resource] = Node(
                id=resource,
                item=presentation.mention(self.replica, resource, self.language),
                kind=presentation.kind(self.replica.declared(resource)),
                degree=self._degree(resource),
                is_opened=resource in self.wanted.opened,
                toggle=self.wanted.with_opened(resource).query,
                paths=self.wanted.paths_to(resource),
            )
        return self.network.nodes[resource]

    def _degree(self, resource: ResourceId) -> int:
        kept = self.replica.derived("explorer degrees", DEGREES)
        degree: int = kept.once(resource, lambda: len(self._neighbours(resource)))
        return degree

    def _neighbours(self, resource: ResourceId) -> dict[ResourceId, list[DirectedLink]]:
        around = neighbours(self.replica, resource, None, self.names)
        return {each: links for each, links in around.items() if not self.replica.is_part(each)}

    def _opened(self, resource: ResourceId) -> Opened:
        by_link: dict[tuple[str, DirectedLink], list[ResourceId]] = defaultdict(list)
        for other, links in self._neighbours(resource).items():
            kind = self.replica.declared(other).graph_type.slug
            self.network.types[kind] += 1
            self.network.links.update({link.type for link in links})
            if not self.wanted.types or kind in self.wanted.types:
                for link in links:
                    if not self.wanted.links or link.type in self.wanted.links:
                        by_link[self._label(resource, link, other), link].append(other)
        branches = [self._branch(resource, label, link, ends) for (label, link), ends in by_link.items()]
        return Opened(self._node(resource), tuple(sorted(branches, key=lambda each: each.label)))

    def _branch(self, resource: ResourceId, label: str, link: DirectedLink, ends: list[ResourceId]) -> Branch:
        first = presentation.in_order(self.replica, ends, self.language)[:PER_BRANCH]
        more = len(ends) - len(first)
        return Branch(
            label,
            tuple(map(self._node, first)),
            more,
            self._list(resource, link, ends[0]) if more else "",
        )

    def _label(self, resource: ResourceId, link: DirectedLink, other: ResourceId) -> str:
        """Return the words of a link as they are read from the resource."""
        if link.direction is Direction.OUT:
            declared = self.replica.declared(resource)
            return presentation.label(declared, declared.fields[link.type])
        source = self.replica.declared(other)
        inverse = next((each for each in self._inverses(resource, link) if source.name in each.sources), None)
        return presentation.inverse_label(inverse) if inverse else presentation.kind(source).plural

    def _inverses(self, resource: ResourceId, link: DirectedLink) -> Iterable:
        return (each for each in self.replica.declared(resource).inverses.values() if each.link.name == link.type)

    def _list(self, resource: ResourceId, link: DirectedLink, other: ResourceId) -> str:
        """Return the address of all resources of a branch: a list of the website, or the resource's own page."""
        source = self.replica.declared(other).name
        if link.direction is Direction.IN:
            for inverse in self._inverses(resource, link):
                if source in inverse.sources:
                    return f"{view_address('related', *split(resource), inverse.name)}?lang={self.language}"
        return presentation.address(self.replica, resource, self.language)

    def _edges(self, resource: ResourceId) -> Iterator[Edge]:
        declared = self.replica.declared(resource)
        for other, links in neighbours(self.replica, resource, Direction.OUT, self.names).items():
            if other in self.network.nodes:
                for link in links:
                    declaration = declared.fields[link.type]
                    if not self.wanted.links or link.type in self.wanted.links:
                        label = presentation.label(declared, declaration)
                        yield Edge(resource, other, link.type, label, str(declaration.predicate))

    def _add_paths(self, start: ResourceId, end: ResourceId) -> None:
        kept = self.wanted.links or self.names
        # Some of the paths lead through parts, which stand for no resource of their own.
        found = paths(self.replica, start, end, MOST_HOPS, 4 * MOST_PATHS, kept)
        whole = [each for each in found.found if not any(self.replica.is_part(step.target) for step in each)]
        self.network.all_paths = found.complete and len(whole) <= MOST_PATHS
        self._node(end)
        self.network.paths = [self._path(start, each) for each in whole[:MOST_PATHS]]

    def _path(self, start: ResourceId, steps: list[Step]) -> Path:
        words = [("", self._node(start))]
        for step in steps:
            labels = dict.fromkeys(self._label(step.source, link, step.target) for link in step.links)
            words.append((", ".join(labels), self._node(step.target)))
        return Path(tuple(words))


def type_labels(found: Network) -> list[tuple[str, str, int]]:
    """Return the types of neighbours: slug, plural, number."""
    kinds = ((presentation.kind(registry().by_slug[slug]), count) for slug, count in found.types.most_common())
    return [(kind.slug, kind.plural, count) for kind, count in kinds]


def link_labels(found: Network) -> list[tuple[str, str, int]]:
    """Return the links to neighbours: name, the label that the first type gives it, number of neighbours."""
    labels = {}
    for declared in registry().resources:
        for name, link in declared.links.items():
            labels.setdefault(name, presentation.label(declared, link))
    return [(name, labels[name], count) for name, count in found.links.most_common()]
