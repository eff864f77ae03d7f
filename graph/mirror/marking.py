"""Switching the marking of changes off and on, and repairing it: what is in between nobody has marked.

Migrations switch it off, because table rebuilds on SQLite and renamed columns on PostgreSQL would break on triggers.
While it is off, readers are refused. Before it is on again, everything is looked at: what is not public any more is
withdrawn at once, in chunks, and the rest is left to the worker.
"""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from graph.journal import Journal, distrust_what_has_no_change
from graph.marks import everything, leave_to_worker, left_to_worker, triggers
from graph.mirror import migrating, proof
from graph.mirror.availability import Unavailable
from graph.mirror.draining import exclusive, freshness
from graph.mirror.state import MARKING_IS_OFF
from graph.mirror.update import Update
from graph.models import PendingMark, State
from graph.pace import Pace
from graph.visibility import index_expiry, next_expiry

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 2000
"""So many resources are looked at in one transaction."""
MIGRATING = "A migration is running: wait for its end."
UNAPPLIED = "Migrations have not been applied ({names}): run `manage.py migrate`."
OTHER_CODE = "The database was migrated by another release of Accord: restart this process with the same one."


def switch_off() -> None:
    """Before migrations: readers are refused from here on, and the triggers go."""
    migrating.begin()
    with transaction.atomic():
        if _has_column():
            State.objects.update(marking="")
        triggers.drop()


def switch_on() -> None:
    """After migrations, also after those that had nothing to do: repair what is not as it should be."""
    try:
        if _has_column():
            index_expiry()
            repair(starting=True)
    except Unavailable as error:
        logger.warning("Readers get 503 for now. %s", error.problem)
    finally:
        migrating.end()


def repair(starting: bool = False) -> bool:
    """Make marking right where it is not; returns whether it was not. Raises `Unavailable` where it cannot be now.

    Whoever starts installs the triggers of its own code. Who runs already only restores those: after an update, the
    worker of the old code must not undo what the new one has installed.
    """
    proof.forget()
    try:
        freshness()
    except Unavailable as error:
        logger.warning("Repairing the graph's marks and state. %s", error.problem)
    else:
        return False
    with migrating.kept_away() as free:
        if not free:
            raise Unavailable(MIGRATING)
        _require_same_code(starting)
        _begin_again()
    _look_at_everything()
    _declare_right()
    return True


def notice_overlooked_marks() -> None:
    """Have marks drained that lie before the horizon, as after a restore from a server that counted further."""
    for state in State.objects.filter(horizon__gt=0):
        if PendingMark.objects.filter(txid__gte=0, txid__lt=state.horizon).exists():
            State.objects.update(horizon=0)


def correct_next_expiry() -> None:
    """Have readers drain when the next page really expires, whatever the state row says."""
    state, pending = freshness()
    if not pending and state.next_expiry != next_expiry(timezone.now()):
        with exclusive() as locked:
            locked.next_expiry = next_expiry(timezone.now())
            locked.save()


def _has_column() -> bool:
    """Migrations of this app may be undone, or not have come so far."""
    with connection.cursor() as cursor:
        table = State._meta.db_table
        if table not in connection.introspection.table_names(cursor):
            return False
        return "marking" in {each.name for each in connection.introspection.get_table_description(cursor, table)}


def _require_same_code(starting: bool) -> None:
    if missing := migrating.unapplied():
        raise Unavailable(UNAPPLIED.format(names=", ".join(missing[:5])))
    installed_by = State.objects.values_list("marking", flat=True).first()
    if not starting and (installed_by not in ("", None, triggers.digest()) or migrating.unknown()):
        raise ImproperlyConfigured(OTHER_CODE)


def _begin_again() -> None:
    """Install the triggers first, so that from here on all is marked, while readers are still refused."""
    with exclusive() as state:
        triggers.install()
        state.marking, state.horizon = "", 0
        distrust_what_has_no_change()
        state.save()


def _look_at_everything() -> None:
    for chunk in Pace(MOST_AT_ONCE).chunks(sorted(everything())):
        with exclusive() as state:
            now = timezone.now()
            update = Update(Journal(state, now), now)
            later = update.hide(chunk)
            leave_to_worker(later - left_to_worker(later))
            state.save()


def _declare_right() -> None:
    """Unless a migration has begun meanwhile and taken the triggers away again."""
    proof.forget()
    with exclusive() as state:
        if list(triggers.problems()):
            raise Unavailable(MARKING_IS_OFF)
        state.marking, state.next_expiry = triggers.digest(), next_expiry(timezone.now())
        state.save()
