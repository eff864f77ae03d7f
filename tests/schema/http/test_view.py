"""GraphQL over HTTP: methods, media types, statuses, headers, and how many queries an answer costs."""

import logging

import pytest
from django.db import DatabaseError

from cms import models
from graph.models import PendingMark
from schema.execution import pipeline
from tests.fixtures import publish, settle
from tests.kept import kept
from tests.schema.conftest import ADDRESS

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
QUERY = {"query": "{ __typename }"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        (GRAPHQL, GRAPHQL),
        (f"{GRAPHQL}; charset=utf-8, {JSON}; charset=utf-8", GRAPHQL),
        (f"{JSON}; charset=UTF-8", JSON),
        (f"{GRAPHQL}, {JSON};q=0.9", GRAPHQL),
        (f"{JSON}, {GRAPHQL};q=0.9", JSON),
        (f"text/html, {JSON};q=0.5", JSON),
        (f"{JSON};q=0, */*", GRAPHQL),
    ],
)
def test_the_media_type_is_negotiated(client, accept, media_type):
    headers = {"accept": accept} if accept else {}
    response = client.post(ADDRESS, QUERY, content_type=JSON, headers=headers)
    assert response.status_code == 200
    assert response["Content-Type"] == f"{media_type}; charset=utf-8"
    assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    "accept", ["text/html", "text/turtle", "image/*", f"{JSON};q=0", "*/*;q=0.1, application/*;q=0"]
)
def test_other_media_types_are_not_acceptable(client, accept):
    response = client.post(ADDRESS, QUERY, content_type=JSON, headers={"accept": accept})
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        ({"query": "{"}, (400, 200)),
        ({"query": "{ nothing }"}, (400, 200)),
        ({"query": "query ($n: Int!) { projects(first: $n) { totalCount } }"}, (400, 200)),
        ({"query": "query A { __typename } query B { __typename }"}, (400, 200)),
        ({"query": "mutation { __typename }"}, (400, 200)),
        ({"query": '{ projects(after: "x") { totalCount } }'}, (200, 200)),
        ({}, (400, 400)),
    ],
)
def test_the_status_follows_the_media_type(client, body, statuses):
    """The older media type has 200 for everything that is GraphQL, so that clients look into the body."""
    found = [
        client.post(ADDRESS, body, content_type=JSON, headers={"accept": media_type}).status_code
        for media_type in (GRAPHQL, JSON)
    ]
    assert tuple(found) == statuses


def test_a_refused_request_has_no_data_and_a_failed_one_has(post):
    assert "data" not in post("{ nothing }").json()
    assert post('{ projects(after: "x") { totalCount } }').json().keys() >= {"data", "errors"}


def test_get_takes_everything_from_the_address(client, cambodia):
    parameters = {
        "query": "query Other { __typename } query Named($code: String) { country(code: $code) { title } }",
        "variables": '{"code": "KH"}',
        "operationName": "Named",
        "extensions": "{}",
    }
    response = client.get(ADDRESS, parameters)
    assert response.json()["data"] == {"country": {"title": "Cambodia"}}


def test_parameters_without_a_value_are_none(client):
    assert client.get(ADDRESS, {**QUERY, "variables": "", "operationName": ""}).json()["data"]
    body = {**QUERY, "variables": None, "operationName": None, "extensions": None}
    assert client.post(ADDRESS, body, content_type=JSON).json()["data"]


def test_head_is_get_without_the_answer(client):
    response = client.head(ADDRESS, QUERY)
    assert response.status_code == 200
    assert response["Content-Type"] == f"{JSON}; charset=utf-8"
    assert response.content == b""


def test_options_says_what_is_possible(client):
    response = client.options(ADDRESS)
    assert response.status_code == 204
    assert response["Allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_other_methods_are_not_allowed(client, method):
    response = client.generic(method, ADDRESS)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert response.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("method", ["get", "post", "options"])
def test_there_are_no_cookies(client, method, cambodia):
    response = client.post(ADDRESS, QUERY, content_type=JSON) if method == "post" else client.generic(method, ADDRESS)
    assert not response.cookies
    assert "Cookie" not in response["Vary"]
    assert "Accept" in response["Vary"].split(", ")


def test_a_post_needs_no_token(db):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, QUERY, content_type=JSON).status_code == 200


def test_introspection_and_suggestions_can_be_switched_off(client, post, settings):
    def asked(query, variables=None):
        return post(query, variables, accept="application/graphql-response+json").content.decode()

    wrong = "query ($l: ProjectFilter) { project projects(filter: $l) { totalCoun } }"
    assert "totalCount" in asked(wrong)
    settings.GRAPHQL_INTROSPECTION = False
    assert "totalCount" not in asked(wrong)
    assert "title" not in asked(
        "query ($l: ProjectFilter) { projects(filter: $l) { totalCount } }", {"l": {"titel": 1}}
    )
    for query in ("{ __schema { types { name } } }", '{ a: __type(name: "Query") { name } }'):
        assert "introspection" in asked(query)
        assert '"data"' not in asked(query)
    # Clients need the names of types, and whoever writes queries the schema.
    assert post("{ __typename }").json()["data"] == {"__typename": "Query"}
    assert client.get("/graphql/schema.graphql").status_code == 200


def test_the_schema_text_is_plain(client):
    response = client.get("/graphql/schema.graphql")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "type Query {" in response.content.decode()


@kept
def many(index, cambodia, donor):
    """Return projects that are linked with each other through a country and a donor, with long texts on all levels."""
    for number in range(6):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}", overview=f"<p>Text {number}</p>")
        page.country_links = [models.CountryLink(country=cambodia)]
        page.fundings = [models.Funding(donor=donor)]
        page.sections = [models.Section(title="Section", body=f"<p>Section {number}</p>")]
        publish(index.add_child(instance=page))
    settle()
    return 6


SHORT = """{ projects(first: 5, orderBy: TITLE_ASC) { nodes {
    url title countries { nodes { title projects { totalCount nodes { title } } } }
    donors { nodes { fundedProjects { nodes { title fundings { nodes { funder { title } } } } } } }
} } }"""
LONG = """{ projects(orderBy: TITLE_ASC) { nodes {
    overview { text } sections { nodes { body { html } } }
    countries(first: 2) { nodes { projects { nodes { overview { text } sections { nodes { body { text } } } } } } }
} } }"""


@pytest.mark.parametrize(("query", "queries"), [(SHORT, 1), (LONG, 2)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_answer_costs_one_query_and_one_more_for_long_texts(
    client, many, django_assert_num_queries, query, queries, method
):
    client.get(ADDRESS, QUERY)
    arguments = {"content_type": JSON} if method == "post" else {}
    with django_assert_num_queries(queries):
        response = getattr(client, method)(ADDRESS, {"query": query}, **arguments)
    assert "errors" not in response.json()


def test_long_texts_of_all_levels_are_there(ask, many):
    nodes = ask(LONG)["projects"]["nodes"]
    assert [node["overview"]["text"] for node in nodes] == [f"Text {number}" for number in range(many)]
    assert nodes[0]["sections"]["nodes"] == [{"body": {"html": "<p>Section 0</p>"}}]
    [country] = nodes[0]["countries"]["nodes"]
    texts = {node["overview"]["text"] for node in country["projects"]["nodes"]}
    assert texts == {f"Text {number}" for number in range(many)}


def test_a_pending_change_is_in_the_answer(ask, project):
    settle()
    project.title = "Renamed"
    project.save()
    assert PendingMark.objects.exists()
    assert ask("{ projects { nodes { title } } }")["projects"]["nodes"] == [{"title": "Renamed"}]


def test_a_failure_of_ours_is_masked_and_logged(post, monkeypatch, caplog):
    def fail(*arguments, **named):
        raise RuntimeError("the secret of the machine room")

    monkeypatch.setattr("schema.roots.query.find", fail)
    with caplog.at_level(logging.ERROR):
        response = post('{ node(id: "x") { id } __typename }', accept=GRAPHQL)
    assert response.status_code == 200
    body = response.json()
    assert body["data"] == {"node": None, "__typename": "Query"}
    [error] = body["errors"]
    assert "secret" not in response.content.decode()
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert error["path"] == ["node"]
    assert error["extensions"]["requestId"] in caplog.text
    assert "the secret of the machine room" in caplog.text


def test_a_database_that_does_not_answer_is_a_503(post, monkeypatch):
    def fail():
        raise DatabaseError("no such host: db.internal")

    monkeypatch.setattr(pipeline, "reading", fail)
    response = post("{ __typename }")
    assert response.status_code == 503
    assert "db.internal" not in response.content.decode()
    assert response.json()["errors"][0]["extensions"]["code"] == "SERVICE_UNAVAILABLE"
