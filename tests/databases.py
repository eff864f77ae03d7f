"""One database for the tests of a run, migrated once: its first worker does that, and each works in a copy."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import fasteners
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Make a copy of the migrated database, in place of pytest-django's migration of one for each worker."""
    folder = tmp_path_factory.getbasetemp()
    # That of a worker is below the folder of its run.
    run = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    before = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        with fasteners.InterProcessLock(run / "migrated.lock"):
            _copy(_migrated(run))
        yield
        connection.creation.destroy_test_db(before, verbosity=0)


def _migrated(run: Path) -> str | Path:
    """Return the name of the migrated database, which this makes if no other worker of the run has."""
    name = run / "migrated.sqlite3" if connection.vendor == "sqlite" else "migrated_for_tests"
    done = run / "migrated"
    if not done.exists():
        test_settings = connection.settings_dict["TEST"]
        own, test_settings["NAME"] = test_settings["NAME"], name
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        # SQLite then has all of it in one file, and PostgreSQL copies only what nobody uses.
        connection.close()
        test_settings["NAME"] = own
        done.touch()
    return name


def _copy(migrated: str | Path) -> None:
    """Make the test database of this worker and connect to it."""
    if connection.vendor == "sqlite":
        own = connection.settings_dict["TEST"]["NAME"]
        shutil.copy(migrated, own)
    else:
        # Only one worker at a time is here: PostgreSQL refuses to copy a database in which a session runs.
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        own = connection.creation._create_test_db(verbosity=0, autoclobber=True)
    connection.settings_dict["NAME"] = own
