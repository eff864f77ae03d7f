"""`neighbours` and `paths` over HTTP, on a project that a ministry funds."""

import pytest

from graph.identity import id_of, iri

pytestmark = pytest.mark.django_db

NEIGHBOURS = """query ($id: ID!, $direction: LinkDirection, $linkTypes: [LinkType!], $types: [ResourceType!],
    $filter: ResourceFilter) {
    neighbours(id: $id, direction: $direction, linkTypes: $linkTypes, types: $types, filter: $filter) {
        totalCount
        nodes { id }
        edges { node { __typename title } links { type direction } }
    }
}"""
PATHS = """query ($from: ID!, $to: ID!, $maxHops: Int, $first: Int, $linkTypes: [LinkType!]) {
    paths(from: $from, to: $to, maxHops: $maxHops, first: $first, linkTypes: $linkTypes) {
        complete
        nodes {
            hops
            resources { __typename title }
            steps { source { title } target { __typename } links { type direction } }
        }
    }
}"""


def edges(found):
    return {
        (edge["node"]["__typename"], edge["node"]["title"]): [
            (link["type"], link["direction"]) for link in edge["links"]
        ]
        for edge in found["neighbours"]["edges"]
    }


def test_a_project_lies_next_to_all_that_it_names(ask, project):
    found = ask(NEIGHBOURS, id=iri(id_of(project)))
    assert edges(found) == {
        ("Country", "Cambodia"): [("COUNTRIES", "OUT")],
        ("Funding", None): [("FUNDINGS", "OUT")],
        ("Organisation", "Ministry of Culture"): [("DONORS", "OUT")],
    }
    assert found["neighbours"]["totalCount"] == 3


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"direction": "OUT"}, {("Country", "Republic of Korea")}),
        ({"direction": "IN"}, {("Project", "Training in Phnom Penh"), ("Funding", None)}),
        (
            {"linkTypes": ["DONORS", "COUNTRY"]},
            {("Country", "Republic of Korea"), ("Project", "Training in Phnom Penh")},
        ),
        ({"types": ["FUNDING"]}, {("Funding", None)}),
        ({"types": [], "direction": "IN"}, set()),
        ({"linkTypes": ["COUNTRIES"]}, set()),
        ({"filter": {"title": {"contains": "training"}}}, {("Project", "Training in Phnom Penh")}),
        ({"filter": {"type": {"eq": "COUNTRY"}}, "direction": "IN"}, set()),
        ({"filter": {"not": {"title": {"stated": True}}}}, {("Funding", None)}),
    ],
)
def test_neighbours_can_be_chosen(ask, project, donor, arguments, expected):
    assert edges(ask(NEIGHBOURS, id=iri(id_of(donor)), **arguments)).keys() == expected


def test_a_country_and_a_ministry_hang_together_through_a_project(ask, project, cambodia, donor):
    found = ask(PATHS, **{"from": iri(id_of(cambodia)), "to": iri(id_of(donor))})["paths"]
    assert found["complete"]
    assert [path["hops"] for path in found["nodes"]] == [2, 3]
    assert found["nodes"][0] == {
        "hops": 2,
        "resources": [
            {"__typename": "Country", "title": "Cambodia"},
            {"__typename": "Project", "title": "Training in Phnom Penh"},
            {"__typename": "Organisation", "title": "Ministry of Culture"},
        ],
        "steps": [
            {
                "source": {"title": "Cambodia"},
                "target": {"__typename": "Project"},
                "links": [{"type": "COUNTRIES", "direction": "IN"}],
            },
            {
                "source": {"title": "Training in Phnom Penh"},
                "target": {"__typename": "Organisation"},
                "links": [{"type": "DONORS", "direction": "OUT"}],
            },
        ],
    }
    assert [each["__typename"] for each in found["nodes"][1]["resources"]][2] == "Funding"


@pytest.mark.parametrize(
    ("arguments", "hops", "complete"),
    [
        ({"maxHops": 1}, [], True),
        ({"maxHops": 2}, [2], True),
        ({"first": 1}, [2], False),
        ({"linkTypes": ["COUNTRIES", "DONORS"]}, [2], True),
        ({"linkTypes": ["COUNTRIES", "FUNDINGS", "FUNDER"], "maxHops": 6}, [3], True),
        ({"linkTypes": []}, [], True),
    ],
)
def test_paths_can_be_bounded(ask, project, cambodia, donor, arguments, hops, complete):
    ends = {"from": iri(id_of(cambodia)), "to": iri(id_of(donor))}
    found = ask(PATHS, **ends, **arguments)["paths"]
    assert ([path["hops"] for path in found["nodes"]], found["complete"]) == (hops, complete)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"maxHops": 7}, "maxHops is 7: give a number from 1 to 6."),
        ({"maxHops": 0}, "maxHops is 0: give a number from 1 to 6."),
        ({"first": 21}, "first is 21: give a number from 1 to 20."),
    ],
)
def test_more_than_the_bounds_is_refused(post, project, cambodia, donor, arguments, sentence):
    ends = {"from": iri(id_of(cambodia)), "to": iri(id_of(donor))}
    [error] = post(PATHS, {**ends, **arguments}).json()["errors"]
    assert (error["message"], error["extensions"]["code"]) == (sentence, "BAD_USER_INPUT")


def test_the_graph_around_a_country(ask, project, cambodia, donor):
    query = """query ($id: ID!, $depth: Int, $linkTypes: [LinkType!]) {
        subgraph(id: $id, depth: $depth, linkTypes: $linkTypes) {
            complete nodes { title } links { source { title } type target { title } }
        }
    }"""
    arguments = {"id": iri(id_of(cambodia)), "depth": 2, "linkTypes": ["COUNTRIES", "DONORS"]}
    assert ask(query, **arguments)["subgraph"] == {
        "complete": True,
        "nodes": [{"title": "Cambodia"}, {"title": "Training in Phnom Penh"}, {"title": "Ministry of Culture"}],
        "links": [
            {"source": {"title": "Training in Phnom Penh"}, "type": type, "target": {"title": target}}
            for type, target in (("COUNTRIES", "Cambodia"), ("DONORS", "Ministry of Culture"))
        ],
    }
    assert ask(query, id="https://example.org/nothing")["subgraph"] is None
