"""Questions that partner sites ask, each in one query, answered about the sample programme."""

import json

import pytest
from django.test import Client

from graph.declarations import collated
from tests.schema.test_partners_guide import EXAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.fixture(scope="module")
def ask(loaded):
    client = Client()

    def data(query, **variables):
        body = {"query": query, "variables": variables}
        answer = client.post("/graphql/", body, content_type="application/json").json()
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    return data


def test_how_much_each_donor_gives(ask):
    """The programme's grant and the shares of its two projects are the same money."""
    query = """{ organisations(filter: {title: {eq: "European Union"}}) { nodes { fundings { totalCount sums { amount {
        currency value count shares
    } } } } } }"""
    [union] = ask(query)["organisations"]["nodes"]
    assert union["fundings"] == {
        "totalCount": 4,
        "sums": {"amount": [{"currency": "EUR", "value": "3220000", "count": 2, "shares": "3220000"}]},
    }


def test_projects_by_donor_and_year(ask):
    query = """{ projects { crossTable(rows: DONORS, columns: FUNDINGS_YEAR, first: 100) {
        resource { id } count cells(first: 100) { value count }
    } nodes { id fundings(first: 50) { nodes { year funder { id } } } } } }"""
    projects = ask(query.replace("projects {", "projects(first: 100) {", 1))["projects"]
    counted = {
        (row["resource"]["id"], cell["value"]): cell["count"] for row in projects["crossTable"] for cell in row["cells"]
    }
    stated = {
        (project["id"], funding["funder"]["id"], str(funding["year"]))
        for project in projects["nodes"]
        for funding in project["fundings"]["nodes"]
        if funding["year"]
    }
    pairs = {(funder, year) for _, funder, year in stated}
    assert counted == {pair: sum(1 for each in stated if each[1:] == pair) for pair in pairs}
    assert counted


def test_which_countries_are_no_party_is_unknown(ask):
    answer = ask("""{
        countries { totalCount }
        parties: countries(filter: {conventions: {some: {code: {eq: "2005-convention"}}}}) { totalCount }
        certain: countries(filter: {conventions: {none: {code: {eq: "2005-convention"}}}}) { totalCount }
        unknown: countries(filter: {conventions: {unknown: {code: {eq: "2005-convention"}}}}) { totalCount }
        country(code: "FR") { isParty(convention: "2005-convention") conventions { totalCount partiesComplete } }
    }""")
    counts = {name: each["totalCount"] for name, each in answer.items() if "totalCount" in each}
    assert counts["certain"] == 0
    assert counts["parties"] + counts["unknown"] == counts["countries"] == 250
    assert answer["country"] == {"isParty": "UNKNOWN", "conventions": {"totalCount": 0, "partiesComplete": False}}


@pytest.mark.parametrize("language", ["fr", "ru", "ar"])
def test_countries_from_a_to_z_in_their_language(ask, language):
    query = """query ($lang: Language, $after: String) @in(lang: $lang) {
        countries(first: 100, after: $after, orderBy: TITLE_ASC) { nodes { title } pageInfo { hasNextPage endCursor } }
    }"""
    titles, after = [], None
    while True:
        page = ask(query, lang=language, after=after)["countries"]
        titles += [each["title"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(titles) == 250
    assert titles == sorted(titles, key=collated)
    assert "Afghanistan" not in titles[:1] or language == "fr"


def test_projects_in_more_than_five_countries_and_donors_by_number_of_projects(ask):
    answer = ask("""{
        projects(first: 100) { nodes { id countries(first: 100) { totalCount } } }
        many: projects(first: 100, filter: {countries: {count: {gt: 5}}}) { nodes { id } }
        organisations(first: 100, orderBy: FUNDED_PROJECTS_COUNT_DESC) { nodes { fundedProjects { totalCount } } }
    }""")
    many = {each["id"] for each in answer["projects"]["nodes"] if each["countries"]["totalCount"] > 5}
    assert {each["id"] for each in answer["many"]["nodes"]} == many != set()
    numbers = [each["fundedProjects"]["totalCount"] for each in answer["organisations"]["nodes"]]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > 1


def test_every_page_is_found_by_each_of_its_addresses_with_the_pages_above_it(ask):
    activities = ask("{ activities(first: 100) { nodes { id translations { lang url } } } }")["activities"]["nodes"]
    query = (
        "query ($url: String!, $lang: Language) @in(lang: $lang) { resource(url: $url) { id url breadcrumb { url } } }"
    )
    below = 0
    for activity in activities:
        for each in activity["translations"]:
            found = ask(query, url=each["url"], lang=each["lang"])["resource"]
            assert (found["id"], found["url"]) == (activity["id"], each["url"])
            assert all(each["url"].startswith(above["url"]) for above in found["breadcrumb"])
            below += len(found["breadcrumb"])
    assert below


def shows(value):
    """Tell whether an answer has something at each of its root fields."""
    if isinstance(value, dict) and "totalCount" in value:
        return value["totalCount"] > 0
    if isinstance(value, dict) and "nodes" in value:
        return bool(value["nodes"])
    return value is not None


@pytest.mark.parametrize(("query", "variables"), EXAMPLES)
def test_every_example_of_the_guide_shows_something(ask, query, variables):
    answer = ask(query, **json.loads(variables or "{}"))
    # Where nothing is certain, the number is nought.
    empty = [name for name, value in answer.items() if not shows(value) and name != "certain"]
    assert empty == []
