"""Every way to ask wrongly: its status, its code, and a sentence that says what to do."""

import pytest
from django.test import Client

from tests.schema.conftest import ADDRESS

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "variables", "status", "code", "sentence"),
    [
        ("{", None, 400, "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        ("", None, 400, "BAD_REQUEST", "There is no query"),
        ("{ nothing }", None, 400, "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'nothing'"),
        ("{ projects { nodes } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "must have a selection"),
        ("{ projects(size: 1) { totalCount } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "Unknown argument 'size'"),
        ('{ projects(first: "1") { totalCount } }', None, 400, "GRAPHQL_VALIDATION_FAILED", "Int cannot represent"),
        ("{ projects(orderBy: BUDGET) { totalCount } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "ProjectOrder"),
        ("fragment A on Query { ...A } { ...A }", None, 400, "GRAPHQL_VALIDATION_FAILED", "Cannot spread fragment"),
        ("{ node { id } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "argument 'id'"),
        ('{ countries { nodes { title(lang: "xx") } } }', None, 400, "BAD_USER_INPUT", "use one of en, fr"),
        ("{ countries { nodes { title(lang: 5) } } }", None, 400, "BAD_USER_INPUT", "is not a language"),
        ('{ projects(filter: {title: {eq: "a", lang: "xx"}}) { totalCount } }', None, 400, "BAD_USER_INPUT", "use one"),
        ("{ participations: convention(code: 5) { id } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "String cannot"),
        ("{ activities(filter: {kind: {eq: DOING}}) { totalCount } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "DOING"),
        ("{ paths(from: 1, to: 2, linkTypes: [HATES]) { complete } }", None, 400, "GRAPHQL_VALIDATION_FAILED", "HATES"),
        ("query ($n: Int!) { projects(first: $n) { totalCount } }", None, 400, "BAD_USER_INPUT", "'$n'"),
        ("query ($n: Int) { projects(first: $n) { totalCount } }", {"n": "a"}, 400, "BAD_USER_INPUT", "'$n'"),
        ("query ($l: Language) { countries { nodes { title(lang: $l) } } }", {"l": "xx"}, 400, "BAD_USER_INPUT", "use"),
        ('query ($i: ID = "") { node(id: $i) { id } }', {"i": None}, 200, "BAD_USER_INPUT", "must not be null"),
        ("query A { __typename } query B { __typename }", None, 400, "OPERATION_NOT_FOUND", "operationName"),
        ("fragment A on Query { __typename }", None, 400, "GRAPHQL_VALIDATION_FAILED", "never used"),
        ("mutation { __typename }", None, 400, "OPERATION_NOT_SUPPORTED", "only reads"),
        ("subscription { __typename }", None, 400, "OPERATION_NOT_SUPPORTED", "only reads"),
        ('{ projects(after: "x") { totalCount } }', None, 200, "BAD_USER_INPUT", "cursor is damaged"),
        ("{ projects(first: 101) { totalCount } }", None, 200, "BAD_USER_INPUT", "at most 100"),
        ("{ projects(first: -1) { totalCount } }", None, 200, "BAD_USER_INPUT", "0 to 100"),
        ("{ projects(first: 1, last: 1) { totalCount } }", None, 200, "BAD_USER_INPUT", "either first or last"),
        ("{ country { id } }", None, 200, "BAD_USER_INPUT", "exactly one of: id, code"),
        ('{ project(id: "a", slug: "b") { id } }', None, 200, "BAD_USER_INPUT", "exactly one of: id, slug"),
        (
            "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
            {"ids": ["x"] * 101},
            200,
            "BAD_USER_INPUT",
            "at most 100",
        ),
    ],
)
def test_a_wrong_query(post, query, variables, status, code, sentence):
    response = post(query, variables, accept=GRAPHQL)
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
    assert sentence in error["message"]


def test_an_unknown_code_finds_nothing_and_is_no_error(post, cambodia):
    """Programs ask for many codes, of which not all have something public."""
    body = post('{ country(code: "ZZ") { id } countries(filter: {code: {eq: "ZZ"}}) { totalCount } }').json()
    assert body["data"] == {"country": None, "countries": {"totalCount": 0}}
    assert "errors" not in body


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code", "sentence"),
    [
        ("{", JSON, 400, "BAD_REQUEST", "is not JSON"),
        ('{"query": ""}', JSON, 400, "BAD_REQUEST", "There is no query"),
        ("[" * 10_000, JSON, 400, "BAD_REQUEST", "is not JSON"),
        ("[]", JSON, 400, "BATCH_NOT_SUPPORTED", "one by one"),
        ('[{"query": "{ __typename }"}]', JSON, 400, "BATCH_NOT_SUPPORTED", "one by one"),
        ('"{ __typename }"', JSON, 400, "BAD_REQUEST", "must be an object"),
        ("null", JSON, 400, "BAD_REQUEST", "must be an object"),
        ("{}", JSON, 400, "BAD_REQUEST", "There is no query"),
        ('{"query": 5}', JSON, 400, "BAD_REQUEST", "query must be a text"),
        ('{"query": "{ __typename }", "variables": []}', JSON, 400, "BAD_REQUEST", "variables must be an object"),
        ('{"query": "{ __typename }", "variables": "{}"}', JSON, 400, "BAD_REQUEST", "variables must be an object"),
        ('{"query": "{ __typename }", "extensions": 1}', JSON, 400, "BAD_REQUEST", "extensions must be an object"),
        ('{"query": "{ __typename }", "operationName": 1}', JSON, 400, "BAD_REQUEST", "operationName must be a text"),
        ('{"query": "{ __typename }", "operationName": "X"}', JSON, 400, "OPERATION_NOT_FOUND", "no operation 'X'"),
        ("query={__typename}", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type"),
        ("{ __typename }", "application/graphql", 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type"),
        ('{"query": "{ __typename }"}', "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type"),
        ('{"query": "{ __typename }"}', "", 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type"),
        ('{"query": "{ __typename }"}', f"{JSON}; charset=utf-16", 415, "UNSUPPORTED_MEDIA_TYPE", "UTF-8"),
    ],
)
def test_a_wrong_body(client, body, content_type, status, code, sentence):
    response = client.generic("POST", ADDRESS, body, content_type, headers={"accept": GRAPHQL})
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
    assert sentence in error["message"]


@pytest.mark.parametrize("body", [b"", b'{"query": "\xff"}'])
def test_a_body_that_is_empty_or_not_utf_8(client, body):
    response = client.generic("POST", ADDRESS, body, CONTENT_TYPE=JSON)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({}, "There is no query"),
        ({"query": "{ __typename }", "variables": "{"}, "variables is not JSON"),
        ({"query": "{ __typename }", "variables": "[]"}, "variables must be an object"),
        ({"query": "{ __typename }", "extensions": "x"}, "extensions is not JSON"),
    ],
)
def test_a_wrong_address(client, parameters, sentence):
    response = client.get(ADDRESS, parameters)
    assert response.status_code == 400
    assert sentence in response.json()["errors"][0]["message"]


def test_a_query_in_the_address_of_a_post_is_refused(client):
    response = client.post(f"{ADDRESS}?query={{nothing}}", {"query": "{ __typename }"}, content_type=JSON)
    assert response.status_code == 400
    assert "send it in the body" in response.json()["errors"][0]["message"]


def test_a_mutation_over_get_is_refused(client):
    for media_type in (GRAPHQL, JSON):
        response = client.get(ADDRESS, {"query": "mutation { __typename }"}, headers={"accept": media_type})
        assert response.status_code == 405
        [error] = response.json()["errors"]
        assert error["extensions"]["code"] == "OPERATION_NOT_SUPPORTED"
        assert "send a query" in error["message"]


def test_a_form_from_another_site_is_refused():
    response = Client(enforce_csrf_checks=True).post(ADDRESS, {"query": "{ __typename }"})
    assert response.status_code == 415


def test_what_is_wrong_in_many_places_is_said_once(post):
    errors = post("{ __typename " + "@aa " * 10 + "}").json()["errors"]
    assert [each["message"] for each in errors] == ["Unknown directive '@aa'."]


def test_the_first_twenty_errors_are_enough(post):
    names = " ".join(f"nothing{number}" for number in range(50))
    assert len(post(f"{{ {names} }}").json()["errors"]) <= 21


def test_a_part_of_an_answer_stands_beside_an_error(post, cambodia):
    body = post('{ country(code: "KH") { title } project { id } }').json()
    assert body["data"] == {"country": {"title": "Cambodia"}, "project": None}
    assert body["errors"][0]["path"] == ["project"]
