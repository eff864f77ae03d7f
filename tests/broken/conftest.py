"""The world of broken records, made once; what a test changes in it is taken back."""

import logging
import threading
from collections.abc import Iterator

import pytest
from django.db import transaction

from cms.background import jobs
from graph import mirror, replica
from tests.broken.walking import Walk
from tests.broken.world import World
from tests.rollback import rolled_back
from tests.thorough import mostly_slow


@pytest.fixture(scope="module", params=mostly_slow([False, True]), ids=["some pairs", "every pair"])
def broken_world(request, django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), rolled_back():
        world = World(request.param)
        mirror.drain_completely()
        jobs.check_records(threading.Event())
        yield world


@pytest.fixture
def world(broken_world, db) -> Iterator[World]:
    """No constraint is checked at the end of a test: links to nobody are among the faults."""
    replica.forget()
    yield broken_world
    transaction.set_rollback(True)


@pytest.fixture
def walk(world) -> Walk:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    return Walk()
