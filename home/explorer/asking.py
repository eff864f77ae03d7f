"""What an address of the explorer asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from graph import presentation
from graph.declarations import Link, NodeField, registry
from graph.identity import ResourceId
from graph.refusals import Refusal
from graph.replica import Replica

MOST_OPENED = 12


@dataclass(frozen=True)
class Asked:
    """Opened resources in the order in which a reader opened them, kept types and links (all if empty), paths' end."""

    opened: tuple[ResourceId, ...] = ()
    types: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    to: ResourceId = ""

    @property
    def query(self) -> str:
        """Return the query string of this address in the reader's language."""
        pairs = [("node", each) for each in self.opened]
        pairs += [("type", each) for each in sorted(self.types)] + [("link", each) for each in sorted(self.links)]
        pairs += [("to", self.to)] if self.to else []
        return f"?{urlencode([*pairs, ('lang', presentation.active_language())], safe='/')}"

    def with_opened(self, resource: ResourceId) -> Asked:
        """Return the address at which a resource is opened too, or closed if it is open. The oldest make room."""
        others = tuple(each for each in self.opened if each != resource)
        opened = others if len(others) < len(self.opened) else (*others[-MOST_OPENED + 1 :], resource)
        return replace(self, opened=opened)

    def paths_to(self, resource: ResourceId) -> str:
        """Return the address with the paths from the first opened resource to this one; "" if they cannot be."""
        return replace(self, to=resource).query if self.opened and resource != self.opened[0] else ""

    @property
    def without_paths(self) -> str:
        return replace(self, to="").query


def asked(parameters: QueryDict) -> Asked:
    """Read the parameters of an address. Raises `Refusal` for types and links that do not exist, or too many nodes."""
    opened = tuple(dict.fromkeys(parameters.getlist("node")))
    if len(opened) > MOST_OPENED:
        raise Refusal(400, "These are more than %(most)s opened resources: close some.", most=MOST_OPENED)
    return Asked(
        opened,
        _known(parameters.getlist("type"), registry().by_slug),
        _known(parameters.getlist("link"), link_names()),
        parameters.get("to", "") if opened else "",
    )


def link_names() -> list[str]:
    """Return the names of the links between resources: links to parts, and those of parts, lead only into one."""
    return list(dict.fromkeys(name for each in registry().resources for name, link in each.links.items() if _is(link)))


def not_public(replica: Replica, wanted: Asked) -> ResourceId | None:
    """Return the first resource of the address that is not public, if there is one."""
    named = (*wanted.opened, wanted.to) if wanted.to else wanted.opened
    return next((each for each in named if each not in replica or replica.is_part(each)), None)


def _is(link: NodeField) -> bool:
    return isinstance(link, Link)


def _known(values: list[str], offered: Iterable[str]) -> frozenset[str]:
    known = set(offered)
    for each in values:
        if each not in known:
            names = ", ".join(sorted(known))
            raise Refusal(400, "There is no “%(name)s” here: use one of %(known)s.", name=each, known=names)
    return frozenset(values)
