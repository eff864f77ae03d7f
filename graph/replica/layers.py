"""Mappings, names and a graph laid over others, which they read and never change.

An overlay of one request is made of these: it costs what differs, whatever the size of the public graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any, TypeVar, cast

from graph.replica.compact import Attributes, CompactGraph, Names

K = TypeVar("K")
V = TypeVar("V")


class Layer(MutableMapping[K, V]):
    """A mapping over another one. Mappings among the values of the lower one are returned read-only."""

    def __init__(self, below: Mapping[K, V]) -> None:
        self._below = below
        self._own: dict[K, V] = {}
        self._gone: set[K] = set()

    def __getitem__(self, key: K) -> V:
        if key in self._own:
            return self._own[key]
        if key in self._gone:
            raise KeyError(key)
        value = self._below[key]
        return cast(V, MappingProxyType(value)) if isinstance(value, dict) else value

    def __setitem__(self, key: K, value: V) -> None:
        self._own[key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self._own.pop(key, None)
        if key in self._below:
            self._gone.add(key)

    def __contains__(self, key: object) -> bool:
        return key in self._own or (key in self._below and key not in self._gone)

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self._below if key in self)
        yield from (key for key in self._own if key not in self._below)

    def __len__(self) -> int:
        added = sum(1 for key in self._own if key in self._gone or key not in self._below)
        return len(self._below) - len(self._gone) + added

    def own(self, key: K) -> V | None:
        """Return the value that was set in this layer, or None."""
        return self._own.get(key)


class LayeredNames(Names):
    """Names over others. Nodes of the lower names are removed before any are added."""

    def __init__(self, below: Names) -> None:
        super().__init__()
        self._below = below
        self._removed: set[tuple[str, str]] = set()

    def nodes(self, name: str) -> list[str]:
        left = (each for each in self._below.nodes(name) if (name, each) not in self._removed)
        return sorted({*left, *super().nodes(name)})

    def remove(self, name: str, node: str) -> None:
        self._removed.add((name, node))


class LayeredGraph(CompactGraph):
    """A graph over another one: what is known of a node is copied before it changes."""

    def __init__(self, below: CompactGraph) -> None:
        super().__init__()
        self._node, self._adj, self._pred = Layer(below._node), Layer(below._adj), Layer(below._pred)

    def add_node(self, node: str, **attributes: Any) -> None:
        self._copy(node)
        super().add_node(node, **attributes)

    def add_edge(self, source: str, target: str, key: str) -> str:
        self._copy(source)
        self._copy(target)
        return super().add_edge(source, target, key)

    def remove_links_of(self, source: str) -> None:
        self._copy(source)
        for target in self._succ[source]:
            self._copy(target)
        super().remove_links_of(source)

    def _copy(self, node: str) -> None:
        """Copy the attributes and links of a node of the lower graph into this one, at the first change."""
        if node not in self._node or self._node.own(node) is not None:
            return
        attributes = Attributes()
        attributes.update(self._node[node])
        self._node[node] = attributes
        self._succ[node], self._pred[node] = dict(self._succ[node]), dict(self._pred[node])
