"""Fixtures that give the small site of tests, and the acts of an editor."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import translation
from wagtail.models import PageViewRestriction
from wagtail.signal_handlers import connect_reference_index_signal_handlers

from graph import mirror, replica
from tests import small_site
from tests.databases import begin_with
from tests.rollback import forget
from tests.small_site import PARTS
from tests.small_site import publish as publish


@pytest.fixture(autouse=True)
def fresh_replica():
    forget()
    yield
    replica.forget()


@pytest.fixture(autouse=True)
def own_language():
    """Forget the language of the last request: the next test's messages would be in it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def wagtail_indexes(request, settings):
    """Keep Wagtail's own indexes up to date in tests that read them, such as all in a browser."""
    if any(map(request.node.get_closest_marker, ("wagtail_indexes", "browser"))):
        immediate = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
        settings.TASKS = settings.TASKS | {"default": immediate}
        # Wagtail disconnects them before migrations; tests of migrations that fail leave them so.
        connect_reference_index_signal_handlers()


@pytest.fixture
@begin_with(PARTS["home"])
def home(db):
    return small_site.home()


@pytest.fixture
@begin_with(PARTS["index"])
def index(home):
    return small_site.index(home)


@pytest.fixture
def cambodia(db):
    return small_site.cambodia()


@pytest.fixture
def korea(db):
    return small_site.korea()


@pytest.fixture
def donor(korea):
    return small_site.donor(korea)


@pytest.fixture
@begin_with(PARTS["project"])
def project(index, cambodia, donor):
    return small_site.project(index, cambodia, donor)


def logged_in(group):
    """Return a client of a new user who is in this group of the admin."""
    user = get_user_model().objects.create_user(group.lower(), password="secret")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def restrict(page):
    """What the privacy dialogue does."""
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def public():
    """Return ids of all resources that a reader sees."""
    with replica.reading() as graph:
        return {each for kind in graph.types() for each in graph.of_type(kind)}


def settle():
    mirror.drain_completely()
