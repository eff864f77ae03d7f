"""Find the lists of the public graph that may lack something."""

from __future__ import annotations

from graph.declarations import Completeness
from graph.identity import ResourceId
from graph.replica.replica import Replica


def incomplete(replica: Replica, known: Completeness) -> set[ResourceId]:
    """Return the resources that do not state that their list is complete."""
    stating = replica.indexes.field(known.holder, known.statement).equal([True])
    return set(replica.of_type(known.holder)) - stating
