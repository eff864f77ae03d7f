"""Rebuild the whole mirror.

A rebuild visits every resource in chunks, each in a transaction of its own, so that no write lock is held for
long and readers are not blocked. It writes only what differs: on an exact mirror it writes nothing.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from graph.database import Pace, give_way
from graph.declarations import Visibility, registry, visibility_of
from graph.identity import ResourceId, resource_id, split
from graph.journal import Journal, followers
from graph.marks import backlog, discard, failed, leave_to_worker, pending_marks
from graph.mirror import marking
from graph.mirror.decision import Scope
from graph.mirror.draining import drain_completely, exclusive
from graph.mirror.facts import ReaderOfContent
from graph.mirror.prefetch import Ahead
from graph.mirror.state import fingerprint
from graph.mirror.writing import settle
from graph.models import Change, PendingMark, Reference, Resource, State
from graph.visibility import PageRules, next_expiry, public_keys

Progress = Callable[[int, int], None]
"""A callback that receives the number of resources done and the number found so far."""

ORDER = list(Visibility)
APART = 1_000_000
"""How far apart the numbers of a journal before and after a restoration are."""


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Make the journal match the database; returns the number of changes written."""
    marking.repair(starting=True)
    with exclusive() as state:
        started = timezone.now()
        # Only marks that exist now are discarded after the rebuild: later marks may concern chunks already visited.
        # Likewise, the next expiry is computed as of this moment.
        settled = [*pending_marks(state).ids, *backlog().ids]
    written = sum(_settle(chunk, visibility) for chunk, visibility in _everything(progress))
    for follower in followers():
        follower.catch_up()
    for ids in Pace(most=50_000).chunks(settled):
        with exclusive():
            discard(ids)
    with exclusive() as state:
        state.fingerprint = fingerprint()
        state.next_expiry = next_expiry(started)
        state.save()
    drain_completely()
    return written


def _everything(progress: Progress) -> Iterator[tuple[list[ResourceId], Visibility]]:
    """Yield chunks of the resources to visit; resources that are public when linked come after their sources."""
    done, found = 0, _candidates()
    for visibility in Visibility:
        found |= _named()
        for chunk in _chunks(each for each in found if visibility_of(each) is visibility):
            yield chunk, visibility
            done += len(chunk)
            progress(done, len(found))


def _chunks(resources: Iterable[ResourceId]) -> Iterator[list[ResourceId]]:
    """Yield chunks of resources of the same type.

    Each type has a pace of its own: some types take five times as long as others.
    """
    for _, same in groupby(sorted(resources), key=lambda each: split(each)[0]):
        yield from Pace(most=400, breaks=False).chunks(list(same))


def _settle(resources: Collection[ResourceId], visibility: Visibility) -> int:
    """Settle one chunk; returns the number of changes written.

    Resources that have to be visited again because of this chunk are left to the worker, that is to the end of the
    rebuild, unless they are still to be visited for the first time.
    """
    began = time.perf_counter()
    ahead = Ahead.read(resources)
    give_way(time.perf_counter() - began)
    with exclusive() as state:
        now = timezone.now()
        journal, reader = Journal(state, now), ReaderOfContent(PageRules.at(now), ahead.under_lock())
        later = settle(Scope.of_rebuild(resources), reader, journal)
        leave_to_worker([each for each in later if ORDER.index(visibility_of(each)) <= ORDER.index(visibility)])
        state.save()
    return journal.written


def change_base_iri() -> None:
    """Accept the configured base IRI: the rebuild that follows gives every resource its new identifiers."""
    State.objects.update(base_iri=settings.GRAPH_BASE_IRI, epoch=uuid.uuid4())


def continue_restored() -> None:
    """Continue the journal of a restored backup in a new epoch, and with numbers that were never given out.

    The numbers since the backup name other changes, in citations and on partners' machines. So the newest change
    gets the next round number of `APART`, and the following ones come after it.
    """
    with exclusive() as state:
        state.epoch = uuid.uuid4()
        if newest := state.sequence:
            state.sequence = (newest // APART + 1) * APART
            Change.objects.filter(sequence=newest).update(sequence=state.sequence)
            Resource.objects.filter(change=newest).update(change=state.sequence)
        state.save()


def declarations_changed() -> bool:
    """Return whether the journal was written with other declarations than today's."""
    return State.objects.exclude(fingerprint=fingerprint()).exists()


def is_up_to_date() -> bool:
    """Return whether the journal was written with today's declarations and base IRI, and no resource has failed."""
    wanted = {"fingerprint": fingerprint(), "base_iri": settings.GRAPH_BASE_IRI}
    return State.objects.filter(**wanted).exists() and not PendingMark.objects.exclude(error="").exists()


def _candidates() -> set[ResourceId]:
    """Return the resources that are or were public, that failed, or that could be public by themselves."""
    found = set(Resource.objects.values_list("pk", flat=True)) | failed()
    rules = PageRules.at(timezone.now())
    for declared in registry().resources:
        keys = public_keys(declared, None, rules)
        found.update(resource_id(declared.graph_type, key) for key in keys)
    return found


def _named() -> set[ResourceId]:
    """Return the resources that a reference makes public: the set grows as more resources are visited."""
    return set(Reference.objects.filter(makes_public=True).values_list("target", flat=True))
