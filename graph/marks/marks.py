"""Read pending marks, leave resources to the worker, and delete marks once they are settled."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection
from django.db.models import Max, QuerySet

from graph.database import listed
from graph.declarations import registry
from graph.identity import ResourceId, resource_id
from graph.models import PendingMark, Resource, State

logger = logging.getLogger(__name__)

LEFT_TO_WORKER = -1
BATCH = 500
T = TypeVar("T")
Scope = PendingMark.Scope


@dataclass
class Marks:
    """Marks that were read. Thousands may be equal, as one statement leaves a mark for each row that it changes."""

    ids: list[int] = field(default_factory=list)
    places: set[tuple[str, str, str]] = field(default_factory=set)
    """The distinct scope, model and key of the marks, see `PendingMark`."""

    @classmethod
    def read(cls, rows: QuerySet[PendingMark]) -> Marks:
        found = cls()
        for primary, scope, model, key in rows.values_list("pk", "scope", "model", "key"):
            found.ids.append(primary)
            found.places.add((scope, model, key))
        return found

    def __len__(self) -> int:
        return len(self.ids)


def pending_marks(state: State) -> Marks:
    """Return the marks that are not drained, and set `state.horizon` to the transaction id below which none is left.

    The horizon is read before the marks: transactions that commit later lie beyond it. It never decreases, except in a
    database that was restored on another server, where transaction ids start again.
    """
    since = state.horizon
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            state.horizon = cursor.fetchone()[0]
        if state.horizon < since:
            since = 0
    else:
        since = state.horizon = 0
    return Marks.read(PendingMark.objects.filter(txid__gte=since))


def backlog(limit: int | None = None) -> Marks:
    """Return the oldest marks that are left to the worker and have not failed."""
    return Marks.read(PendingMark.objects.filter(txid=LEFT_TO_WORKER, error="").order_by("id")[:limit])


def newest_mark() -> int:
    """Return the id of the newest mark that this transaction sees; 0 if there is none."""
    newest: int | None = PendingMark.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def marks_since(mark: int) -> Marks:
    """Return the marks that are newer than this one."""
    return Marks.read(PendingMark.objects.filter(pk__gt=mark))


def everything() -> set[ResourceId]:
    """Return all resources: those that are or were public, and those that might be."""
    found = set(Resource.objects.values_list("pk", flat=True))
    for declared in registry().resources:
        for model in declared.models:
            keys = model._default_manager.values_list(declared.graph_type.key, flat=True)
            found.update(resource_id(declared.graph_type, key) for key in keys.distinct())
    return found


def leave_to_worker(resources: Collection[ResourceId]) -> None:
    """Write a mark for each of the resources, which the worker drains (`backlog`)."""
    if not resources:
        return
    rows, ids = listed(resources)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {PendingMark._meta.db_table} (scope, model, key, txid, error) "
            f"SELECT %s, '', value, %s, '' FROM ({rows}) AS ids ORDER BY value",
            [Scope.RESOURCE, LEFT_TO_WORKER, ids],
        )


def left_to_worker(resources: Collection[ResourceId]) -> set[ResourceId]:
    """Return the subset of the resources that is left to the worker and has not failed."""
    return set(_left(resources).values_list("key", flat=True))


def forget_left(resources: Collection[ResourceId]) -> None:
    """Delete the marks by which these resources were left to the worker."""
    _left(resources).delete()


def _left(resources: Collection[ResourceId]) -> QuerySet[PendingMark]:
    waiting = PendingMark.objects.filter(txid=LEFT_TO_WORKER, scope=Scope.RESOURCE, error="")
    return waiting.filter(key__among=set(resources))


def keep_failures(failures: Mapping[ResourceId, Exception]) -> None:
    """Record resources that cannot be described as marks with their error, until a change or a retry."""
    for resource, error in failures.items():
        logger.error("%s cannot be described, so nobody is shown it: %r", resource, error)
    PendingMark.objects.bulk_create(
        PendingMark(scope=Scope.RESOURCE, key=each, txid=LEFT_TO_WORKER, error=repr(error))
        for each, error in failures.items()
    )


def failed() -> set[ResourceId]:
    """Return the resources that could not be described when they were last drained."""
    return set(failures().values_list("key", flat=True))


def failures() -> QuerySet[PendingMark]:
    """Return the marks of resources that could not be described when they were last drained."""
    return PendingMark.objects.filter(txid=LEFT_TO_WORKER, scope=Scope.RESOURCE).exclude(error="")


def retry_failures() -> None:
    """Clear the errors of failed marks, so that the worker drains them again."""
    PendingMark.objects.exclude(error="").update(error="")


def forget_failures(resources: Iterable[ResourceId]) -> None:
    """Delete the failed marks of resources that are described again."""
    failures().filter(key__among=set(resources)).delete()


def discard(marks: Iterable[int]) -> None:
    """Delete marks by their ids: exactly the marks that were read, not newer ones that are equal."""
    PendingMark.objects.filter(pk__among=set(marks)).delete()


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield lists of at most `size` items, short enough for the parameters of one query."""
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
