"""The sample programme, loaded once for all tests of this folder: that takes longer than any of them."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from graph.sparql.limits import MEGABYTE, Limits
from tests.graph.publishing.conftest import body
from tests.graph.sparql.serving import serving
from tests.rollback import rolled_back

LIMITS = Limits(workers=2, seconds=20, memory_bytes=200 * MEGABYTE, result_bytes=10 * MEGABYTE)


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        for command in ("load_reference_data", "load_demo"):
            call_command(command, stdout=StringIO())
        yield


@contextmanager
def served(socket):
    """Yield a client of the site with the sample programme, and with a query server that holds its data."""
    client = Client()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.SPARQL_SOCKET", socket)
        with serving(socket, nquads=body(client.get("/data/all.nq")).decode(), limits=LIMITS):
            yield client


@pytest.fixture(scope="module")
def site(loaded, tmp_path_factory):
    with served(tmp_path_factory.mktemp("researchers") / "socket") as client:
        yield client
