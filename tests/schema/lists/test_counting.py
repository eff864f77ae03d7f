"""Counts in two dimensions, long facets, sums that count one grant once, and numbers of links."""

import pytest

from cms import models
from tests.fixtures import publish


@pytest.fixture
def korea_fund(korea):
    return models.Organisation.objects.create(labels={"en": "Fund in Trust"}, country=korea)


@pytest.fixture
def programme(home, donor):
    """Return a programme with a grant of 1,000 EUR."""
    page = models.ProgrammePage(title="Expert Facility", slug="facility")
    page.fundings = [models.Funding(donor=donor, amount=1000, currency="EUR", year=2019)]
    home.add_child(instance=page)
    return publish(page)


@pytest.fixture
def projects(index, programme, donor, korea_fund, cambodia, korea):
    """Return two projects: of the first, two donors in two years; of the second, a share of the programme's grant."""
    first = models.ProjectPage(title="First", slug="first", overview="<p>F.</p>")
    first.country_links = [models.CountryLink(country=each) for each in (cambodia, korea)]
    first.fundings = [
        models.Funding(donor=donor, amount=500, currency="EUR", year=2020),
        models.Funding(donor=korea_fund, amount=70, currency="EUR", year=2021),
        models.Funding(donor=korea_fund, year=2021),
    ]
    second = models.ProjectPage(title="Second", slug="second", overview="<p>S.</p>", programme=programme)
    second.country_links = [models.CountryLink(country=cambodia)]
    second.fundings = [
        models.Funding(donor=donor, amount=400, currency="EUR", year=2020, share_of=programme.fundings.get()),
        models.Funding(donor=donor, amount=3, currency="USD", year=2020),
        models.Funding(donor=korea_fund, amount=9, currency="EUR", year=2020),
    ]
    return [publish(index.add_child(instance=each)) for each in (first, second)]


def table(ask, rows, columns, arguments="", cells=""):
    query = f"""{{ projects {{ crossTable(rows: {rows}, columns: {columns}{arguments}) {{
        label count cells{cells} {{ label count }}
    }} }} }}"""
    found = ask(query)["projects"]["crossTable"]
    return {each["label"]: (each["count"], {cell["label"]: cell["count"] for cell in each["cells"]}) for each in found}


@pytest.mark.parametrize("rows", ["DONORS", "FUNDINGS_FUNDER"])
def test_projects_are_counted_by_donor_and_year_of_the_same_grant(ask, projects, rows):
    assert table(ask, rows, "FUNDINGS_YEAR") == {
        "Ministry of Culture": (2, {"2020": 2}),
        "Fund in Trust": (2, {"2021": 1, "2020": 1}),
    }


def test_fields_of_different_parts_are_counted_by_project(ask, projects):
    assert table(ask, "COUNTRIES", "DONORS") == {
        "Cambodia": (2, {"Ministry of Culture": 2, "Fund in Trust": 2}),
        "Republic of Korea": (1, {"Ministry of Culture": 1, "Fund in Trust": 1}),
    }
    assert table(ask, "COUNTRIES", "DONORS", ", first: 1, skip: 1", "(first: 1)").keys() == {"Republic of Korea"}


def test_the_projects_of_one_country_are_counted_alone(ask, projects):
    query = """{ projects(filter: {countries: {some: {code: {eq: "KR"}}}}) {
        crossTable(rows: FUNDINGS_YEAR, columns: DONORS) { value count cells { label } }
    } }"""
    assert ask(query)["projects"]["crossTable"] == [
        {"value": "2020", "count": 1, "cells": [{"label": "Ministry of Culture"}]},
        {"value": "2021", "count": 1, "cells": [{"label": "Fund in Trust"}]},
    ]


def test_a_projects_share_of_its_programmes_grant_is_not_added_to_it(ask, projects):
    query = """{ organisations(orderBy: TITLE_DESC) { nodes { title fundings {
        sums { amount { currency value count shares largest } }
    } } } projects { sums { fundingsAmount { currency value shares } } } }"""
    answer = ask(query)
    ministry, fund = answer["organisations"]["nodes"]
    assert ministry["fundings"]["sums"]["amount"] == [
        {"currency": "EUR", "value": "1500", "count": 2, "shares": "400", "largest": "1000"},
        {"currency": "USD", "value": "3", "count": 1, "shares": "0", "largest": "3"},
    ]
    assert fund["fundings"]["sums"]["amount"][0]["value"] == "79"
    assert answer["projects"]["sums"]["fundingsAmount"][0] == {"currency": "EUR", "value": "979", "shares": "0"}


def test_a_grant_names_the_grant_of_which_it_is_a_share(ask, projects):
    query = """{ organisation(id: "%s") {
        roots: fundings(filter: {shareOf: {stated: false}}) { totalCount sums { amount { currency value } } }
        fundings(filter: {shareOf: {stated: true}}) {
            nodes { amount { value } shareOf { amount { value } fundedItem { ... on Programme { title } } } }
        }
    } }"""
    donor = ask("{ organisations(orderBy: TITLE_DESC, first: 1) { nodes { id } } }")["organisations"]["nodes"][0]["id"]
    found = ask(query % donor)["organisation"]
    assert found["roots"] == {
        "totalCount": 3,
        "sums": {"amount": [{"currency": "EUR", "value": "1500"}, {"currency": "USD", "value": "3"}]},
    }
    whole = {"amount": {"value": "1000"}, "fundedItem": {"title": "Expert Facility"}}
    assert found["fundings"]["nodes"] == [{"amount": {"value": "400"}, "shareOf": whole}]


def test_a_share_is_counted_when_its_programme_is_not_public(ask, projects, programme):
    programme.unpublish()
    query = """{ organisations(orderBy: TITLE_DESC, first: 1) { nodes { fundings {
        nodes { shareOf { id } } sums { amount { currency value shares } }
    } } } }"""
    [ministry] = ask(query)["organisations"]["nodes"]
    assert not any(each["shareOf"] for each in ministry["fundings"]["nodes"])
    assert ministry["fundings"]["sums"]["amount"][0] == {"currency": "EUR", "value": "900", "shares": "0"}


def test_lists_are_filtered_and_ordered_by_the_number_of_links(ask, projects):
    query = """query ($filter: ProjectFilter, $order: [ProjectOrder!]) {
        projects(filter: $filter, orderBy: $order) { nodes { title } }
    }"""

    def titles(given=None, order=None):
        return [each["title"] for each in ask(query, filter=given, order=order)["projects"]["nodes"]]

    assert titles({"countries": {"count": {"gt": 1}}}) == ["First"]
    assert titles({"countries": {"count": {"lte": 1}}}) == ["Second"]
    assert titles({"countries": {"count": {"eq": 0}}}) == []
    assert titles(order=["COUNTRIES_COUNT_DESC"]) == ["First", "Second"]
    assert titles(order=["COUNTRIES_COUNT_ASC", "TITLE_ASC"]) == ["Second", "First"]


def test_the_order_by_links_follows_what_others_publish(ask, index, projects, cambodia, korea):
    query = "{ countries(orderBy: PROJECTS_COUNT_DESC, first: 1) { nodes { code projects { totalCount } } } }"
    assert ask(query)["countries"]["nodes"] == [{"code": "KH", "projects": {"totalCount": 2}}]
    for number in range(2):
        page = models.ProjectPage(title=f"More {number}", slug=f"more-{number}", overview="<p>M.</p>")
        page.country_links = [models.CountryLink(country=korea)]
        publish(index.add_child(instance=page))
    assert ask(query)["countries"]["nodes"] == [{"code": "KR", "projects": {"totalCount": 3}}]
    pages = """query ($after: String) { countries(orderBy: PROJECTS_COUNT_ASC, first: 1, after: $after) {
        nodes { code } pageInfo { endCursor }
    } }"""
    first = ask(pages)["countries"]
    second = ask(pages, after=first["pageInfo"]["endCursor"])["countries"]
    assert [first["nodes"], second["nodes"]] == [[{"code": "KH"}], [{"code": "KR"}]]


def test_a_number_of_parties_is_certain_only_where_the_list_is_complete(ask, cambodia):
    for code, complete in [("complete", True), ("open", False)]:
        made = models.Convention.objects.create(code=code, labels={"en": code}, parties_complete=complete)
        models.Participation.objects.create(convention=made, country=cambodia)
    query = "query ($filter: ConventionFilter) { conventions(filter: $filter) { nodes { code } } }"
    for count, codes in [({"gt": 0}, ["complete", "open"]), ({"eq": 1}, ["complete"]), ({"lt": 5}, ["complete"])]:
        nodes = ask(query, filter={"parties": {"count": count}})["conventions"]["nodes"]
        assert [each["code"] for each in nodes] == codes
    negated = {"not": {"parties": {"count": {"gt": 1}}}}
    assert [each["code"] for each in ask(query, filter=negated)["conventions"]["nodes"]] == ["complete"]
    facets = ask("{ countries { facets { conventions { complete } groups { complete } } } }")["countries"]["facets"]
    assert facets == {"conventions": {"complete": False}, "groups": {"complete": True}}


def test_a_facet_shows_hundreds_of_values_or_those_that_pass_a_filter(ask, post, projects, cambodia, korea):
    query = """query ($first: Int, $skip: Int) { projects { facets {
        countries { values(first: $first, skip: $skip) { label } }
        chosen: countries(filter: {code: {eq: "KR"}}) { distinct values { label count } }
    } } }"""
    facets = ask(query, first=250, skip=1)["projects"]["facets"]
    assert facets["countries"]["values"] == [{"label": "Republic of Korea"}]
    assert facets["chosen"] == {"distinct": 1, "values": [{"label": "Republic of Korea", "count": 1}]}
    [error] = post(query, {"first": 1001, "skip": 0}).json()["errors"]
    assert error["message"] == "first is 1001: give a number from 0 to 1000, and go on with skip."
