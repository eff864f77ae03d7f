"""The order in which the targets of a link are read, where the link declares what each comes after."""

from __future__ import annotations

from collections.abc import Iterable

from graph.declarations import Link
from graph.identity import ResourceId
from graph.replica.replica import Replica


def in_sequence(replica: Replica, targets: Iterable[ResourceId], link: Link) -> list[ResourceId]:
    """The targets in the editor's order, but each after all to which its own field `link.follows` leads.

    Depth first, so that what comes before stands as near as it can. In a cycle, whoever is reached first comes last,
    and nobody is lost.
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
