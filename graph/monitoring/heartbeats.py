"""When the worker was last seen: it writes so into the database, where every machine can read it."""

from __future__ import annotations

import socket
from datetime import timedelta

from django.utils import timezone

from graph.models import Heartbeat

KEPT = timedelta(days=1)


def beat() -> None:
    """Note that the worker of this machine works, and forget machines that are gone."""
    now = timezone.now()
    Heartbeat.objects.update_or_create(machine=socket.gethostname(), defaults={"seen_at": now})
    Heartbeat.objects.filter(seen_at__lt=now - KEPT).delete()


def worker_age() -> float | None:
    """Return the seconds since any worker was last seen, or None if none ever was."""
    newest = Heartbeat.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
    return (timezone.now() - newest).total_seconds() if newest else None
