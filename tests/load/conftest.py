"""A database for several processes, made once for each module of tests."""

import pytest

from tests.load import children
from tests.load.processes import ask, scratch_database


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker, request):
    """Its name. It holds a site with a public and a restricted section for each of `children.WRITERS`."""
    with django_db_blocker.unblock(), scratch_database(request.module.__name__.rpartition("_")[2]) as name:
        ask(children.set_up, name)
        yield name
