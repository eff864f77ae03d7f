"""The background jobs of the worker, which run periodically and independently of each other.

They run in one process, `manage.py work`. A job that fails is logged and tried again after
longer and longer pauses, and the other jobs continue.
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
from cms.admin.releases.steps import publish_due
from cms.quality import check_outdated
from graph import mirror
from graph.marks import backlog
from graph.mirror import Rounds, Unavailable, compact, declarations_changed, marking, rebuild
from graph.monitoring.heartbeats import beat

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 60
KEEP_ALL_CHANGES = timedelta(days=7)
"""Age below which changes of the journal are not merged."""
CHECKED_AT_ONCE = 50
COMPARED_FOR = 0.05
"""Seconds of each second for which the graph is compared with the database."""
STOPS = (signal.SIGTERM, signal.SIGINT)


@dataclass
class Job:
    """A periodic job; `work` should end early when the event that it gets is set."""

    name: str
    every_seconds: float
    work: Callable[[threading.Event], None]
    failures: int = 0
    due: float = 0

    def run(self, stop: threading.Event) -> None:
        if not connection.in_atomic_block:
            # Replaces a connection that the database has closed since the last run.
            close_old_connections()
        try:
            self.work(stop)
            self.failures = 0
        except ImproperlyConfigured:
            raise
        except Unavailable as error:
            # Without a traceback: the job that repairs the graph logs the cause itself.
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
        Job("Saying that the worker works", 10, say_that_it_works),
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
    """Repair missing marks and a wrong state. It is the first job, because readers are refused until then."""
    marking.repair()
    marking.notice_overlooked_marks()
    marking.correct_next_expiry()


def say_that_it_works(stop: threading.Event) -> None:
    beat()


def publish_scheduled(stop: threading.Event) -> None:
    schedule.publish_scheduled()
    publish_due()


def bring_graph_up_to_date(stop: threading.Event) -> None:
    """Drain the marks that readers would drain, and then, in chunks, the marks that are left to the worker."""
    mirror.ensure_fresh()
    while backlog(1) and not stop.is_set():
        mirror.drain_backlog()


def describe_again(stop: threading.Event) -> None:
    mirror.try_failures_again()
    bring_graph_up_to_date(stop)


def rebuild_if_declarations_changed(stop: threading.Event) -> None:
    """Rebuild the graph if an upgrade has changed its declarations.

    Meanwhile readers follow the journal, and see each resource in its old or its new version.
    """
    if declarations_changed():
        logger.info("Rebuilding the graph: its declarations have changed.")
        rebuild()


def check_records(stop: threading.Event) -> None:
    """Check outdated pages in small steps, and drain marks between them, so that the graph stays up to date."""
    while not stop.is_set() and check_outdated(CHECKED_AT_ONCE) == CHECKED_AT_ONCE:
        bring_graph_up_to_date(stop)


def compare_a_share(rounds: Rounds, stop: threading.Event) -> None:
    """Compare some resources with the database, for a twentieth of the time: some 15 resources a second."""
    rounds.go_on(COMPARED_FOR)


def compact_journal(stop: threading.Event) -> None:
    compact(timezone.now() - KEEP_ALL_CHANGES)


def clear_sessions(stop: threading.Event) -> None:
    call_command("clearsessions", verbosity=0)


def run_once(todo: Sequence[Job]) -> int:
    """Run each job once. Return the number of jobs that failed."""
    never = threading.Event()
    for job in todo:
        job.run(never)
    return sum(1 for job in todo if job.failures)


def run(todo: Sequence[Job]) -> None:
    """Run each job when it is due, until a signal asks to stop."""
    with stop_on_signals() as stop:
        while not stop.is_set():
            for job in todo:
                if job.due <= time.monotonic() and not stop.is_set():
                    job.run(stop)
            stop.wait(max(0, min(job.due for job in todo) - time.monotonic()))


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set, so that the running job can end in an orderly way."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in STOPS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
