"""The sample programme, loaded once for all tests of this folder: that takes longer than any of them."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.rollback import rolled_back


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        for command in ("load_reference_data", "load_demo"):
            call_command(command, stdout=StringIO())
        yield
