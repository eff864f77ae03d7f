"""`related` over HTTP: projects that share a donor, a country, an activity."""

import pytest

from cms import models
from graph.identity import id_of, iri
from schema.roots import COMPARING
from tests.fixtures import publish
from tests.kept import kept

pytestmark = pytest.mark.django_db

RELATED = """query ($id: ID!, $first: Int, $after: String, $types: [ResourceType!], $linkTypes: [LinkType!],
    $linked: Boolean = true) {
    node(id: $id) { ... on Resource {
        related(first: $first, after: $after, types: $types, linkTypes: $linkTypes, linked: $linked) {
            totalCount complete pageInfo { endCursor hasNextPage }
            edges {
                node { __typename title } score links { type direction }
                reasons { link { type direction } resource { title } sharing weight }
            }
        }
    } }
}"""


@pytest.fixture
def related(ask, project):
    def find(resource=project, **arguments):
        return ask(RELATED, id=iri(id_of(resource)), **arguments)["node"]["related"]

    return find


@kept
def others(index, project, cambodia, donor):
    """A project with the same donor and country, an activity of the project, and a project in the same country."""
    pages = []
    for title, kind, donors in (("Twin", models.ProjectPage, [donor]), ("Neighbour", models.ProjectPage, [])):
        page = kind(title=title, slug=title.lower())
        page.country_links = [models.CountryLink(country=cambodia)]
        page.fundings = [models.Funding(donor=each) for each in donors]
        pages.append(publish(index.add_child(instance=page)))
    workshop = models.ActivityPage(title="Workshop", slug="workshop")
    workshop.country_links = [models.CountryLink(country=cambodia)]
    workshop.project_links = [models.ProjectLink(project=project)]
    return [*pages, publish(index.add_child(instance=workshop))]


def titles(found):
    return [edge["node"]["title"] for edge in found["edges"]]


def test_the_most_related_comes_first_with_all_reasons(related, others):
    found = related()
    twin, *rest = found["edges"]
    assert (found["complete"], found["totalCount"]) == (True, 3)
    assert twin["node"] == {"__typename": "Project", "title": "Twin"}
    assert [(each["link"]["type"], each["resource"]["title"], each["sharing"]) for each in twin["reasons"]] == [
        ("DONORS", "Ministry of Culture", 2),
        ("COUNTRIES", "Cambodia", 4),
    ]
    assert twin["reasons"][0]["link"]["direction"] == "OUT"
    assert [each["weight"] for each in twin["reasons"]] == pytest.approx([1.442695, 0.721348])
    assert twin["score"] == pytest.approx(2.164043)
    assert twin["links"] == []
    assert sorted(each["node"]["title"] for each in rest) == ["Neighbour", "Workshop"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"types": ["ACTIVITY"]}, {"Workshop"}),
        ({"types": []}, set()),
        ({"linkTypes": ["DONORS"]}, {"Twin"}),
        ({"linked": False}, {"Twin", "Neighbour"}),
        ({"first": 1}, {"Twin"}),
        ({"first": 0}, set()),
    ],
)
def test_what_is_related_can_be_chosen(related, others, arguments, expected):
    assert set(titles(related(**arguments))) == expected


def test_what_is_linked_already_says_so(related, others):
    [workshop] = related(types=["ACTIVITY"])["edges"]
    assert workshop["links"] == [{"type": "PROJECTS", "direction": "IN"}]


def test_countries_are_related_by_what_happens_in_both(related, others, korea, cambodia):
    twin = others[0]
    twin.country_links.add(models.CountryLink(country=korea))
    publish(twin)
    [edge] = related(cambodia, types=["COUNTRY"])["edges"]
    assert edge["node"]["title"] == "Republic of Korea"
    assert [(each["link"], each["resource"]["title"]) for each in edge["reasons"]] == [
        ({"type": "COUNTRIES", "direction": "IN"}, "Twin")
    ]


def test_pages_follow_each_other(related, others):
    everything, after = titles(related()), None
    for title in everything:
        found = related(first=1, after=after)
        assert titles(found) == [title]
        after = found["pageInfo"]["endCursor"]
    assert not found["pageInfo"]["hasNextPage"]


def test_a_funding_is_related_to_those_of_the_same_donor(ask, related, others):
    [funding] = ask('{ projects(filter: { title: { eq: "Twin" } }) { nodes { fundings { nodes { id } } } } }')[
        "projects"
    ]["nodes"][0]["fundings"]["nodes"]
    [edge] = ask(RELATED, id=funding["id"])["node"]["related"]["edges"]
    assert edge["node"]["__typename"] == "Funding"
    assert [each["resource"]["title"] for each in edge["reasons"]] == ["Ministry of Culture"]


def test_a_comparison_counts_as_many_resources(post, settings, project):
    def ask_twice():
        related = "{ totalCount }"
        return post(f'{{ project(slug: "training") {{ a: related {related} b: related {related} }} }}').json()

    settings.GRAPHQL_LIMITS = {"resources": 2 * (COMPARING + 1)}
    assert "errors" not in ask_twice()
    settings.GRAPHQL_LIMITS = {"resources": 2 * (COMPARING + 1) - 1}
    assert ask_twice()["errors"][0]["extensions"]["code"] == "ANSWER_TOO_LARGE"
    settings.GRAPHQL_LIMITS = {}
    assert "errors" not in ask_twice()
