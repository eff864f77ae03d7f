"""The databases that tests begin with: as migrations leave it, or with content that many tests have in common.

A run migrates once, in its first worker, and each worker makes the content once: both take longer than most tests.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import fasteners
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from pytest_django import DjangoDbBlocker

from graph import mirror
from tests.rollback import forget

Name = str | Path

EMPTY = "empty"
EMPTIED = "emptied"
"""The database of tests that commit: each of them leaves its tables empty."""
ORIGINAL = "original_of_tests"

_makers: dict[str, Callable[[], object]] = {}
"""What makes each content, the widest last."""
_names: dict[str, Name] = {}
"""The databases of this worker that are there, by their content."""
_blockers: list[DjangoDbBlocker] = []


def begin_with(make: Callable[[], object]) -> Callable[[Callable], Callable]:
    """Let tests that use the decorated fixture begin with a database in which `make` was called.

    The fixture itself then returns what is there, or makes it where it is not: in tests that commit, and in those that
    share a transaction with their module.
    """

    def registered(fixture: Callable) -> Callable:
        _makers[_content_of(fixture)] = make
        return fixture

    return registered


def is_begun_with(fixture: Callable) -> bool:
    """Return whether the database of the running test has the fixture's content."""
    content = _content_of(fixture)
    return content in _names and connection.settings_dict["NAME"] == _names[content]


def _content_of(fixture: Callable) -> str:
    return "_".join([*fixture.__module__.split(".")[-2:], fixture.__name__])


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Make this worker's databases, in place of pytest-django's migration of one for each worker."""
    folder = tmp_path_factory.getbasetemp()
    # That of a worker is below the folder of its run.
    run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with django_db_blocker.unblock():
        # PostgreSQL refuses to copy a database in which another worker has a session.
        with fasteners.InterProcessLock(run / "databases.lock"):
            _names[EMPTY] = _copy(_migrated(run), EMPTY)
        _connect_to(_names[EMPTY])
        _blockers.append(django_db_blocker)
        yield
        for name in _names.values():
            connection.settings_dict["NAME"] = name
            connection.creation.destroy_test_db(verbosity=0)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Connect to the database that the test begins with, unless tests of its module share a transaction.

    A test that is skipped has been skipped before: its content may need what is not there.
    """
    if _names and not connection.in_atomic_block:
        _connect_to(_database(_content(item)))


def _content(item: pytest.Item) -> str:
    """Return the last that was registered of the fixtures of the test."""
    names = {*getattr(item, "fixturenames", ())}
    marks = item.iter_markers("django_db")
    if {"transactional_db", "live_server"} & names or any(mark.kwargs.get("transaction") for mark in marks):
        return EMPTIED
    # Wagtail's indexes know nothing of content that was made without them.
    kept = reversed(_makers) if item.get_closest_marker("wagtail_indexes") is None else ()
    used = {_content_of(definition.func) for definition in _definitions(item)}
    return next((content for content in kept if content in used), EMPTY)


def _definitions(item: pytest.Item) -> Iterator[pytest.FixtureDef]:
    """Yield the definitions of the fixtures of a test, without those whose value is a parameter of it."""
    parameters = item.callspec.params if hasattr(item, "callspec") else {}
    for name, definitions in item._fixtureinfo.name2fixturedefs.items():
        if name not in parameters:
            yield definitions[-1]


def _database(content: str) -> Name:
    """Return the name of the database with this content, which is made where it is not there yet."""
    if content not in _names:
        connection.close()
        name = _copy(_names[EMPTY], content)
        if content in _makers:
            _connect_to(name)
            forget()
            with _blockers[0].unblock():
                _makers[content]()
                mirror.drain_completely()
        _names[content] = name
    return _names[content]


def _migrated(run: Path) -> Name:
    """Return the name of the database that all workers of the run copy; the first of them makes it."""
    name = run / "original.sqlite3" if connection.vendor == "sqlite" else ORIGINAL
    made = run / "original_is_made"
    if not made.exists():
        test_settings = connection.settings_dict["TEST"]
        own, test_settings["NAME"] = test_settings["NAME"], name
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        # SQLite then has all of it in one file, and PostgreSQL copies only what nobody uses.
        connection.close()
        test_settings["NAME"] = own
        made.touch()
    return name


def _copy(original: Name, content: str) -> Name:
    """Return the name of a copy of a database, in place of an earlier one for the same content."""
    test_settings = connection.settings_dict["TEST"]
    own = test_settings["NAME"]
    name = f"{own}_{content}"
    if connection.vendor == "sqlite":
        shutil.copy(original, name)
    else:
        test_settings |= {"NAME": name, "TEMPLATE": original}
        connection.creation._create_test_db(verbosity=0, autoclobber=True)
        test_settings |= {"NAME": own, "TEMPLATE": None}
    return name


def _connect_to(name: Name) -> None:
    if connection.settings_dict["NAME"] != name:
        connection.close()
        connection.settings_dict["NAME"] = name
        # Their keys differ once a database has been emptied.
        ContentType.objects.clear_cache()
