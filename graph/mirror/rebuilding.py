"""Writing the whole mirror again.

A rebuild visits every resource in chunks, each in a transaction of its own, so that no write lock is held for
long and readers go on. It writes only what differs: on an exact mirror it writes nothing.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.utils import timezone

from graph.declarations import Visibility, registry, visibility_of
from graph.identity import ResourceId, resource_id, split
from graph.journal import Journal, followers
from graph.marks import backlog, discard, failed, leave_to_worker, pending_marks
from graph.mirror import marking
from graph.mirror.draining import drain_completely, exclusive
from graph.mirror.prefetch import Ahead
from graph.mirror.state import fingerprint
from graph.mirror.update import Update
from graph.models import PendingMark, Reference, Resource, State
from graph.pace import Pace, give_way
from graph.visibility import PageRules, next_expiry, public_keys

Progress = Callable[[int, int], None]
"""Called with how many resources are done, and of how many."""

ORDER = list(Visibility)


def rebuild(progress: Progress = lambda done, total: None) -> int:
    """Make the journal say what the database says; returns the number of changes."""
    marking.repair(starting=True)
    with exclusive() as state:
        started = timezone.now()
        # What is marked or expires from here on may concern a chunk that has had its turn.
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
    """Chunks of all that is to be visited; what is public when linked comes after what links to it."""
    done, found = 0, _candidates()
    for visibility in Visibility:
        found |= _named()
        for chunk in _chunks(each for each in found if visibility_of(each) is visibility):
            yield chunk, visibility
            done += len(chunk)
            progress(done, len(found))


def _chunks(resources: Iterable[ResourceId]) -> Iterator[list[ResourceId]]:
    """A pace for each type: some take five times as long as others."""
    for _, same in groupby(sorted(resources), key=lambda each: split(each)[0]):
        yield from Pace(most=400, breaks=False).chunks(list(same))


def _settle(resources: Collection[ResourceId], visibility: Visibility) -> int:
    """What has to be visited again for the sake of these follows at the end, unless its first turn is to come."""
    began = time.perf_counter()
    ahead = Ahead.read(resources)
    give_way(time.perf_counter() - began)
    with exclusive() as state:
        now = timezone.now()
        update = Update(Journal(state, now), now, everything_changes=True, described_before=ahead.under_lock())
        later = update.settle(resources, most_referrers=len(resources))
        leave_to_worker(each for each in later if ORDER.index(visibility_of(each)) <= ORDER.index(visibility))
        state.save()
    return update.journal.written


def change_base_iri() -> None:
    """Accept the configured base IRI: the rebuild that follows gives every resource its new identifiers."""
    State.objects.update(base_iri=settings.GRAPH_BASE_IRI)
    begin_epoch()


def begin_epoch() -> None:
    """Let nobody take what was kept under a number of the journal for what that number says from here on."""
    State.objects.update(epoch=uuid.uuid4())


def declarations_changed() -> bool:
    """Whether the journal was written with other declarations than today's."""
    return State.objects.exclude(fingerprint=fingerprint()).exists()


def is_up_to_date() -> bool:
    """Whether the journal was written with today's declarations and base IRI, and nothing failed on the way."""
    wanted = {"fingerprint": fingerprint(), "base_iri": settings.GRAPH_BASE_IRI}
    return State.objects.filter(**wanted).exists() and not PendingMark.objects.exclude(error="").exists()


def _candidates() -> set[ResourceId]:
    """Everything that is public, or was, or could be by itself."""
    found = set(Resource.objects.values_list("pk", flat=True)) | failed()
    rules = PageRules.at(timezone.now())
    for declared in registry().resources:
        keys = public_keys(declared, None, rules)
        found.update(resource_id(declared.graph_type, key) for key in keys)
    return found


def _named() -> set[ResourceId]:
    """What is public when linked, and is: the more is visited, the more of it is known."""
    return set(Reference.objects.filter(makes_public=True).values_list("target", flat=True))
