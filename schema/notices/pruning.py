"""Delete old entries of the log of notices, and finished tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks_db.models import DBTaskResult

from schema.models import Notice

DELIVERED_STAYS = timedelta(days=30)
DEAD_STAYS = timedelta(days=90)
TASK_STAYS = timedelta(days=1)


def prune(now: datetime) -> None:
    Notice.objects.filter(state=Notice.State.DELIVERED, made__lt=now - DELIVERED_STAYS).delete()
    Notice.objects.filter(state=Notice.State.DEAD, made__lt=now - DEAD_STAYS).delete()
    # A task that has run for a day was lost with its process.
    tasks = DBTaskResult.objects.filter(backend_name="notices", started_at__lt=now - TASK_STAYS)
    tasks.delete()
