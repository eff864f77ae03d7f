"""Filters against plain Python: every operator, and on generated data all combinations while data change."""

import pytest
from graphql import coerce_input_value
from hypothesis import given, settings
from hypothesis import strategies as st

from cms import models
from graph.declarations import registry
from schema.lists import Filters, Selection
from schema.schema import current_schema
from schema.types import specify_types
from tests.fixtures import restrict
from tests.schema import oracle
from tests.schema.generated import (
    CURRENCIES,
    DATES,
    KINDS,
    MOMENTS,
    VALUES,
    WORDS,
    add,
    filters,
    kind,
    replica_of,
    worlds,
)


@pytest.fixture(scope="module")
def all_filters():
    return Filters(specify_types(registry()))


def coerced(type_name, given):
    """As it arrives at a resolver."""
    return coerce_input_value(given, current_schema().graphql_schema.type_map[f"{type_name}Filter"])


def found(all_filters, replica, type_name, given):
    return Selection(all_filters, replica).passing(type_name, coerced(type_name, given))


MORE = ("eq", "ne", "in", "nin")
COMPARED = (*MORE, "lt", "lte", "gt", "gte")
TEXTS = [{"en": each} for each in WORDS] + [{"fr": "École", "en": "a"}, {"fr": "a"}]
AMOUNTS = [{"value": value, "currency": each} for value in ("0", "9", "10.5", "100") for each in CURRENCIES]
RANGES = [{"from": "2020-02"}, {"to": "2020-02"}, {"from": "2020-02-15", "to": "2020"}, {"from": "2021", "to": ".."}]
EDGES = ["2020-01-31", "2020-02", "2020-02-28", "2020-03", "2019", "..", *DATES]
DAYS = {"before": EDGES, "after": EDGES, "overlaps": RANGES, "within": RANGES, "ongoing": [True, False]}
TABLE = {
    ("Project", "title"): (TEXTS, WORDS + ["O", "PENH"], (*MORE, "contains", "startsWith"), {}),
    ("Country", "code"): (["KH", "VN"], ["kh", "VN", "k"], (*MORE, "contains", "startsWith"), {}),
    ("Organisation", "kind"): (KINDS, ["GOVERNMENT", "ACADEMIC"], MORE, {}),
    ("Project", "revision"): ([1, 2, 3], [1, 2], COMPARED, {}),
    ("Project", "ongoing"): ([True, False], [True, False], ("eq",), {}),
    ("Project", "published"): (MOMENTS, ["2020-02-01", "2020-02-01T07:00:00+07:00", *MOMENTS], COMPARED, {}),
    ("Funding", "amount"): (AMOUNTS, ["9", "10.50", "-1"], COMPARED, {}),
    ("Project", "startDate"): ([*DATES, ".."], DATES, MORE, DAYS),
}


@pytest.mark.parametrize(("type_name", "field"), TABLE)
def test_every_operator_does_what_it_says(all_filters, type_name, field):
    """Each value that there may be, and none, with each operand."""
    values, operands, operators, more = TABLE[type_name, field]
    slug, name = type_name.lower(), oracle.FIELDS.get(field, field)
    world = {f"{slug}/{number}": {name: value} for number, value in enumerate(values)} | {f"{slug}/none": {}}
    if slug == "funding":
        world["project/1"] = {"fundings": list(world)}
    replica = replica_of(world)
    pairs = [(operator, operand) for operator in operators for operand in operands]
    pairs += [(operator, operand) for operator, several in more.items() for operand in several]
    pairs += [("stated", True), ("stated", False)]
    for operator, operand in pairs:
        several = [operand, operands[0]] if operator in ("in", "nin") else operand
        for beside in (
            [{"currency": "EUR"}] if field == "amount" else [{}, {"lang": "fr"}] if field == "title" else [{}]
        ):
            condition = {field: {**beside, operator: several}}
            assert found(all_filters, replica, type_name, condition) == oracle.passing(world, type_name, condition)


CASES = st.sampled_from(sorted(VALUES)).flatmap(lambda name: st.tuples(st.just(name), filters(name)))


@settings(max_examples=150)
@given(world=worlds(), case=CASES)
def test_a_filter_finds_what_plain_python_finds(all_filters, world, case):
    type_name, condition = case
    assert found(all_filters, replica_of(world), type_name, condition) == oracle.passing(world, type_name, condition)


@settings(max_examples=50)
@given(before=worlds(), after=worlds(), case=CASES)
def test_indexes_follow_what_changes(all_filters, before, after, case):
    type_name, condition = case
    replica = replica_of(before)
    found(all_filters, replica, type_name, condition)
    for resource in [each for each in {**before, **after} if kind(each) != "Funding"]:
        replica._remove(resource)
        if resource in after:
            add(replica, after, resource)
    assert found(all_filters, replica, type_name, condition) == oracle.passing(after, type_name, condition)


@pytest.mark.django_db
class TestOverHttp:
    QUERY = "query ($filter: ProjectFilter) { projects(filter: $filter) { totalCount nodes { title } } }"

    @pytest.mark.parametrize(
        ("condition", "count"),
        [
            (None, 1),
            ({}, 1),
            ({"title": {"contains": "phnom"}}, 1),
            ({"title": {"lang": "fr", "stated": True}}, 0),
            ({"languages": {"in": ["en"]}}, 1),
            ({"languages": {"nin": ["en"]}}, 0),
            ({"countries": {"some": {"code": {"in": ["kh", "XX"]}}}}, 1),
            ({"countries": {"none": {}}}, 0),
            ({"fundings": {"some": {"amount": {"currency": "eur", "gte": 1000}, "year": {"eq": 2020}}}}, 1),
            ({"donors": {"some": {"country": {"some": {"title": {"startsWith": "Republic"}}}}}}, 1),
            ({"startDate": {"overlaps": {"from": "2020-02-10", "to": "2020-03"}}, "endDate": {"ongoing": True}}, 1),
            ({"startDate": {"before": "2020-02"}}, 0),
            ({"not": {"startDate": {"before": "2020-02"}}}, 1),
            ({"or": []}, 0),
            ({"title": None, "or": None, "countries": {"none": None}}, 1),
            ({"title": {"eq": None, "startsWith": "training"}, "countries": None, "id": {"in": None}}, 1),
            ({"title": {"eq": None, "startsWith": "seminar"}, "startDate": None}, 0),
            ({"id": {"nin": ["http://testserver/id/project/x", "nonsense"]}}, 1),
        ],
    )
    def test_a_project_is_found_or_not(self, ask, project, condition, count):
        assert ask(self.QUERY, filter=condition)["projects"]["totalCount"] == count

    def test_a_resource_of_any_type_is_found_by_what_all_have(self, ask, project, cambodia):
        query = """query ($filter: ResourceFilter) {
            convention(code: "c") { parties(filter: $filter) { nodes { __typename title } } }
        }"""
        instrument = models.Convention.objects.create(code="c", labels={"en": "C"})
        models.Participation.objects.create(convention=instrument, country=cambodia)
        for condition, count in [
            ({"type": {"eq": "COUNTRY"}}, 1),
            ({"type": {"ne": "COUNTRY"}}, 0),
            ({"title": {"eq": "cambodge"}}, 1),
            ({"title": {"eq": "cambodge", "lang": "en"}}, 0),
            ({"modified": {"gt": "2000-01-01"}, "not": {"id": {"eq": "http://testserver/id/country/KR"}}}, 1),
        ]:
            assert len(ask(query, filter=condition)["convention"]["parties"]["nodes"]) == count

    @pytest.mark.parametrize(
        ("condition", "sentence"),
        [
            ({"fundings": {"some": {"amount": {"gte": "5"}}}}, "Give a currency"),
            ({"fundings": {"some": {"amount": {"gte": "1e9"}}}}, "no amount: write a decimal number"),
            ({"startDate": {"before": "Feb 2020"}}, "is not a date: write 2020"),
            ({"startDate": {"within": {}}}, "A range needs from, to or both."),
            ({"published": {"lt": "yesterday"}}, "is no moment: write"),
            ({"languages": {"in": ["xx"]}}, "not a language of this site"),
            ({"nothing": {"eq": 1}}, "'nothing' is not defined"),
            ({"title": {"regex": ".*"}}, "'regex' is not defined"),
            ({"or": [{"revision": {"eq": each}} for each in range(60)]}, "have more than 100 conditions"),
        ],
    )
    def test_what_cannot_be_asked_is_refused_with_a_sentence(self, post, project, condition, sentence):
        [error, *_] = post(self.QUERY, {"filter": condition}).json()["errors"]
        assert sentence in error["message"]
        assert error["extensions"]["code"] in ("BAD_USER_INPUT", "QUERY_TOO_WIDE")

    @pytest.mark.parametrize("levels", [110, 135, 200, 230])
    def test_a_filter_nested_too_deeply_is_refused(self, post, project, levels):
        condition = {}
        for _ in range(levels):
            condition = {"or": [condition]}
        response = post(self.QUERY, {"filter": condition})
        assert response.json()["errors"][0]["extensions"]["code"] in ("BAD_USER_INPUT", "QUERY_TOO_WIDE")
        assert post(self.QUERY, {"filter": {"or": [{}]}}).json()["data"]["projects"]["totalCount"] == 1

    def test_a_cursor_is_good_under_its_own_filter_only(self, post, ask, project):
        query = """query ($filter: ProjectFilter, $after: String) {
            projects(filter: $filter, after: $after) { pageInfo { endCursor } }
        }"""
        condition = {"title": {"contains": "a"}, "revision": {"gte": 1}}
        cursor = ask(query, filter=condition)["projects"]["pageInfo"]["endCursor"]
        assert ask(query, filter=dict(reversed(condition.items())), after=cursor)
        for other in (None, {"title": {"contains": "b"}}):
            [error] = post(query, {"filter": other, "after": cursor}).json()["errors"]
            assert "from another list" in error["message"]

    def test_a_filter_finds_nothing_that_is_not_public(self, ask, project, cambodia):
        query = """query ($filter: CountryFilter) { countries(filter: $filter) { totalCount } }"""
        condition = {"projects": {"some": {"title": {"startsWith": "training"}}}}
        assert ask(query, filter=condition)["countries"]["totalCount"] == 1
        restrict(project)
        assert ask(query, filter=condition)["countries"]["totalCount"] == 0
        assert ask(query, filter={"projects": {"some": {}}})["countries"]["totalCount"] == 0
