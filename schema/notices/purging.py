"""Follow the journal for the caches before this site, and tell them which answers to drop."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from graph.mirror import ensure_fresh
from graph.publishing.purges import purged
from graph.publishing.tags import EVERYTHING, Tag
from schema.models import Position
from schema.notices.caches import Cache, known_caches
from schema.notices.places import RefusedPlaceError, place_of
from schema.notices.posting import send

logger = logging.getLogger(__name__)

POSITION = "caches"
AGAIN = timedelta(seconds=30)
"""Time after which a purge is repeated. An answer that was begun before a change may reach a cache after its purge."""
PAUSES = (5, 30, 120, 600, 1800, 3600)
"""Seconds between attempts."""
LOST_AFTER = timedelta(minutes=10)
"""Time after which a purge that still runs is taken for lost with its process."""


def follow_for_caches() -> None:
    """Enqueue the purges of all changes since the last time."""
    if not settings.PURGE:
        return
    told, state = known_caches(), ensure_fresh()
    begins = {"epoch": state.epoch, "sequence": state.sequence}
    position, is_new = Position.objects.get_or_create(name=POSITION, defaults=begins)
    is_same = position.epoch == state.epoch and position.sequence <= state.sequence
    tags = purged(position.sequence, state.sequence) if is_same else {EVERYTHING}
    if is_new or not tags:
        return
    with transaction.atomic():
        before = Position.objects.filter(name=POSITION, epoch=position.epoch, sequence=position.sequence)
        if before.update(epoch=state.epoch, sequence=state.sequence):
            for cache in told:
                purge.enqueue(cache.name, sorted(tags))
                purge.using(run_after=timezone.now() + AGAIN).enqueue(cache.name, sorted(tags))
    run_again_what_was_lost(timezone.now())


@task(backend="notices", priority=10)
def purge(name: str, tags: Sequence[Tag], failures: int = 0) -> None:
    """Let a cache drop all answers with one of the tags, and try again later if it does not."""
    cache = next((each for each in known_caches() if each.name == name), None)
    if cache is None:
        return
    if problem := _problem(cache, tags):
        logger.warning("The cache %s was not purged of %d tags. %s", name, len(tags), problem)
        if failures < len(PAUSES):
            later = timezone.now() + timedelta(seconds=PAUSES[failures])
            purge.using(run_after=later).enqueue(name, list(tags), failures + 1)


def run_again_what_was_lost(now: datetime) -> None:
    """Run purges again whose process has ended meanwhile: a purge that is repeated does no harm."""
    running = DBTaskResult.objects.running().filter(task_path=purge.module_path)
    running.filter(started_at__lt=now - LOST_AFTER).update(status="READY")


def _problem(cache: Cache, tags: Sequence[Tag]) -> str:
    """Send the requests of a purge; return what went wrong, or an empty text. Secrets are in no message."""
    for each in cache.requests(tags):
        try:
            place = place_of(each.address, is_trusted=True)
        except RefusedPlaceError as refused:
            return str(refused)
        reply = send(place, each.body, each.headers, each.method)
        if reply.status is None or not 200 <= reply.status < 300:
            return f"It has answered {reply.status}." if reply.status else reply.text
    return ""
