"""Gauges that are read when Prometheus asks: from the database, so all processes give the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from graph.mirror import Unavailable, freshness
from graph.models import State
from graph.monitoring.backlog import Backlog, backlog
from graph.monitoring.heartbeats import worker_age

Read = Callable[[], Iterable[Metric]]

_reads: list[Read] = []


def gauge(name: str, help_text: str, value: float) -> Metric:
    return GaugeMetricFamily(f"accord_{name}", help_text, value)


def add_collector(read: Read) -> Read:
    """Let `read` contribute to each scrape. It may read the database; its errors leave out its own metrics only."""
    _reads.append(read)
    return read


class Collected(Collector):
    """All collectors that apps have added, as one collector of Prometheus."""

    def __init__(self, registry: CollectorRegistry) -> None:
        registry.register(self)

    def collect(self) -> Iterator[Metric]:
        for read in _reads:
            try:
                yield from list(read())
            except Error:
                continue

    def describe(self) -> Iterable[Metric]:
        """Return nothing, because the names are known only after reading."""
        return ()


@add_collector
def worker() -> Iterator[Metric]:
    age = worker_age()
    if age is not None:
        yield gauge("worker_age_seconds", "Seconds since a worker was last seen.", age)


@add_collector
def mirror() -> Iterator[Metric]:
    """Yield whether readers are answered, and how much waits for the mirror."""
    sentence = "1 if readers are answered, 0 if they get 503."
    try:
        state, _ = freshness()
    except (Unavailable, Error):
        yield gauge("ready", sentence, 0)
        return
    yield gauge("ready", sentence, 1)
    yield from _state(state)
    yield from _backlog(backlog(state))


def _backlog(marks: Backlog) -> Iterator[Metric]:
    yield gauge("marks_pending", "Marks of changes that the next reader or the worker applies.", marks.pending)
    sentence = "Marks that only the worker applies; a number that grows is a fault."
    yield gauge("marks_left_to_worker", sentence, marks.left_to_worker)
    yield gauge("marks_failed", "Marks whose records could not be described.", marks.failures)


def _state(state: State) -> Iterator[Metric]:
    yield gauge("journal_sequence", "Number of the last change in the journal.", state.sequence)
    if state.verified_at:
        age = (timezone.now() - state.verified_at).total_seconds()
        yield gauge("verified_age_seconds", "Seconds since the worker last compared the whole graph.", age)
