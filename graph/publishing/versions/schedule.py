"""Decide when the next version is due."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from graph.models import Change, State
from graph.publishing.versions.standing import is_outdated, newest, public_versions

SETTLED = timedelta(minutes=10)
"""How long nothing must have changed, so that no version holds half of an import."""
PERIODS: dict[str, Callable[[date], Hashable]] = {
    "day": lambda day: day,
    "week": lambda day: day.isocalendar()[:2],
    "month": lambda day: (day.year, day.month),
    "year": lambda day: day.year,
}


def is_due() -> bool:
    """Return whether a version is to be published: the first one in its period with something new, once it is quiet."""
    period = PERIODS.get(settings.DATASET_VERSIONS_EVERY)
    last, state = newest(), State.objects.first()
    if period is None or state is None or state.sequence <= (last.sequence if last else 0):
        return False
    if last and period(last.date) == period(timezone.localdate()):
        return False
    return not Change.objects.filter(recorded_at__gt=timezone.now() - SETTLED).exists()


def is_work_to_do() -> bool:
    """Return whether a version is due, or is to be made again without what was hidden."""
    return any(is_outdated(each) for each in public_versions()) or is_due()
