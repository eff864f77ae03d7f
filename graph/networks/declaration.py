"""Declare networks, and keep those that are declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass

from graph.declarations import DeclaredType, registry

Path = tuple[str, ...]
"""Names of links, one behind the other, that lead from a work to resources; the empty path is the work itself."""


@dataclass(frozen=True)
class Money:
    """Grants of a work: their paths, and the names of a grant's link to its donor and of its amount.

    The source of an edge is the donor, so that an edge has the sums of what that donor gave.
    """

    grants: tuple[Path, ...]
    donor: str
    amount: str


@dataclass(frozen=True)
class Network:
    """Resources that are connected by works: an edge for each pair to which the same work leads.

    With the same paths on both sides the network is undirected, and an edge joins two resources to which one work
    leads. `only` names the type of the targets where a link leads to several types. `field` is the root field of
    GraphQL with the edges, if there is one.
    """

    name: str
    _: KW_ONLY
    title: str
    description: str
    works: tuple[str, ...]
    sources: tuple[Path, ...]
    targets: tuple[Path, ...] = ()
    only: str = ""
    money: Money | None = None
    field: str = ""

    @property
    def is_directed(self) -> bool:
        return bool(self.targets)

    @property
    def types(self) -> list[DeclaredType]:
        """The types of the works."""
        return [registry().types[name] for name in self.works]


_declared: dict[str, Network] = {}


def declare(*declared: Network) -> None:
    _declared.update({each.name: each for each in declared})


def networks() -> Mapping[str, Network]:
    """Return all networks by name."""
    return _declared


def steps(types: list[DeclaredType], path: Path) -> Iterator[list[DeclaredType]]:
    """Yield, for each link of a path, the types that the link is declared for; a type without the link is left out."""
    for name in path:
        types = [each for each in types if name in each.links]
        yield types
        targets = {target for each in types for target in each.links[name].target_types}
        types = [registry().types[each] for each in sorted(targets) if each in registry().types]
