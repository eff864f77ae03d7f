"""A newsroom with some public pages, a visitor from outside, and an archive that has been imported."""

import copy

import pytest

from graph.registry import registry
from tests.end_to_end.archive import import_all
from tests.end_to_end.newsroom import Editors
from tests.graph.test_state_machine import is_visible
from tests.rollback import rolled_back
from tests.visitor import Visitor


@pytest.fixture(scope="module")
def shared_room(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        room = Editors()
        for seed in range(6):
            room.act("create", seed)
        yield room


@pytest.fixture
def room(shared_room, db):
    """What a test does with it is undone."""
    return copy.deepcopy(shared_room)


@pytest.fixture
def visitor():
    return Visitor()


@pytest.fixture
def page(room):
    """A public page that names organisations."""
    types = {each.model for each in registry().resources if "fundings" in each.parts}
    return next(page for page in room.pages() if is_visible(page) and type(page) in types)


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield import_all()


@pytest.fixture
def admin(client):
    client.login(username="reader", password="secret")
    return client
