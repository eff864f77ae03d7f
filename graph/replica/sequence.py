"""Sort the targets of a link so that each comes after the targets that it follows."""

from __future__ import annotations

from collections.abc import Iterable

from graph.declarations import NodeField
from graph.identity import ResourceId
from graph.replica.replica import Replica


def in_sequence(replica: Replica, targets: Iterable[ResourceId], link: NodeField) -> list[ResourceId]:
    """Return the targets in the editor's order, but each after all targets reachable by its field `link.follows`.

    The search goes depth first, so that a target comes shortly after the targets that it follows. In a cycle, the
    target that is reached first comes last, and none is lost. Duplicates are dropped if the link declares `follows`.
    """
    if not link.follows:
        return list(targets)
    chosen = dict.fromkeys(targets)
    waiting = [(each, False) for each in reversed(chosen)]
    seen: set[ResourceId] = set()
    found = []
    while waiting:
        each, all_before_stand = waiting.pop()
        if all_before_stand:
            found.append(each)
        elif each not in seen:
            seen.add(each)
            before = replica.node(each)["values"].get(link.follows, ()) if each in replica else ()
            waiting += [(each, True), *((earlier, False) for earlier in reversed(before))]
    return [each for each in found if each in chosen]
