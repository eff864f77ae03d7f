"""Count what waits for the mirror, for probes and for Prometheus alike."""

from __future__ import annotations

from typing import NamedTuple

from graph.marks import LEFT_TO_WORKER
from graph.models import PendingMark, State


class Backlog(NamedTuple):
    """Numbers of marks: for the next reader or the worker, for the worker only, and of records that failed."""

    pending: int
    left_to_worker: int
    failures: int


def backlog(state: State) -> Backlog:
    marks = PendingMark.objects.filter(error="")
    return Backlog(
        pending=marks.filter(txid__gte=state.horizon).count(),
        left_to_worker=marks.filter(txid=LEFT_TO_WORKER).count(),
        failures=PendingMark.objects.exclude(error="").count(),
    )
