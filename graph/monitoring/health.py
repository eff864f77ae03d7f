"""Serve the health endpoints: whether this process is alive, and whether it can answer from correct data.

"Ready" neither drains nor mends, because a probe must not wait for a drain.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from graph import replica
from graph.budget import admits_spent_clients
from graph.mirror import UNREADABLE, Unavailable, freshness
from graph.models import Repair
from graph.monitoring.backlog import backlog
from graph.monitoring.heartbeats import worker_age

RECENTLY = timedelta(days=1)
"""The period for which "ready" counts the differences that were found and mended."""


@admits_spent_clients
@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "alive"})


@admits_spent_clients
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    try:
        return JsonResponse({"status": "ready"} | _report())
    except Error:
        return _unready(UNREADABLE)
    except Unavailable as error:
        return _unready(error.problem)


def _report() -> dict[str, Any]:
    state, _ = freshness()
    loaded = replica.loaded()
    return {
        "sequence": state.sequence,
        "replica": {
            "sequence": loaded.sequence,
            "same_epoch": loaded.epoch == state.epoch,
            "behind": state.sequence - loaded.sequence,
        },
        **backlog(state)._asdict(),
        "worker_seen_seconds_ago": worker_age(),
        "verified": state.verified_at and state.verified_at.isoformat(),
        "repaired": Repair.objects.filter(found_at__gte=timezone.now() - RECENTLY).count(),
    }


def _unready(sentence: str) -> JsonResponse:
    return JsonResponse({"status": "not ready", "problem": sentence}, status=503)
