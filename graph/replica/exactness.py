"""Check that the stored graph and this process's replica, from which readers are answered, are exact."""

from __future__ import annotations

from collections.abc import Iterator

from graph.mirror import Difference, Unavailable, stored_differences
from graph.models import State
from graph.replica.replica import Replica, reading


def differences() -> Iterator[Difference]:
    """Yield every difference between the database, the stored graph and the replica of this process."""
    yield from stored_differences()
    try:
        with reading() as replica:
            yield from _of_replica(replica)
    except Unavailable:
        # The stored differences above say why; a replica that cannot be read shows nothing false.
        return


def _of_replica(replica: Replica) -> Iterator[Difference]:
    loaded = Replica.load(State.objects.get())
    present, fresh = ({each: graph.nodes[each] for each in graph if "type" in graph.nodes[each]}
                      for graph in (replica.graph, loaded.graph))  # fmt: skip
    for resource in sorted(present.keys() ^ fresh.keys()):
        yield Difference("replica", resource, "is missing" if resource in fresh else "should not be there")
    for resource in sorted(present.keys() & fresh.keys()):
        if present[resource] != fresh[resource]:
            yield Difference("replica", resource, "differs from the journal")
    if set(replica.graph.edges(keys=True)) != set(loaded.graph.edges(keys=True)):
        yield Difference("replica", "", "its links differ from the journal's")
