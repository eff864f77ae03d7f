"""What code generators, builds and browsers of partners expect of the endpoint beside queries."""

import hashlib
import json
from datetime import timedelta
from io import BytesIO
from itertools import count

import pytest
from django.utils import timezone
from graphql import get_introspection_query

from graph.budget.memory import shared
from schema.clients import rates
from schema.limits import RATE
from schema.models import TrustedDocument
from tests.schema.conftest import ADDRESS, code

pytestmark = pytest.mark.django_db

JSON = "application/json"
INTROSPECTION = get_introspection_query(input_value_deprecation=True, specified_by_url=True)
QUERY = "{ projects { totalCount } }"
LIST = "{ projects { nodes { title } } }"
PRICE = 2 + 20 * 2


def test_the_schema_can_be_read_a_hundred_times_a_minute(post):
    response = post(INTROSPECTION)
    assert 100 * int(response["X-GraphQL-Cost"]) < RATE.default
    again = post(INTROSPECTION)
    assert again.content == response.content
    assert again["X-GraphQL-Cost-Used"] == "0"
    assert len(response.json()["data"]["__schema"]["types"]) > 300


def test_an_answer_about_the_schema_is_kept_by_query_operation_and_variables(post):
    query = """query A($name: String!) { __type(name: $name) { name } }
        query B { __schema { queryType { name } } ...F } fragment F on Query { b: __typename }"""
    assert post(query, {"name": "Project"}, operationName="A").json()["data"] == {"__type": {"name": "Project"}}
    assert post(query, {"name": "Country"}, operationName="A").json()["data"] == {"__type": {"name": "Country"}}
    assert post(query, operationName="B").json()["data"] == {"__schema": {"queryType": {"name": "Query"}}, "b": "Query"}


def test_the_endpoint_answers_without_its_last_slash(client, project):
    for address in ("/graphql", ADDRESS):
        response = client.post(address, {"query": QUERY}, content_type=JSON)
        assert response.json()["data"] == {"projects": {"totalCount": 1}}
        assert client.get(address, {"query": QUERY}).json()["data"]
        assert client.options(address, headers={"Origin": "https://partner.example"}).status_code == 204
        assert client.head(address, {"query": QUERY}).status_code == 200


def chunked(client, body):
    extra = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True, "CONTENT_TYPE": JSON}
    return client.generic("POST", ADDRESS, headers={"Transfer-Encoding": "chunked"}, **extra)


def test_a_body_in_chunks_is_read_up_to_the_limit(client, project):
    assert chunked(client, json.dumps({"query": QUERY}).encode()).json()["data"] == {"projects": {"totalCount": 1}}
    refused = chunked(client, json.dumps({"query": QUERY + " " * 70_000}).encode())
    assert (refused.status_code, code(refused)) == (413, "REQUEST_TOO_LARGE")


def test_scripts_may_send_the_headers_of_their_libraries(client):
    wanted = "apollographql-client-name,authorization,content-type,traceparent,x-requested-with"
    headers = {"Origin": "https://partner.example", "Access-Control-Request-Headers": wanted}
    response = client.options(ADDRESS, headers=headers)
    assert response["Access-Control-Allow-Headers"] == wanted
    assert "Access-Control-Allow-Credentials" not in response
    headers["Access-Control-Request-Headers"] = "x: y\x00"
    assert "Authorization" in client.options(ADDRESS, headers=headers)["Access-Control-Allow-Headers"]


@pytest.fixture
def work(monkeypatch):
    """Make every execution take a cost that the test says."""

    def takes(cost):
        monkeypatch.setattr(rates, "work", lambda seconds: cost)

    return takes


def left(response):
    return int(response["RateLimit"].partition("r=")[2].partition(";")[0])


def test_what_a_query_did_not_take_is_given_back(post, project, settings, work):
    settings.GRAPHQL_LIMITS = {"rate": 1000}
    work(7)
    response = post(LIST)
    assert response["X-GraphQL-Cost"] == str(PRICE)
    assert response["X-GraphQL-Cost-Used"] == "7"
    assert left(response) >= 1000 - rates.EACH_REQUEST - 7
    work(100_000)
    assert post(f"{LIST} # again")["X-GraphQL-Cost-Used"] == str(PRICE)
    assert post(LIST)["X-GraphQL-Cost-Used"] == "0"


def test_what_fails_is_charged_what_it_took(post, project, settings, work):
    settings.GRAPHQL_LIMITS = {"rate": 1000}
    work(7)
    response = post('{ projects(after: "zz") { nodes { title } } }')
    assert left(response) >= 1000 - rates.EACH_REQUEST - 7


def test_a_refusal_says_when_this_query_fits(post, project, settings, monkeypatch, work):
    settings.GRAPHQL_LIMITS = {"rate": 300}
    work(PRICE)
    now = 1000.0
    monkeypatch.setattr("graph.budget.allowances.time.monotonic", lambda: now)
    queries = (f"{LIST} # {number}" for number in count())
    while (response := post(next(queries))).status_code == 200:
        pass
    assert (response.status_code, code(response)) == (429, "RATE_LIMITED")
    wait = int(response["Retry-After"])
    assert response["RateLimit"].endswith(f"t={wait}")
    now += wait
    assert post(next(queries)).status_code == 200


def registered(client, key, manifest):
    return client.post(f"{ADDRESS}documents", manifest, content_type=JSON, headers=key)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_build_registers_its_documents_and_keeps_those_of_the_build_before(client, post, new_key):
    key, headers = new_key(any_query=False)
    first = registered(client, headers, {f"sha256:{sha256(QUERY)}": QUERY})
    assert first.json() == {"added": 1, "removed": 0, "total": 1}
    assert registered(client, headers, {sha256(LIST): LIST}).json() == {"added": 1, "removed": 0, "total": 2}
    assert registered(client, headers, {sha256(LIST): LIST}).json() == {"added": 0, "removed": 0, "total": 2}
    for query in (QUERY, LIST):
        assert post(query, headers=headers).status_code == 200
    long_ago = timezone.now() - timedelta(days=91)
    TrustedDocument.objects.filter(sha256=sha256(QUERY)).update(uploaded=long_ago)
    assert post(QUERY, headers=headers).status_code == 200
    assert registered(client, headers, {sha256(LIST): LIST}).json() == {"added": 0, "removed": 1, "total": 1}
    assert post(QUERY, headers=headers).status_code == 403


def test_a_build_registers_nothing_without_a_key_or_with_a_damaged_manifest(client, new_key):
    _, headers = new_key()
    for manifest in ("{", [], {"a": QUERY}, {"a": 1}):
        response = registered(client, headers, manifest)
        assert (response.status_code, code(response)) == (400, "BAD_REQUEST")
    assert registered(client, None, {sha256(QUERY): QUERY}).status_code == 401
    assert registered(client, {"Authorization": "Bearer accord_x"}, {}).status_code == 401
    assert client.get(f"{ADDRESS}documents", headers=headers)["Allow"] == "POST"
    assert not TrustedDocument.objects.exists()


def test_a_build_pays_for_what_it_registers(client, new_key):
    _, headers = new_key(rate=3 * rates.EACH_REQUEST)
    assert registered(client, headers, {sha256(QUERY): QUERY}).status_code == 200
    refused = registered(client, headers, {sha256(QUERY): QUERY})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    shared.forget()
    assert registered(client, headers, {sha256(QUERY): QUERY}).status_code == 200
