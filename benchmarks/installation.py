"""A temporary database for measurements: an SQLite file, or a database on the server of TEST_DATABASE."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from django.db import connection


@contextmanager
def installation() -> Iterator[None]:
    """Set up Django on a new database that has only a home page, and delete the database at the end."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    django.setup()
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["NAME"] = "accord_benchmarks"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        _create_site()
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _create_site() -> None:
    from wagtail.models import Page, Site

    from cms.models import HomePage

    home = Page.get_first_root_node().add_child(instance=HomePage(title="Accord", slug="accord"))
    host = settings.GRAPH_BASE_IRI.removeprefix("http://")
    Site.objects.update(hostname=host, root_page=home)
