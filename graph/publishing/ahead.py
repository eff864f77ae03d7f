"""Make the files of the dataset before anybody asks for them, once nothing has changed for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import IO

from django.utils import timezone

from graph.models import Change, State
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import CSV, Distribution, distributions
from graph.publishing.files import existing, finished
from graph.publishing.statistics import Statistics

SETTLED = timedelta(minutes=1)
DONE = "made-ahead"
"""A file that says that all were made: the oldest of them may have been removed since, for want of room."""


def is_needed() -> bool:
    """Return whether the data has settled since it changed, and its files were not made yet."""
    state = State.objects.first()
    if state is None or not state.sequence or existing(Snapshot(state.epoch, state.sequence), DONE):
        return False
    return not Change.objects.filter(recorded_at__gt=timezone.now() - SETTLED).exists()


def make() -> int:
    """Make all files of the whole dataset and all tables; returns their number."""
    snapshot = Snapshot.current()
    Statistics.of(snapshot)
    files = [each.file(snapshot) for each in wanted()]

    def write(output: IO[bytes]) -> None:
        output.write(str(len(files)).encode())

    finished(snapshot, DONE, write)
    return len(files)


def wanted() -> Iterator[Distribution]:
    for compressed in (False, True):
        yield from (each for each in distributions(compressed) if each.declared is None or each.form is CSV)
