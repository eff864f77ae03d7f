"""Lists of several types: filtered, ordered and counted by what their types share, against plain counting."""

from collections import Counter

import pytest
from graphql import execute_sync, parse
from hypothesis import given, settings
from hypothesis import strategies as st

from cms import models
from schema.schema import current_schema
from schema.types import Context, Deadline, StoredTexts
from tests.fixtures import publish
from tests.schema import oracle
from tests.schema.generated import replica_of, text, worlds
from tests.schema.lists.test_facets import follow, iris

QUERY = """query ($id: ID!, $filter: ResourceFilter) { neighbours(id: $id, first: 100, filter: $filter) {
    nodes { id }
    facets { type(excludeOwn: EXCLUDE) { ...F } countries { ...F } donors { ...F } startDate { ...F } }
} }
fragment F on Facet { notStated distinct values(first: 100) { value count } }"""


def conditions():
    types = st.lists(st.sampled_from(["PROJECT", "ORGANISATION", "COUNTRY", "FUNDING"]), max_size=3)
    code = st.fixed_dictionaries({"code": st.fixed_dictionaries({"eq": st.sampled_from(["KH", "VN"])})})
    quantified = st.dictionaries(st.sampled_from(["some", "none", "every"]), code, min_size=1, max_size=1)
    optional = {"title": text, "type": st.fixed_dictionaries({"in": types}), "countries": quantified}
    return st.fixed_dictionaries({}, optional=optional)


def passes(world, each, condition):
    return all(holds(world, each, name, asked) for name, asked in condition.items())


def holds(world, each, name, asked):
    if name == "type":
        return oracle.kind(each).upper() in asked["in"]
    if name == "title":
        return oracle.passes(world, each, {"title": asked})
    targets = follow(world, [each], "countries") if oracle.kind(each) == "Project" else []
    return all(oracle.quantified(world, targets, how, inner) for how, inner in asked.items())


def neighbours(world, resource):
    """Both ways: who is named, and who names it."""
    links = {(one, other) for one in world for name in world[one] for other in _ids(world, one, name)}
    return {other for one, other in links if one == resource} | {one for one, other in links if other == resource}


def _ids(world, one, name):
    value = world[one][name]
    return [each for each in value if each in world] if isinstance(value, list) else []


@pytest.mark.parametrize("exclude", [False, True])
@settings(max_examples=60)
@given(world=worlds(), condition=conditions(), data=st.data())
def test_mixed_lists_are_filtered_and_counted_as_plain_python_does(exclude, world, condition, data):
    if not world:
        return
    resource = data.draw(st.sampled_from(sorted(world)))
    replica = replica_of(world)
    answer = execute_sync(
        current_schema().graphql_schema,
        parse(QUERY.replace("EXCLUDE", str(exclude).lower())),
        context_value=Context(replica, StoredTexts(replica), Deadline()),
        variable_values={"filter": condition, "id": iris([resource])[0]},
    )
    assert not answer.errors, answer.errors
    found, near = answer.data["neighbours"], neighbours(world, resource)
    passing = {each for each in near if passes(world, each, condition)}
    assert {each["id"] for each in found["nodes"]} == set(iris(passing))
    without = {name: asked for name, asked in condition.items() if name != "type"} if exclude else condition
    types = Counter(oracle.kind(each).upper() for each in near if passes(world, each, without))
    assert {each["value"]: each["count"] for each in found["facets"]["type"]["values"]} == types
    for name in ("countries", "donors"):
        of_projects = [follow(world, [e], name) if oracle.kind(e) == "Project" else [] for e in passing]
        counted = Counter(iri for each in of_projects for iri in set(iris(each)))
        facet = found["facets"][name]
        assert {each["value"]: each["count"] for each in facet["values"]} == counted
        assert (facet["distinct"], facet["notStated"]) == (len(counted), sum(1 for each in of_projects if not each))


SEARCH = """query ($filter: ResourceFilter, $order: [ResourceOrder!]) {
    search(query: "weaving", filter: $filter, orderBy: $order) {
        totalCount nodes { title } edges { match { score } }
        facets {
            type(excludeOwn: true) { values { value count label } }
            countries(excludeOwn: true) { values { label count } }
            countriesGroups { values { label count } }
            conventions { values { label count } }
            startDate { values { value count } }
        }
    } }"""


@pytest.fixture
def weaving(index, cambodia, korea):
    """Two projects and an activity about weaving, and a theme of that name."""
    group = models.CountryGroup.objects.create(code="asean", labels={"en": "ASEAN"})
    models.CountryGroupMember.objects.create(group=group, country=cambodia)
    for number, country in enumerate([cambodia, korea]):
        page = models.ProjectPage(title=f"Weaving {number}", slug=f"weaving-{number}", start_date=f"202{number}")
        page.country_links = [models.CountryLink(country=country)]
        project = publish(index.add_child(instance=page))
    activity = models.ActivityPage(title="A weaving course", slug="course", start_date="2021-05")
    activity.country_links = [models.CountryLink(country=cambodia)]
    publish(project.add_child(instance=activity))
    models.Theme.objects.create(labels={"en": "Weaving"})


def counts(facet):
    return {each.get("value", each.get("label")): each["count"] for each in facet["values"]}


@pytest.mark.django_db
def test_a_search_of_everything_is_counted_and_narrowed(ask, weaving):
    found = ask(SEARCH)["search"]
    assert counts(found["facets"]["type"]) == {"PROJECT": 2, "ACTIVITY": 1, "THEME": 1}
    assert {each["label"] for each in found["facets"]["type"]["values"]} == {"Projects", "Activities", "Themes"}
    assert counts(found["facets"]["countries"]) == {"Cambodia": 2, "Republic of Korea": 1}
    assert counts(found["facets"]["countriesGroups"]) == {"ASEAN": 2}
    assert counts(found["facets"]["startDate"]) == {"2020": 1, "2021": 2}
    narrowed = {"countries": {"some": {"code": {"eq": "KH"}}}, "type": {"eq": "ACTIVITY"}}
    found = ask(SEARCH, filter=narrowed)["search"]
    assert [each["title"] for each in found["nodes"]] == ["A weaving course"]
    assert counts(found["facets"]["type"]) == {"PROJECT": 1, "ACTIVITY": 1}
    assert counts(found["facets"]["countries"]) == {"Cambodia": 1}


@pytest.mark.django_db
def test_a_search_of_everything_is_ordered_by_what_types_share(ask, weaving):
    found = ask(SEARCH, order=["START_DATE_DESC", "TITLE_ASC"])["search"]
    assert [each["title"] for each in found["nodes"]] == ["A weaving course", "Weaving 1", "Weaving 0", "Weaving"]
    assert all(edge["match"]["score"] > 0 for edge in found["edges"])


@pytest.mark.django_db
def test_links_to_several_types_are_ordered_and_counted(ask, cambodia, korea):
    convention = models.Convention(code="c", kind="convention", labels={"en": "A convention"})
    convention.participations = [models.Participation(country=each, kind="ratification") for each in (cambodia, korea)]
    convention.save()
    query = """{ conventions { nodes { parties(orderBy: TITLE_DESC) {
        nodes { title } facets { type { values { value count } } } } } } }"""
    [found] = ask(query)["conventions"]["nodes"]
    assert [each["title"] for each in found["parties"]["nodes"]] == ["Republic of Korea", "Cambodia"]
    assert found["parties"]["facets"] == {"type": {"values": [{"value": "COUNTRY", "count": 2}]}}
