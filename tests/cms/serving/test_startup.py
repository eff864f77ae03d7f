"""What the web server loads before it forks its workers."""

import runpy

import pytest
from django.conf import settings

from schema import schema

pytestmark = pytest.mark.django_db


def test_the_first_request_of_a_worker_does_not_build_the_schema(client):
    schema.build_schema.cache_clear()
    runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["load"]()
    assert schema.build_schema.cache_info().misses == 1
    assert client.get("/graphql/", {"query": "{ __typename }"}).json()["data"] == {"__typename": "Query"}
    assert schema.build_schema.cache_info().misses == 1
