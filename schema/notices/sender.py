"""The rounds of the process that sends notices: follow the journal, run the tasks that are due, prune."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from time import monotonic

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from graph.mirror import Unavailable
from schema.notices.following import follow_for_all
from schema.notices.pruning import prune
from schema.notices.purging import follow_for_caches

logger = logging.getLogger(__name__)

NAME = "notices"
SECONDS_OF_TASKS = 1.0
"""Time after which no task is begun before the journal is looked at again, so that purges do not wait for notices."""
PRUNED_EVERY = timedelta(hours=1)


class Sender:
    def __init__(self) -> None:
        self._pruned = datetime.min.replace(tzinfo=timezone.get_default_timezone())

    def tend(self) -> None:
        """Go one round. Where something fails, the others go on, and the next round tries again."""
        if not connection.in_atomic_block:
            close_old_connections()
        for work in self._todo():
            try:
                work()
            except Unavailable as error:
                logger.info("Notices have to wait. %s", error.problem)
            except DatabaseError:
                logger.exception("Notices have to wait: the database does not answer.")

    def _todo(self) -> Iterator[Callable[[], None]]:
        yield follow_for_caches
        yield follow_for_all
        yield run_tasks
        now = timezone.now()
        if now - self._pruned > PRUNED_EVERY:
            self._pruned = now
            yield lambda: prune(now)


def run_tasks() -> None:
    """Run the tasks that are due, as the queue's own worker does, but only for a moment."""
    end = monotonic() + SECONDS_OF_TASKS
    while monotonic() < end and (claimed := _claim()):
        _worker().run_task(claimed)


def _claim() -> DBTaskResult | None:
    """Take the next task. Without one, the database's write lock, which SQLite needs for it, is not taken either."""
    ready = DBTaskResult.objects.ready().filter(backend_name="notices")
    if not ready.exists():
        return None
    with exclusive_transaction(ready.db):
        if claimed := ready.get_locked():
            claimed.claim(NAME)
    return claimed


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="notices",
        startup_delay=False,
        max_tasks=None,
        worker_id=NAME,
    )
