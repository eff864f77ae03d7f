"""Gauges that are read when Prometheus asks: from the database, so all processes give the same numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from graph.marks import LEFT_TO_WORKER
from graph.mirror import Unavailable, freshness
from graph.models import PendingMark, State

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
def mirror() -> Iterator[Metric]:
    """Yield whether readers are answered, and how much waits for the mirror."""
    try:
        state, _ = freshness()
    except Unavailable:
        yield gauge("ready", "1 if readers are answered, 0 if they get 503.", 0)
        return
    yield gauge("ready", "1 if readers are answered, 0 if they get 503.", 1)
    yield from _state(state)
    marks = PendingMark.objects.filter(error="")
    waiting = marks.filter(txid__gte=state.horizon).count()
    yield gauge("marks_pending", "Marks of changes that the next reader or the worker applies.", waiting)
    left = marks.filter(txid=LEFT_TO_WORKER).count()
    yield gauge("marks_left_to_worker", "Marks that only the worker applies; a number that grows is a fault.", left)
    failures = PendingMark.objects.exclude(error="").count()
    yield gauge("marks_failed", "Marks whose records could not be described.", failures)


def _state(state: State) -> Iterator[Metric]:
    yield gauge("journal_sequence", "Number of the last change in the journal.", state.sequence)
    if state.verified_at:
        age = (timezone.now() - state.verified_at).total_seconds()
        yield gauge("verified_age_seconds", "Seconds since the worker last compared the whole graph.", age)
