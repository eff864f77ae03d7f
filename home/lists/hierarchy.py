"""What lies below a concept or group: whoever chooses a goal means its targets too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from graph.declarations import DCTERMS, SKOS, DeclaredType, NodeField
from graph.identity import ResourceId
from graph.replica import Replica

BROADER = (SKOS.broader, DCTERMS.isPartOf)


def below(replica: Replica, declared: DeclaredType | None) -> Mapping[ResourceId, Set[ResourceId]]:
    """Return all that lies below each resource of a type, at any depth; empty for a type without levels."""
    link = broader(declared)
    if declared is None or link is None:
        return {}
    found: Mapping[ResourceId, Set[ResourceId]] = replica.derived("below", 100).once(
        declared.name, lambda: _closed(_children(replica, declared, link))
    )
    return found


def broader(declared: DeclaredType | None) -> NodeField | None:
    """Return the link of a type to broader resources of the same type; None for a type without levels."""
    links = declared.links.values() if declared else ()
    own = (each for each in links if declared and each.target_types == (declared.name,))
    return next((each for each in own if each.predicate in BROADER), None)


def _children(replica: Replica, declared: DeclaredType, link: NodeField) -> Mapping[ResourceId, Set[ResourceId]]:
    found: dict[ResourceId, set[ResourceId]] = defaultdict(set)
    for resource in replica.of_type(declared.name):
        for broader in replica.node(resource)["values"].get(link.name, ()):
            found[broader].add(resource)
    return found


def _closed(children: Mapping[ResourceId, Set[ResourceId]]) -> Mapping[ResourceId, Set[ResourceId]]:
    """Return the descendants by resource; a cycle, which a bad import could make, ends where it began."""
    found = {}
    for top in children:
        seen: set[ResourceId] = set()
        waiting = list(children[top])
        while waiting:
            each = waiting.pop()
            if each not in seen and each != top:
                seen.add(each)
                waiting.extend(children.get(each, ()))
        found[top] = seen
    return found
