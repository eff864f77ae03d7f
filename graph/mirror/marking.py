"""Switch the triggers that write marks off and on, and repair them.

Migrations switch them off, because table rebuilds on SQLite and renamed columns on PostgreSQL would break on triggers.
Meanwhile changes leave no marks, so readers are refused. Before marking is declared on again, all resources are
examined: those that are not public any more are withdrawn at once, in chunks, and the rest is left to the worker.
"""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from graph.database import Pace
from graph.journal import Journal, distrust_what_has_no_change, followers
from graph.marks import everything, leave_to_worker, left_to_worker, triggers
from graph.mirror import migrating, proof
from graph.mirror.availability import Unavailable
from graph.mirror.draining import exclusive, freshness
from graph.mirror.facts import Reader
from graph.mirror.state import MARKING_IS_OFF
from graph.mirror.writing import hide
from graph.models import PendingMark, Reference, Resource, State
from graph.visibility import PageRules, index_expiry, next_expiry

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 2000
"""Maximum number of resources that are examined in one transaction."""
MIGRATING = "A migration is running: wait for its end."
UNAPPLIED = "Migrations have not been applied ({names}): run `manage.py migrate`."
OTHER_CODE = "The database was migrated by another release of Accord: restart this process with the same one."


def switch_off() -> None:
    """Refuse readers from now on and drop the triggers; called before migrations."""
    migrating.begin()
    with transaction.atomic():
        if _has_column():
            State.objects.update(marking="")
        triggers.drop()


def switch_on() -> None:
    """Repair marking where needed and release the migration lock; called after migrations, even if none applied."""
    try:
        if _has_column():
            index_expiry()
            repair(starting=True)
    except Unavailable as error:
        logger.warning("Readers get 503 for now. %s", error.problem)
    finally:
        migrating.end()


def repair(starting: bool = False) -> bool:
    """Repair marking and the state row; returns whether a repair was needed.

    Raises `Unavailable` where a repair is impossible now. A process that is starting installs the triggers of its own
    code. A process that already runs only restores them: after an update, the worker of the old code must not undo
    what the new code has installed.
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
    """Reset the horizon where marks lie before it, as after a restore from a server with higher transaction ids."""
    for state in State.objects.filter(horizon__gt=0):
        if PendingMark.objects.filter(txid__gte=0, txid__lt=state.horizon).exists():
            State.objects.update(horizon=0)


def correct_next_expiry() -> None:
    """Correct the state row's next expiry, so that readers drain when the next page really expires."""
    state, pending = freshness()
    if not pending and state.next_expiry != next_expiry(timezone.now()):
        with exclusive() as locked:
            locked.next_expiry = next_expiry(timezone.now())
            locked.save()


def _has_column() -> bool:
    """Return whether `State.marking` exists: this app's migrations may be unapplied, or not yet have added it."""
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
    """Install the triggers first, so that all later changes leave marks, while readers are still refused."""
    with exclusive() as state:
        triggers.install()
        state.marking, state.horizon = "", 0
        distrust_what_has_no_change()
        _drop_what_nothing_withdraws()
        state.save()


def _drop_what_nothing_withdraws() -> None:
    """Delete references and derived data of resources whose rows in the journal are lost.

    If such a resource is still public, it is described again. If not, nothing would ever withdraw it, and what it
    mentions would stay public.
    """
    rows = Resource.objects.filter(pk=OuterRef("source"))
    lost = Reference.objects.exclude(Exists(rows))
    resources = set(lost.order_by().values_list("source", flat=True).distinct())
    lost.delete()
    for follower in followers():
        follower.forget(resources)


def _look_at_everything() -> None:
    for chunk in Pace(MOST_AT_ONCE).chunks(sorted(everything())):
        with exclusive() as state:
            now = timezone.now()
            later = hide(set(chunk), Reader(PageRules.at(now)), Journal(state, now))
            leave_to_worker(later - left_to_worker(later))
            state.save()


def _declare_right() -> None:
    """Switch marking on in the state row.

    Raises `Unavailable` where a migration has begun meanwhile and dropped the triggers again.
    """
    proof.forget()
    with exclusive() as state:
        if list(triggers.problems()):
            raise Unavailable(MARKING_IS_OFF)
        state.marking, state.next_expiry = triggers.digest(), next_expiry(timezone.now())
        state.save()
