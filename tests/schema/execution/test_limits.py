"""Each limit just kept, just broken, and a normal request right after; and what hostile documents cost."""

import pytest

from benchmarks.hostile import HOSTILE
from cms import models
from graph.identity import iri
from schema.execution import pipeline
from schema.limits import LIMITS
from tests.fixtures import publish
from tests.schema.conftest import ADDRESS, code

pytestmark = pytest.mark.django_db

GRAPHQL = "application/graphql-response+json"
LEVELS = ["countries", "nodes", *["projects", "nodes", "countries", "nodes"] * 10]


def deep(levels):
    opening = LEVELS[: levels - 1]
    return "{ " + " { ".join([*opening, "__typename"]) + " }" * len(opening) + " }"


def tokens(number):
    return "{ nodes(ids: [" + '"" ' * (number - 12) + "]) { id } }"


def aliases(number):
    return "{ projects { " + " ".join(f"a{each}: totalCount" for each in range(number)) + " } }"


def directives(number):
    return "{ __typename" + " __typename @skip(if: false)" * number + " }"


def root_fields(number):
    return "{ __typename" + " __typename" * (number - 1) + " }"


def in_a_fragment(query_of):
    """Return the same in a fragment inside another one."""

    def query(number):
        return f"{{ ...One }} fragment One on Query {{ ...Two }} fragment Two on Query {query_of(number)}"

    return query


def spread_twice(query_of):
    def query(number):
        return f"{{ ...All ...All }} fragment All on Query {query_of(number // 2)}"

    return query


@pytest.mark.parametrize(
    ("query_of", "limit", "step", "code"),
    [
        (tokens, 2_000, 1, "QUERY_TOO_LONG"),
        (deep, 12, 1, "QUERY_TOO_DEEP"),
        (in_a_fragment(deep), 12, 1, "QUERY_TOO_DEEP"),
        (aliases, 30, 1, "QUERY_TOO_WIDE"),
        (in_a_fragment(aliases), 30, 1, "QUERY_TOO_WIDE"),
        (directives, 50, 1, "QUERY_TOO_WIDE"),
        (root_fields, 20, 1, "QUERY_TOO_WIDE"),
        (in_a_fragment(root_fields), 20, 1, "QUERY_TOO_WIDE"),
        (spread_twice(root_fields), 20, 2, "QUERY_TOO_WIDE"),
    ],
)
def test_the_shape_of_a_query(post, settings, query_of, limit, step, code):
    others = ("cost", "rate", "root_fields") if query_of is directives else ("cost", "rate")
    settings.GRAPHQL_LIMITS = dict.fromkeys(others)
    assert post(query_of(limit), accept=GRAPHQL).status_code == 200
    refused = post(query_of(limit + step), accept=GRAPHQL)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, code)
    assert post("{ __typename }").json()["data"] == {"__typename": "Query"}


def first(number):
    return f"{{ projects(first: {number}) {{ totalCount }} }}"


def paths(**bounds):
    ends = f'from: "{iri("country/KH")}", to: "{iri("country/KR")}"'
    return f"{{ paths({ends}, {', '.join(f'{name}: {value}' for name, value in bounds.items())}) {{ complete }} }}"


@pytest.mark.parametrize(
    ("query_of", "limit", "code"),
    [
        (first, 100, "BAD_USER_INPUT"),
        (lambda number: paths(maxHops=number), 6, "BAD_USER_INPUT"),
        (lambda number: paths(first=number), 20, "BAD_USER_INPUT"),
        (
            lambda number: f'{{ subgraph(id: "{iri("country/KH")}", depth: {number}) {{ complete }} }}',
            3,
            "BAD_USER_INPUT",
        ),
    ],
)
def test_the_bounds_of_an_argument(post, cambodia, korea, query_of, limit, code):
    assert "errors" not in post(query_of(limit)).json()
    [error] = post(query_of(limit + 1)).json()["errors"]
    assert error["extensions"]["code"] == code
    assert str(limit) in error["message"]
    assert "errors" not in post(query_of(1)).json()


def test_the_conditions_of_all_filters(post, cambodia):
    """Two to each: the field and its operator; the list around them is one."""

    def ask(number):
        alternatives = ", ".join(f'{{ title: {{ eq: "{each}" }} }}' for each in range(number))
        return post(f"{{ countries(filter: {{ or: [{alternatives}] }}) {{ totalCount }} }}")

    assert "errors" not in ask(49).json()
    refused = ask(50)
    assert code(refused) == "QUERY_TOO_WIDE"
    assert "ask in parts" in refused.json()["errors"][0]["message"]
    assert "errors" not in ask(1).json()


def test_fields_of_one_name_are_compared_in_pairs(post, settings):
    settings.GRAPHQL_LIMITS = {"comparisons": 180}

    def query(number):
        return "{ projects { " + "totalCount " * number + "} }"

    assert post(query(10), accept=GRAPHQL).status_code == 200
    refused = post(query(14), accept=GRAPHQL)
    assert (refused.status_code, code(refused)) == (400, "QUERY_TOO_WIDE")
    assert "Name each field once" in refused.json()["errors"][0]["message"]
    assert post(query(10), accept=GRAPHQL).status_code == 200


def test_comments_are_bounded_like_tokens(post):
    assert post("#\n" * 2_000 + "{ __typename }", accept=GRAPHQL).status_code == 200
    assert post("#\n" * 2_001 + "{ __typename }", accept=GRAPHQL).status_code == 400


def test_the_length_of_the_body(client):
    def send(length):
        body = '{"query": "{ __typename }"}'
        return client.generic("POST", ADDRESS, body + " " * (length - len(body)), "application/json")

    assert send(65_536).status_code == 200
    refused = send(65_537)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (413, "REQUEST_TOO_LARGE")
    assert send(100).status_code == 200


def test_nested_pages_do_not_multiply_without_end(post, settings, index, cambodia):
    for number in range(3):
        page = models.ProjectPage(title=f"Project {number}", slug=f"p{number}")
        page.country_links = [models.CountryLink(country=cambodia)]
        publish(index.add_child(instance=page))
    query = "{ projects { nodes { countries { nodes { projects { nodes { id } } } } } } }"
    settings.GRAPHQL_LIMITS = {"resources": (1 + 3) + 3 * (1 + 1) + 3 * (1 + 3)}
    assert "errors" not in post(query).json()
    settings.GRAPHQL_LIMITS = {"resources": (1 + 3) + 3 * (1 + 1) + 3 * (1 + 3) - 1}
    [error] = post(query).json()["errors"]
    assert error["extensions"]["code"] == "ANSWER_TOO_LARGE"
    assert "smaller pages" in error["message"]


def test_an_answer_has_the_first_errors_only(post, settings, cambodia):
    settings.GRAPHQL_LIMITS = {"errors": 3}

    def wrong(number):
        query = "{ " + " ".join(f'a{each}: country(id: "a", code: "b") {{ id }}' for each in range(number)) + " }"
        return post(query).json()

    assert [len(wrong(number)["errors"]) for number in (3, 4)] == [3, 3]
    assert len(wrong(4)["data"]) == 4
    assert "errors" not in post("{ __typename }").json()


def test_searches_for_paths_count_as_many_resources(post, cambodia, korea):
    def search(number):
        ends = f'from: "{iri("country/KH")}", to: "{iri("country/KR")}"'
        return post("{ " + " ".join(f"a{each}: paths({ends}) {{ complete }}" for each in range(number)) + " }").json()

    assert "errors" not in search(5)
    [error] = search(6)["errors"]
    assert error["extensions"]["code"] == "ANSWER_TOO_LARGE"


def test_a_limit_can_be_switched_off(post, settings):
    settings.GRAPHQL_LIMITS = {"aliases": None}
    assert "errors" not in post(aliases(20)).json()


def test_every_limit_says_why():
    assert len({limit.name for limit in LIMITS}) == len(LIMITS)
    assert all(limit.because.endswith(".") and limit.unit and limit.default > 0 for limit in LIMITS)


@pytest.fixture
def clock(monkeypatch):
    """Return a clock that goes on by as many milliseconds at each look as a test says."""

    class Clock:
        now, milliseconds = 0.0, 0.0

        def __call__(self):
            self.now += self.milliseconds / 1000
            return self.now

    clock = Clock()
    monkeypatch.setattr("schema.types.context.monotonic", clock)
    return clock


SEVEN_FIELDS = "{ __schema { queryType { a: name b: name c: name d: name e: name } } }"


def test_time_is_up_when_it_is_even_within_introspection(post, settings, clock):
    settings.GRAPHQL_LIMITS = {"time": 7_000}
    clock.milliseconds = 1_000
    assert "errors" not in post(SEVEN_FIELDS, accept=GRAPHQL).json()
    clock.milliseconds = 1_001
    refused = post(SEVEN_FIELDS + " # again", accept=GRAPHQL)
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (400, "TIME_LIMIT_EXCEEDED")
    assert "data" not in refused.json()
    clock.milliseconds = 0
    assert post(SEVEN_FIELDS, accept=GRAPHQL).status_code == 200


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_without_being_executed(post, monkeypatch, name):
    """`make bench` measures how much work that is."""
    monkeypatch.setattr(pipeline, "execute", lambda *_: pytest.fail("It was executed."))
    response = post(HOSTILE[name], accept=GRAPHQL)
    assert response.status_code in (400, 413)
    assert len(response.content) < 70_000
