"""What a query costs: by its text and its variables, before it is executed, once per fragment, and for all to see."""

import pytest

from schema.execution import pipeline

pytestmark = pytest.mark.django_db

GRAPHQL = "application/graphql-response+json"
DRY = {"dryRun": True}


@pytest.fixture
def cost(post):
    def ask(query, variables=None):
        body = post(query, variables, extensions=DRY).json()
        assert "errors" not in body, body["errors"]
        return body["extensions"]["cost"]["requested"]

    return ask


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ __typename }", 1),
        ("{ a: __typename b: __typename }", 2),
        ("{ projects { totalCount } }", 2),
        # A field, a field, and of each item itself and its title.
        ("{ projects { nodes { title } } }", 2 + 20 * 2),
        ("{ projects(first: 7) { nodes { title } } }", 2 + 7 * 2),
        ("{ projects(last: 7) { edges { node { title } } } }", 2 + 7 * 3),
        ("{ projects(first: 0) { nodes { title } } }", 2),
        ("{ projects(first: 7) { nodes { title } edges { cursor } } }", 3 + 7 * 2 + 7 * 2),
        ("{ projects(first: 3) { nodes { countries(first: 5) { nodes { code } } } } }", 2 + 3 * (1 + 2 + 5 * 2)),
        ('{ nodes(ids: ["a", "b", "c"]) { id } }', 1 + 3 * 2),
        ('{ country(code: "KH") { titleByLanguage { lang text } } }', 2 + 10 * 3),
        ('{ project(slug: "a") { overview { lang text } } }', 1 + 1 + 1 + 10),
        ('{ paths(from: "a", to: "b", first: 3) { complete nodes { hops } } }', 2_000 + 2 + 3 * 2),
        ("{ projects(first: 7) { nodes { title @skip(if: true) } } }", 2 + 7),
        ('{ projects(filter: {title: {eq: "a"}}) { totalCount } }', 2 + 100 * 2),
        ('{ projects(filter: {or: [{title: {eq: "a"}}, {}]}) { totalCount } }', 2 + 100 * 3),
        ('{ projects(filter: {countries: {some: {code: {eq: "KH"}}}}) { totalCount } }', 2 + 100 * 4),
        ("{ projects(filter: {}) { totalCount } }", 2),
        # Evaluated once, however often it stands in the answer.
        ('{ projects(first: 7) { nodes { countries(first: 1, filter: {code: {eq: "KH"}}) { totalCount } } } }',
         2 + 7 * (1 + 1 + 1) + 100 * 2),
        ("{ projects(first: 7) { nodes { title @include(if: false) } } }", 2 + 7),
        ("{ ...A ...A } fragment A on Query { projects(first: 7) { ...B } } "
         "fragment B on ProjectConnection { nodes { title } }", 2 * (2 + 7 * 2)),
        # What excludes each other is not added up.
        ('{ node(id: "a") { id ... on Project { title slug: title } ... on Country { title } } }', 1 + 1 + 2),
    ],
)  # fmt: skip
def test_the_cost_of_a_query(cost, query, expected):
    assert cost(query) == expected


def test_variables_count_as_what_they_are(cost):
    query = "query ($n: Int = 3, $no: Boolean!) { projects(first: $n) { nodes { title @skip(if: $no) id } } }"
    assert cost(query, {"no": False}) == 2 + 3 * 3
    assert cost(query, {"no": True}) == 2 + 3 * 2
    assert cost(query, {"n": 50, "no": True}) == 2 + 50 * 2
    chosen = "query ($filter: ProjectFilter) { projects(filter: $filter) { totalCount } }"
    assert cost(chosen, {"filter": {"or": [{"title": {"eq": "a"}}, {"title": {"in": ["a", "b"]}}]}}) == 2 + 100 * 5
    assert cost(chosen, {"filter": None}) == 2
    ids = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert cost(ids, {"ids": ["a"] * 40}) == 1 + 40 * 2


def test_introspection_costs_little_however_many_types_there_are(post, cost):
    query = "{ __schema { types { name fields { name args { name } } } } }"
    assert cost(query) == 1 + 1 + 2 * (1 + 1 + 1 + 10 * (1 + 1 + 1 + 3 * 2))
    nested = "{ __schema { types { fields { type { fields { type { name } } } } } } }"
    assert cost(nested) > 2 * 10 * 10


def test_fragments_that_double_are_measured_once_each(post, monkeypatch):
    monkeypatch.setattr(pipeline, "execute", lambda *_: pytest.fail("It was executed."))
    doubling = " ".join(f"fragment F{n} on Country {{ a: title ...F{n + 1} ...F{n + 1} }}" for n in range(100))
    query = f'{{ country(code: "KH") {{ ...F0 }} }} {doubling} fragment F100 on Country {{ title }}'
    body = post(query, accept=GRAPHQL).json()
    assert body["errors"][0]["extensions"]["code"] in ("COST_LIMIT_EXCEEDED", "QUERY_TOO_WIDE")


def test_what_is_too_dear_is_not_executed(post, settings, monkeypatch):
    def query(number):
        return f"{{ projects(first: {number}) {{ nodes {{ title }} }} }}"

    settings.GRAPHQL_LIMITS = {"cost": 2 + 20 * 2}
    assert post(query(20), accept=GRAPHQL).status_code == 200
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "execute", lambda *_: pytest.fail("It was executed."))
        refused = post(query(21), accept=GRAPHQL)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["extensions"]["code"] == "COST_LIMIT_EXCEEDED"
    assert refused.json()["extensions"]["cost"] == {"requested": 44, "limit": 42}
    assert post(query(20), accept=GRAPHQL).status_code == 200


def test_every_answer_says_what_it_cost(post):
    response = post("{ projects(first: 7) { nodes { title } } }")
    assert response.json()["extensions"]["cost"] == {"requested": 16, "limit": 500_000}
    assert response["X-GraphQL-Cost"] == "16"
    assert "extensions" not in post("{").json()


def test_a_dry_run_executes_nothing(post, monkeypatch):
    monkeypatch.setattr(pipeline, "execute", lambda *_: pytest.fail("It was executed."))
    body = post("{ projects(first: 7) { nodes { title } } }", extensions=DRY).json()
    assert body["data"] is None
    assert body["extensions"]["cost"]["requested"] == 16
