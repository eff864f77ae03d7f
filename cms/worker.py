"""The background work: jobs that come round again and again, each kept apart from the others.

One process does it, `manage.py work`. A job that fails is logged and tried again later,
more and more rarely, and the others go on.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from cms.acting import schedule
from cms.quality import check_outdated
from graph import mirror
from graph.marks import backlog
from graph.mirror import Rounds, Unavailable, compact, declarations_changed, marking, rebuild

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 60
KEEP_ALL_CHANGES = timedelta(days=7)
"""Younger changes of the journal are not merged."""
CHECKED_AT_ONCE = 50
COMPARED_FOR = 0.05
"""Seconds of each second in which the graph is compared with the database."""
STOPS = (signal.SIGTERM, signal.SIGINT)


@dataclass
class Job:
    """What is to be done how often; it looks at the event to end early when asked to stop."""

    name: str
    every_seconds: float
    work: Callable[[threading.Event], None]
    failures: int = 0
    due: float = 0

    def run(self, stop: threading.Event) -> None:
        if not connection.in_atomic_block:
            # A connection that the database has closed meanwhile is replaced by a new one.
            close_old_connections()
        try:
            self.work(stop)
            self.failures = 0
        except ImproperlyConfigured:
            raise
        except Unavailable as error:
            # Said once and again by the job that repairs it.
            self.failures += 1
            logger.warning("%s has to wait. %s", self.name, error.problem)
        except Exception:  # one job's failure must not end the others
            self.failures += 1
            logger.exception("%s failed; trying again in %d s.", self.name, self.pause)
        self.due = time.monotonic() + self.pause

    @property
    def pause(self) -> float:
        """Seconds until the next run."""
        pause = self.every_seconds * 2 ** min(self.failures, 10)
        return max(self.every_seconds, min(LONGEST_PAUSE, pause))


def jobs() -> list[Job]:
    return [
        Job("Keeping the graph's marks and state right", 1, keep_right),
        Job("Publishing what is scheduled", 10, publish_scheduled),
        Job("Bringing the graph up to date", 1, bring_graph_up_to_date),
        Job("Rebuilding after changed declarations", 60, rebuild_if_declarations_changed),
        Job("Describing what failed before", 300, describe_again),
        Job("Checking records", 60, check_records),
        Job("Comparing the graph with the database", 1, partial(compare_a_share, Rounds())),
        Job("Merging old changes of the journal", 24 * 3600, compact_journal),
        Job("Removing sessions that have ended", 24 * 3600, clear_sessions),
    ]


def keep_right(stop: threading.Event) -> None:
    """Before all else: while marks are missing or the state is wrong, readers are refused."""
    marking.repair()
    marking.notice_overlooked_marks()
    marking.correct_next_expiry()


def publish_scheduled(stop: threading.Event) -> None:
    schedule.publish_scheduled()


def bring_graph_up_to_date(stop: threading.Event) -> None:
    """What readers would settle, and in chunks what they have left to the worker."""
    mirror.ensure_fresh()
    while backlog(1) and not stop.is_set():
        mirror.drain_backlog()


def describe_again(stop: threading.Event) -> None:
    mirror.try_failures_again()
    bring_graph_up_to_date(stop)


def rebuild_if_declarations_changed(stop: threading.Event) -> None:
    """After an upgrade. Readers go on with what the journal says, resource by resource old or new."""
    if declarations_changed():
        logger.info("Rebuilding the graph: its declarations have changed.")
        rebuild()


def check_records(stop: threading.Event) -> None:
    """In small steps, so that the other jobs are not kept waiting for long."""
    while not stop.is_set() and check_outdated(CHECKED_AT_ONCE) == CHECKED_AT_ONCE:
        bring_graph_up_to_date(stop)


def compare_a_share(rounds: Rounds, stop: threading.Event) -> None:
    """At a twentieth of the time, so that nobody else waits: some 15 resources a second."""
    rounds.go_on(COMPARED_FOR)


def compact_journal(stop: threading.Event) -> None:
    compact(timezone.now() - KEEP_ALL_CHANGES)


def clear_sessions(stop: threading.Event) -> None:
    call_command("clearsessions", verbosity=0)


def run_once(todo: Sequence[Job]) -> int:
    """Run each job once; returns how many failed."""
    never = threading.Event()
    for job in todo:
        job.run(never)
    return sum(1 for job in todo if job.failures)


def run(todo: Sequence[Job]) -> None:
    """Run each job when it is due, until a signal asks for the end."""
    with stop_on_signals() as stop:
        while not stop.is_set():
            for job in todo:
                if job.due <= time.monotonic() and not stop.is_set():
                    job.run(stop)
            stop.wait(max(0, min(job.due for job in todo) - time.monotonic()))


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM or SIGINT sets, so that what is under way ends in an orderly way."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in STOPS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
