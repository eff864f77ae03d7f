"""What may be kept: ETag and 304, Cache-Control, compression, and which sites may read."""

import gzip

import pytest

from tests.fixtures import publish, settle
from tests.schema.conftest import ADDRESS

pytestmark = pytest.mark.django_db

QUERY = {"query": "{ projects { nodes { title } } }"}


def test_an_unchanged_answer_is_not_sent_again(client, project):
    settle()
    first = client.get(ADDRESS, QUERY)
    again = client.get(ADDRESS, QUERY, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"] == "public, no-cache"
    assert client.head(ADDRESS, QUERY)["ETag"] == first["ETag"]
    project.title = "Renamed"
    publish(project)
    changed = client.get(ADDRESS, QUERY, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "Renamed" in changed.content.decode()


def test_another_query_or_media_type_has_another_tag(client, project):
    etags = {
        client.get(ADDRESS, {"query": query})["ETag"] for query in ("{ __typename }", "{ projects { totalCount } }")
    }
    assert len(etags) == 2
    assert "Accept" in client.get(ADDRESS, QUERY)["Vary"]


def test_caches_that_others_share_keep_as_long_as_the_operator_allows(client, settings, new_key):
    settings.SHARED_CACHE_SECONDS = 600
    response = client.get(ADDRESS, QUERY)
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=600"
    assert "RateLimit" not in response
    _, headers = new_key()
    assert client.get(ADDRESS, QUERY, headers=headers)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("query", ["{ nothing }", '{ projects(after: "x") { totalCount } }', "{", ""])
def test_errors_are_not_kept(client, settings, query):
    settings.SHARED_CACHE_SECONDS = 600
    response = client.get(ADDRESS, {"query": query})
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_a_post_is_not_kept(post):
    response = post("{ __typename }")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_long_answers_are_compressed_for_who_can_unpack_them(client, project):
    query = {"query": "{ __schema { types { name } } }"}
    plain = client.get(ADDRESS, query)
    packed = client.get(ADDRESS, query, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert packed["ETag"] == f"W/{plain['ETag']}"
    again = client.get(ADDRESS, query, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_the_schema_text_is_kept_and_compressed(client):
    response = client.get("/graphql/schema.graphql", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    again = client.get("/graphql/schema.graphql", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_scripts_of_all_sites_may_read(client):
    response = client.get(ADDRESS, QUERY, headers={"Origin": "https://partner.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert "Origin" not in response["Vary"].split(", ")
    preflight = client.options(ADDRESS, headers={"Origin": "https://partner.example"})
    assert preflight.status_code == 204
    assert "POST" in preflight["Access-Control-Allow-Methods"]
    assert "Authorization" in preflight["Access-Control-Allow-Headers"]
    refused = client.get(ADDRESS, {"query": "{"}, headers={"Origin": "https://partner.example"})
    assert refused["Access-Control-Allow-Origin"] == "*"


def test_the_operator_may_name_the_sites(client, settings):
    settings.GRAPHQL_ORIGINS = ["https://partner.example"]
    for origin, allowed in (("https://partner.example", "https://partner.example"), ("https://other.example", None)):
        for method in (client.get, client.options):
            response = method(ADDRESS, headers={"Origin": origin, "Accept": "application/json"})
            assert response.headers.get("Access-Control-Allow-Origin") == allowed
            assert "Origin" in response["Vary"].split(", ")
