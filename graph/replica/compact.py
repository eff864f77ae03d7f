"""A NetworkX graph that needs a third of the usual memory and shares most of it with forked processes.

Values are kept as JSON text until they are read: as Python objects they would take five times the memory. The links
between two nodes are one of few combinations of names, so equal combinations share one mapping. Reading an object
writes to its reference count, which makes a forked process copy its memory page: few and small objects keep that cheap.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, MutableMapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

import networkx as nx
import orjson

Json = Any

NO_ATTRIBUTES: dict[str, Any] = {}
"""The attributes of every link: its key, the declared name, says all. NetworkX copies them, so this must be a dict."""

RECENT = 20_000
"""The number of texts that stay decoded: about 30 MB if they belong to large resources."""


class Attributes(MutableMapping[str, Any]):
    """Attributes of a node. An attribute set as bytes is JSON and is decoded on reading; readers must not change it."""

    __slots__ = ("_change", "_owner", "_type", "_urls", "_values")

    def __getitem__(self, name: str) -> Any:
        try:
            held = getattr(self, f"_{name}")
        except AttributeError:
            raise KeyError(name) from None
        return _decoded(held) if type(held) is bytes else held

    def __setitem__(self, name: str, value: Any) -> None:
        setattr(self, f"_{name}", value)

    def __delitem__(self, name: str) -> None:
        delattr(self, f"_{name}")

    def __contains__(self, name: object) -> bool:
        return hasattr(self, f"_{name}")

    def __iter__(self) -> Iterator[str]:
        return (name[1:] for name in self.__slots__ if hasattr(self, name))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class CompactGraph(nx.MultiDiGraph):
    """A graph whose links have no attributes but their key. Its copy is an ordinary graph and may be changed."""

    node_attr_dict_factory = Attributes

    def add_node(self, node: str, **attributes: Any) -> None:
        """Add a node under its interned id: JSON yields a new string for each mention of an id, here all share one."""
        super().add_node(sys.intern(node), **attributes)

    def add_edge(self, source: str, target: str, key: str) -> str:
        """Add a link by replacing the mapping of links between the two nodes, which is shared and cannot be changed."""
        source, target = sys.intern(source), sys.intern(target)
        for node in (source, target):
            if node not in self._node:
                self.add_node(node)
        links = _links(frozenset((*self._succ[source].get(target, ()), key)))
        self._succ[source][target] = self._pred[target][source] = links
        return key

    # Readers ask for these of every resource of an answer. The mappings of NetworkX take four times as long.

    def values(self, node: str) -> Json:
        """Return the declared values of a node. Raise KeyError for no node."""
        held = self._node[node]._values
        return _decoded(held) if type(held) is bytes else held

    def urls(self, node: str) -> Json:
        """Return the addresses of the node's page by language. Raise KeyError for no node."""
        held = self._node[node]._urls
        return _decoded(held) if type(held) is bytes else held

    def owner(self, node: str) -> str | None:
        """Return the resource that a part belongs to, None for a resource. Raise KeyError for no node."""
        return getattr(self._node[node], "_owner", None)

    def change(self, node: str) -> int:
        """Return the number of the change that describes a node. Raise KeyError for no node."""
        number: int = self._node[node]._change
        return number

    def is_described(self, node: object) -> bool:
        """Return whether a node has a type: a mere target of a link has none."""
        return hasattr(self._node.get(node), "_type")

    def linking(self, target: str, key: str) -> Iterator[str]:
        """Yield the nodes with a link of this name to the target."""
        return (source for source, links in self._pred[target].items() if key in links)

    def copy(self, as_view: bool = False) -> nx.MultiDiGraph:
        return super().copy(as_view=True) if as_view else nx.MultiDiGraph(self)

    def remove_links_of(self, source: str) -> None:
        """Remove all links from a node; links to it stay."""
        for target in self._succ[source]:
            del self._pred[target][source]
        self._succ[source].clear()


class Names:
    """Nodes by name. Nearly every name has one node, which is kept without a set to save memory."""

    def __init__(self) -> None:
        self._nodes: dict[str, str | set[str]] = {}

    def nodes(self, name: str) -> list[str]:
        """Return the nodes with this name, in the order of their ids."""
        held = self._nodes.get(name)
        return sorted(held) if isinstance(held, set) else [held] if held else []

    def add(self, name: str, node: str) -> None:
        held = self._nodes.setdefault(name, node)
        if isinstance(held, set):
            held.add(node)
        elif held != node:
            self._nodes[name] = {held, node}

    def remove(self, name: str, node: str) -> None:
        held = self._nodes.get(name)
        if isinstance(held, set) and len(held) > 1:
            held.discard(node)
        else:
            self._nodes.pop(name, None)


def encoded(value: Json) -> bytes:
    """Return a value as JSON bytes, copied because the bytes of orjson keep kilobytes of unused memory allocated."""
    return bytes(memoryview(orjson.dumps(value)))


@lru_cache(maxsize=RECENT)
def _decoded(text: bytes) -> Json:
    return orjson.loads(text)


@cache
def _links(names: frozenset[str]) -> Mapping[str, dict[str, Any]]:
    return MappingProxyType(dict.fromkeys(sorted(names), NO_ATTRIBUTES))
