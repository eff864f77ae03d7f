"""Examine the database: whether it answers, what it is, and whether changes in it reach the graph."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import Error, connection
from django.utils import timezone

from cms.operations.doctor.configuration import is_local
from cms.operations.doctor.findings import Finding, advice, fault, good
from graph.mirror import Unavailable, freshness, migrating
from graph.monitoring.backlog import backlog

OLDEST = 14
"""Of PostgreSQL."""
FOR_OTHERS = 10
"""Connections of the worker and of commands."""
TOLERATED = timedelta(seconds=30)
DEMO_USERS = ("editor", "admin")


def database() -> Iterator[Finding]:
    try:
        connection.ensure_connection()
        yield from _server()
        missing = migrating.unapplied()
    except Error as error:
        sentence = f"It does not answer: {str(error).strip().splitlines()[0]}."
        yield fault("Database", sentence, "Start it, and check DATABASE_URL.")
        return
    if missing:
        sentence = f"{len(missing)} migrations are not applied, the first of them {missing[0]}."
        yield fault("Migrations", sentence, "Run `manage.py migrate`, then start web and worker again.")
    elif unknown := migrating.unknown():
        sentence = f"Another release of Accord has migrated the database ({unknown[0]})."
        yield fault("Migrations", sentence, "Run the release that did, or restore a backup of before.")
    else:
        yield good("Migrations", "All are applied.")
        yield from _graph()
        yield from _accounts()


def _server() -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        yield good("Database", f"SQLite {connection.Database.sqlite_version}.")
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version_num')::int / 10000, current_setting('max_connections')::int,"
            " has_schema_privilege(current_user, current_schema(), 'CREATE'), clock_timestamp()"
        )
        version, connections, may_create, now = cursor.fetchone()
    yield from _of_postgresql(version, connections, may_create)
    if abs(timezone.now() - now) > TOLERATED:
        sentence = "The clocks of this machine and of the database differ by more than half a minute."
        yield fault("Clock", sentence, "Let NTP set both: what is scheduled and what expires depends on them.")
    else:
        yield good("Clock", "This machine and the database have the same time.")


def _of_postgresql(version: int, connections: int, may_create: bool) -> Iterator[Finding]:
    if version < OLDEST:
        yield fault("Database", f"PostgreSQL {version} is too old.", f"Upgrade it to {OLDEST} or later.")
    else:
        yield good("Database", f"PostgreSQL {version}.")
    if not may_create:
        sentence = "Accord's user may not create tables and triggers."
        yield fault("Database", sentence, "Make it the owner of the database.")
    needed = settings.WEB_CONCURRENCY * settings.WEB_THREADS + FOR_OTHERS
    if connections < needed:
        sentence = f"It allows {connections} connections; the web and the worker of this machine may need {needed}."
        yield advice("Database", sentence, "Raise max_connections, or lower WEB_CONCURRENCY or WEB_THREADS.")


def _graph() -> Iterator[Finding]:
    try:
        state, _ = freshness()
    except Unavailable as error:
        sentence, _, remedy = error.problem.partition(": ")
        yield fault("Graph", f"Readers get 503. {sentence}.", remedy or "Start the worker.")
        return
    waiting = backlog(state)
    if waiting.failures:
        sentence = f"{waiting.failures} records cannot be described, so they are not public."
        yield advice("Graph", sentence, "The home page of the admin lists them.")
    else:
        yield good("Graph", f"It is up to date with change {state.sequence}, and changes are marked.")


def _accounts() -> Iterator[Finding]:
    users = get_user_model().objects.filter(is_active=True)
    if not users.filter(is_superuser=True).exists():
        yield advice("Accounts", "There is no administrator.", "Run `manage.py createsuperuser`.")
    known = [each for each in users.filter(username__in=DEMO_USERS) if each.check_password(f"{each.username}-demo")]
    if known and not is_local():
        names = " and ".join(each.username for each in known)
        yield fault("Accounts", f"{names} has the password of the demo.", "Change it, or delete the account.")
    elif not known:
        yield good("Accounts", "No account has a password of the demo.")
