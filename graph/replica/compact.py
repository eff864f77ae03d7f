"""A NetworkX graph in a third of the memory, of which a forked process shares most with its parent.

Values stand as JSON text until somebody reads them: as Python objects they would take five times the room. Links
between two nodes are one of few combinations of names, so all that are alike share one mapping. Reading an object
writes to its reference count, and so makes a forked process copy it: few and small objects keep that cheap.
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
"""Of every link: its key, the name of what declares it, says all. NetworkX copies it, so it has to be a dict."""

RECENT = 20_000
"""So many texts stay decoded; about 30 MB where they are those of large resources."""


class Attributes(MutableMapping[str, Any]):
    """Attributes of a node. One that is given as bytes is JSON, which whoever reads it must not change."""

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
    """Links have no attributes but their key. A copy is an ordinary graph, to be changed at will."""

    node_attr_dict_factory = Attributes

    def add_node(self, node: str, **attributes: Any) -> None:
        """JSON gives each mention of an id a text of its own; here it stands once."""
        super().add_node(sys.intern(node), **attributes)

    def add_edge(self, source: str, target: str, key: str) -> str:
        """Only like this: what the links share refuses to be changed in place."""
        source, target = sys.intern(source), sys.intern(target)
        for node in (source, target):
            if node not in self._node:
                self.add_node(node)
        links = _links(frozenset((*self._succ[source].get(target, ()), key)))
        self._succ[source][target] = self._pred[target][source] = links
        return key

    def copy(self, as_view: bool = False) -> nx.MultiDiGraph:
        return super().copy(as_view=True) if as_view else nx.MultiDiGraph(self)

    def remove_links_of(self, source: str) -> None:
        """All that it states; what others state of it stays."""
        for target in self._succ[source]:
            del self._pred[target][source]
        self._succ[source].clear()


class Names:
    """Which nodes have a name. Nearly every name has one node, and a set for it would be as large as the node."""

    def __init__(self) -> None:
        self._nodes: dict[str, str | set[str]] = {}

    def first(self, name: str) -> str | None:
        """Of several, the first in their order."""
        held = self._nodes.get(name)
        return min(held) if isinstance(held, set) else held

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
    """JSON text that takes no more room than it has letters: orjson leaves kilobytes free behind it."""
    return bytes(memoryview(orjson.dumps(value)))


@lru_cache(maxsize=RECENT)
def _decoded(text: bytes) -> Json:
    return orjson.loads(text)


@cache
def _links(names: frozenset[str]) -> Mapping[str, dict[str, Any]]:
    return MappingProxyType(dict.fromkeys(sorted(names), NO_ATTRIBUTES))
