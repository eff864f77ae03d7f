"""Make the mirror match the database again: on request for all differences, and continuously for a few resources."""

from __future__ import annotations

import logging
import random
import time
import uuid
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db.models import Exists, OuterRef
from django.utils import timezone

from graph.identity import ResourceId
from graph.journal import Journal, distrust, follow_reasons, followers
from graph.marks import everything, leave_to_worker, pending_marks
from graph.mirror import marking, straightening
from graph.mirror.decision import Scope
from graph.mirror.draining import SMALL, ensure_fresh, exclusive
from graph.mirror.facts import Reader
from graph.mirror.rebuilding import rebuild
from graph.mirror.verification import Difference, differences_of
from graph.mirror.writing import settle
from graph.models import Change, Reason, Reference, Repair, Resource, State
from graph.visibility import PageRules

logger = logging.getLogger(__name__)

AT_ONCE = 10
"""Number of resources that are compared at a time, at about 3 ms each."""


def mend(found: Collection[Difference]) -> None:
    """Remove all of these differences, whatever their cause, and record them as `Repair` rows."""
    marking.repair(starting=True)
    with exclusive() as state:
        _prepare(found, Journal(state, timezone.now()))
        public = Resource.objects.filter(pk=OuterRef("source"), status=Resource.Status.PUBLIC)
        Reference.objects.exclude(Exists(public)).delete()
        state.save()
    rebuild()


def check(resources: Collection[ResourceId]) -> list[Difference]:
    """Compare resources and mend those that differ at once; returns the differences that were mended.

    Hidden resources that are still in the journal are withdrawn, and public resources are described again. The first
    comparison takes no lock; the second one, under the lock, excludes differences that a drain was about to remove.
    """
    ensure_fresh()
    if not any(differences_of(resources)):
        return []
    ensure_fresh()
    with exclusive() as state:
        if pending_marks(state):
            # A change is not drained yet and could look like a difference: the next round compares again.
            return []
        found = list(differences_of(resources))
        if found:
            _mend_now(found, state)
    return found


def _mend_now(found: Collection[Difference], state: State) -> None:
    now = timezone.now()
    journal = Journal(state, now)
    _prepare(found, journal)
    concerned = {each.resource for each in found}
    leave_to_worker(settle(Scope.of_drain(concerned, follows=SMALL), Reader(PageRules.at(now)), journal))
    follow_reasons(set(Reason.objects.filter(resource__among=concerned).values_list("because", flat=True)))
    state.save()


def _prepare(found: Collection[Difference], journal: Journal) -> None:
    """Log and record the differences, and remove what would keep a description from being written again.

    That is: rows that contradict each other, digests, and what followers keep.
    """
    now = timezone.now()
    for each in found:
        logger.error("The graph differed and is mended. %s", each)
    Repair.objects.bulk_create(
        Repair(found_at=now, where=each.where, resource=each.resource, what=each.what) for each in found
    )
    resources = {each.resource for each in found}
    straightening.straighten(resources, journal)
    if any(each.where in ("journal", "replica") for each in found):
        # Consumers may have loaded false content: a new epoch makes them load all of it again.
        journal.state.epoch = uuid.uuid4()
    names = {follower.name for follower in followers()}
    distrust(each.resource for each in found if each.where in {"journal", *names})
    for follower in followers():
        follower.forget({each.resource for each in found if each.where == follower.name})


class Rounds:
    """The worker's repeated check of all resources, a few at a time.

    The first round begins at a random resource, so that a worker that is restarted often reaches all of them too.
    """

    def __init__(self) -> None:
        self._left: Iterator[ResourceId] | None = None

    def go_on(self, seconds: float) -> None:
        """Compare and mend for about `seconds`; at the end of a round, record the time and begin the next round."""
        until = time.perf_counter() + seconds
        if self._left is None:
            resources = _all()
            self._left = iter(resources[random.randrange(len(resources) or 1) :])  # noqa: S311 no secret
        while time.perf_counter() < until:
            chunk = list(islice(self._left, AT_ONCE))
            if not chunk:
                State.objects.update(verified_at=timezone.now())
                self._left = iter(_all())
                return
            check(chunk)


def _all() -> list[ResourceId]:
    """Return the resources that are, were or could be public, and all others that have changes or references."""
    names: Iterable[ResourceId] = (
        *Change.objects.order_by().values_list("resource", flat=True).distinct(),
        *Reference.objects.order_by().values_list("source", flat=True).distinct(),
    )
    return sorted(everything().union(names))
