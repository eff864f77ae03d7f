"""Search over the API: combined with filters, orderings, facets and cursors; bad input gets a sentence."""

import pytest

from cms import models
from tests.fixtures import publish
from tests.kept import kept
from tests.schema.conftest import code

pytestmark = pytest.mark.django_db

MATCHES = "edges { cursor node { title } match { score language title fragments } }"


@kept
def projects(index, cambodia, korea):
    """Four about weaving, one of them in Cambodia, and another one."""
    found = []
    for number, title in enumerate(["Weaving silk", "Weaving, weaving", "Weavers", "Silk", "Learning to weave"]):
        page = models.ProjectPage(title=title, slug=f"p{number}", start_date=f"20{10 + number}")
        page.overview = "<p>Looms &amp; weaving.</p>" if title == "Weavers" else ""
        page.country_links = [models.CountryLink(country=cambodia if number == 1 else korea)]
        found.append(publish(index.add_child(instance=page)))
    return found


def titles(edges):
    return [edge["node"]["title"] for edge in edges]


def test_a_list_is_searched_filtered_counted_and_ordered(ask, projects):
    data = ask(
        """{ projects(search: "weaving") { totalCount facets { countries { values { label count } } } EDGES }
             filtered: projects(search: "weaving", filter: {countries: {some: {code: {eq: "KH"}}}}) { nodes { title } }
             ordered: projects(search: "weaving", orderBy: [START_DATE_DESC]) { nodes { title } } }""".replace(
            "EDGES", MATCHES
        )
    )
    assert data["projects"]["totalCount"] == 4
    scores = [edge["match"]["score"] for edge in data["projects"]["edges"]]
    assert scores == sorted(scores, reverse=True)
    assert {each["label"]: each["count"] for each in data["projects"]["facets"]["countries"]["values"]} == {
        "Republic of Korea": 3,
        "Cambodia": 1,
    }
    assert [each["title"] for each in data["filtered"]["nodes"]] == ["Weaving, weaving"]
    assert [each["title"] for each in data["ordered"]["nodes"]] == [
        "Learning to weave", "Weavers", "Weaving, weaving", "Weaving silk",
    ]  # fmt: skip


def test_a_facet_without_its_own_filter_stays_within_the_search(ask, projects):
    query = """{ projects(search: "silk", filter: {countries: {some: {code: {eq: "KH"}}}}) {
        totalCount facets { countries(excludeOwn: true) { values { label count } } } } }"""
    found = ask(query)["projects"]
    assert found == {"totalCount": 0, "facets": {"countries": {"values": [{"label": "Republic of Korea", "count": 2}]}}}


def test_everything_is_searched_with_marks_types_and_language(ask, projects):
    query = '{ search(query: "weaver looms", types: [PROJECT]) { types { type count } EDGES } }'
    found = ask(query.replace("EDGES", MATCHES))
    [edge] = found["search"]["edges"]
    assert edge["match"] | {"score": 1.0} == {
        "score": 1.0,
        "language": "en",
        "title": "<mark>Weavers</mark>",
        "fragments": ["<mark>Looms</mark> &amp; weaving."],
    }
    assert found["search"]["types"] == [{"type": "PROJECT", "count": 1}]


def test_pages_of_a_search_follow_each_other(ask, projects):
    query = """query ($after: String) { search(query: "weave", first: 1, after: $after) {
        pageInfo { hasNextPage endCursor } nodes { title } } }"""
    seen, after = [], None
    while True:
        page = ask(query, after=after)["search"]
        seen += [each["title"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == 4
    backwards = ask('{ search(query: "weave", last: 4) { nodes { title } } }')["search"]["nodes"]
    assert [each["title"] for each in backwards] == seen


def test_a_cursor_is_refused_by_another_search(post, ask, projects):
    cursor = ask('{ search(query: "weave", first: 1) { pageInfo { endCursor } } }')["search"]["pageInfo"]["endCursor"]
    response = post('query ($c: String) { search(query: "silk", after: $c) { totalCount } }', {"c": cursor})
    assert code(response) == "BAD_USER_INPUT"
    assert "another list" in response.json()["errors"][0]["message"]


def test_a_misspelling_gets_a_suggestion_and_a_hit_none(ask, projects):
    found = ask(
        '{ a: search(query: "waeving") { totalCount suggestions } b: search(query: "weaving") { suggestions } }'
    )
    assert found["a"] == {"totalCount": 0, "suggestions": ["weaving"]}
    assert found["b"] == {"suggestions": []}


def test_a_list_that_is_not_searched_has_no_match(ask, projects):
    assert ask("{ projects(first: 1) { edges { match { score } } } }")["projects"]["edges"] == [{"match": None}]


def test_a_search_without_words_finds_nothing(ask, projects):
    found = ask('{ search(query: "*:(") { totalCount suggestions } projects(search: "") { totalCount } }')
    assert found == {"search": {"totalCount": 0, "suggestions": []}, "projects": {"totalCount": 0}}


def test_a_long_search_is_refused_with_a_sentence_in_english(post, projects):
    response = post('{ search(query: "%s") { totalCount } }' % ("x" * 10_000), headers={"Accept-Language": "fr"})
    assert code(response) == "BAD_USER_INPUT"
    assert "at most 300" in response.json()["errors"][0]["message"]


def test_a_search_costs_more_than_a_list(post, projects):
    def cost(query):
        return post(query).json()["extensions"]["cost"]["requested"]

    assert cost('{ projects(search: "weave") { totalCount } }') > cost("{ projects { totalCount } }") + 100


def test_a_search_asks_the_database_once_and_its_texts_once_more(post, ask, projects, django_assert_num_queries):
    ask("{ projects { totalCount } }")
    query = '{ search(query: "weaving") { EDGES } again: search(query: "weaving") { totalCount } }'
    with django_assert_num_queries(3):
        post(query.replace("EDGES", MATCHES))
