"""Facets and sums against plain counting on generated data, and over HTTP."""

from collections import Counter
from decimal import Decimal

import pytest
from graphql import execute_sync, parse
from hypothesis import given, settings

from cms import models
from schema.schema import current_schema
from schema.types import Context, Deadline, StoredTexts
from tests.fixtures import publish
from tests.schema import oracle
from tests.schema.generated import filters, replica_of, worlds

QUERY = """query ($filter: ProjectFilter) { projects(filter: $filter) {
    totalCount
    facets {
        countries(excludeOwn: EXCLUDE) { ...F } donors(excludeOwn: EXCLUDE) { ...F } startDate { ...F } ongoing { ...F }
        fundingsYear { ...F } donorsKind { ...F } donorsCountry(excludeOwn: EXCLUDE) { ...F }
    }
    sums { fundingsAmount { currency value smallest largest count } }
} }
fragment F on Facet { notStated distinct values(first: 100) { value count } }"""
"""EXCLUDE is set below."""


def answer(world, condition, exclude):
    replica = replica_of(world)
    found = execute_sync(
        current_schema().graphql_schema,
        parse(QUERY.replace("EXCLUDE", str(exclude).lower())),
        context_value=Context(replica, StoredTexts(replica), Deadline()),
        variable_values={"filter": condition},
    )
    assert not found.errors, found.errors
    return found.data["projects"]


def expected(world, condition, own, values_of, exclude):
    """Counts by value, and how many have none."""
    given = without(condition, own) if exclude else condition
    among = oracle.passing(world, "Project", given)
    values = {each: set(values_of(world, each)) for each in among}
    counted = Counter(value for each in values.values() for value in each)
    return counted, sum(1 for each in values.values() if not each)


def without(condition, own):
    return {
        name: [without(each, own) for each in inner] if name == "and" else inner
        for name, inner in condition.items()
        if name != own
    }


def follow(world, ids, name):
    return [each for resource in ids if resource in world for each in world[resource].get(name, ()) if each in world]


def iris(found):
    return [f"http://testserver/id/{each}" for each in found]


VALUES = {
    "countries": ("countries", lambda world, each: iris(follow(world, [each], "countries"))),
    "donors": ("donors", lambda world, each: iris(follow(world, [each], "donors"))),
    "startDate": (None, lambda world, each: [world[each]["start_date"][:4]] if "start_date" in world[each] else []),
    "ongoing": (None, lambda world, each: [str(world[each]["ongoing"]).lower()] if "ongoing" in world[each] else []),
    "fundingsYear": (None, lambda world, each: [str(world[part]["year"]) for part in follow(world, [each], "fundings")
                                                if "year" in world[part]]),
    "donorsKind": (None, lambda world, each: [world[end]["kind"].upper() for end in follow(world, [each], "donors")
                                              if "kind" in world[end]]),
    "donorsCountry": ("donors", lambda world, each: iris(follow(world, follow(world, [each], "donors"), "country"))),
}  # fmt: skip


@pytest.mark.parametrize("exclude", [False, True])
@settings(max_examples=60)
@given(world=worlds(), condition=filters("Project"))
def test_facets_count_what_plain_counting_counts(world, condition, exclude):
    facets = answer(world, condition, exclude)["facets"]
    for name, (own, values_of) in VALUES.items():
        counted, missing = expected(world, condition, own, values_of, exclude and own)
        assert {each["value"]: each["count"] for each in facets[name]["values"]} == counted
        assert (facets[name]["distinct"], facets[name]["notStated"]) == (len(counted), missing)


@settings(max_examples=60)
@given(world=worlds(), condition=filters("Project"))
def test_sums_are_those_of_each_currency(world, condition):
    amounts = [
        world[part]["amount"]
        for each in oracle.passing(world, "Project", condition)
        for part in follow(world, [each], "fundings")
        if "amount" in world[part]
    ]
    by_currency = {}
    for each in amounts:
        by_currency.setdefault(each["currency"], []).append(Decimal(each["value"]))
    found = answer(world, condition, False)["sums"]["fundingsAmount"]
    assert {each["currency"]: (Decimal(each["value"]), each["count"]) for each in found} == {
        currency: (sum(values), len(values)) for currency, values in by_currency.items()
    }


@pytest.mark.django_db
def test_countries_are_counted_by_their_groups(ask, project, cambodia):
    group = models.CountryGroup.objects.create(code="asean", labels={"en": "ASEAN", "fr": "ANASE"})
    models.CountryGroupMember.objects.create(group=group, country=cambodia)
    query = """{ projects { facets { countriesGroups { notStated values {
        value count label(lang: FR) resource { ... on CountryGroup { code } } } } } } }"""
    assert ask(query)["projects"]["facets"]["countriesGroups"] == {
        "notStated": 0,
        "values": [
            {
                "value": "http://testserver/id/country-group/asean",
                "count": 1,
                "label": "ANASE",
                "resource": {"code": "asean"},
            }
        ],
    }


@pytest.mark.django_db
def test_edges_say_what_is_stated_about_a_link(ask, project, donor):
    project.fundings.add(models.Funding(donor=donor, amount="7", currency="USD", year=2021))
    publish(project)
    query = """query ($filter: FundingFilter) {
        projects { nodes { donors(edgeFilter: $filter) {
            totalCount edges { node { title } fundings { amount { value currency } year } } } } }
        organisations { nodes { fundedProjects(edgeFilter: $filter) { edges { node { title } fundings { year } } } } }
    }"""
    stated = [
        {"amount": {"value": "1000.5", "currency": "EUR"}, "year": 2020},
        {"amount": {"value": "7", "currency": "USD"}, "year": 2021},
    ]
    for condition, found in [(None, True), ({"year": {"eq": 2021}}, True), ({"year": {"eq": 2022}}, False)]:
        answer = ask(query, filter=condition)
        donors = answer["projects"]["nodes"][0]["donors"]
        assert donors["edges"] == ([{"node": {"title": "Ministry of Culture"}, "fundings": stated}] if found else [])
        back = answer["organisations"]["nodes"][0]["fundedProjects"]["edges"]
        assert [[each["year"] for each in edge["fundings"]] for edge in back] == ([[2020, 2021]] if found else [])
