"""Networks of the sample programme: the edges of the stated queries, in files that other tools read."""

import csv
import io
from decimal import Decimal

import networkx as nx
import pytest
from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

from graph.networks import networks

pytestmark = pytest.mark.django_db

NAMES = (
    "convention-country", "country-country", "donor-country", "donor-donor", "organisation-organisation",
    "project-outcome", "theme-theme",
)  # fmt: skip
READERS = {
    "graphml": lambda content: nx.read_graphml(io.BytesIO(content)),
    "gexf": lambda content: nx.read_gexf(io.BytesIO(content)),
}


def got(site, name, extension="json", status=200, **parameters):
    response = site.get(f"/networks/{name}.{extension}", parameters)
    assert response.status_code == status, response.content
    return response


def network(site, name, **parameters):
    return nx.node_link_graph(got(site, name, **parameters).json(), edges="links")


def rows(site, query):
    answer = site.get("/sparql", {"query": query, "format": "json"})
    assert answer.status_code == 200, answer.text
    return [{key: term["value"] for key, term in row.items()} for row in answer.json()["results"]["bindings"]]


def ends(graph, source, target):
    return (source, target) if graph.is_directed() else tuple(sorted((source, target)))


@pytest.fixture(scope="module")
def theme(site):
    """Return the key of a theme with some projects, but not most of them."""
    projects = csv.DictReader(io.StringIO(b"".join(site.get("/data/project.csv")).decode()))
    themes = [theme for row in projects for theme in row["themes"].split("|") if theme]
    return sorted(set(themes), key=lambda each: (themes.count(each), each))[len(set(themes)) // 2]


def test_these_are_the_networks(site):
    assert sorted(networks()) == sorted(NAMES)
    for described in site.get("/networks/").json():
        for address in described["files"]:
            assert site.get(address.removeprefix("http://testserver")).status_code == 200, address


@pytest.mark.parametrize("part", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_network_has_the_edges_of_its_query(site, theme, name, part):
    parameters = {"theme": theme} if part and name != "convention-country" else {}
    graph = network(site, name, **parameters)
    expected = {
        ends(graph, row["source"], row["target"]): int(row["weight"])
        for row in rows(site, got(site, name, "rq", **parameters).content.decode())
    }
    assert {ends(graph, *pair): weight for *pair, weight in graph.edges(data="weight")} == expected
    # In the sample, no project has several donors.
    assert bool(expected) is (name != "donor-donor")


@pytest.mark.parametrize("part", [False, True])
def test_amounts_on_edges_are_those_of_the_query(site, theme, part):
    parameters = {"theme": theme} if part else {}
    graph = network(site, "donor-country", **parameters)
    query = got(site, "donor-country", "amounts.rq", **parameters).content.decode()
    expected = {(row["source"], row["target"], row["currency"]): Decimal(row["total"]) for row in rows(site, query)}
    stated = {
        (source, target, name.removeprefix("amount_")): Decimal(str(value))
        for source, target, data in graph.edges(data=True)
        for name, value in data.items()
        if name.startswith("amount_")
    }
    assert stated == expected
    assert expected or part


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("extension", READERS)
def test_other_tools_read_the_same_network(site, name, extension):
    expected, again = network(site, name), READERS[extension](got(site, name, extension).content)
    assert dict(again.nodes(data="community")) == dict(expected.nodes(data="community"))
    assert dict(again.nodes(data="pagerank")) == pytest.approx(dict(expected.nodes(data="pagerank")))
    assert dict(again.nodes(data="label")) == dict(expected.nodes(data="label"))
    assert {ends(again, *pair): weight for *pair, weight in again.edges(data="weight")} == {
        ends(expected, *pair): weight for *pair, weight in expected.edges(data="weight")
    }


def test_tables_and_cytoscape_have_the_same_nodes_and_edges(site):
    expected = network(site, "donor-country")
    for extension, number in (("nodes.csv", len(expected)), ("edges.csv", expected.number_of_edges())):
        content = got(site, "donor-country", extension).content.decode()
        assert len(list(csv.DictReader(io.StringIO(content)))) == number
    cytoscape = nx.cytoscape_graph({**got(site, "donor-country", "cyjs").json(), "data": []})
    assert set(cytoscape) == set(expected)
    assert cytoscape.number_of_edges() == expected.number_of_edges()


@pytest.mark.parametrize("name", NAMES)
def test_measures_are_those_that_the_file_states(site, name):
    graph = network(site, name)
    stated, plain = graph.graph, nx.Graph(graph)
    assert stated["method_betweenness"].startswith("exact")
    assert dict(graph.nodes(data="degree")) == dict(plain.degree())
    assert dict(graph.nodes(data="betweenness")) == pytest.approx(nx.betweenness_centrality(plain))
    assert dict(graph.nodes(data="pagerank")) == pytest.approx(
        _pagerank_python(plain, tol=1e-12, max_iter=1000), abs=1e-7
    )
    found = nx.community.louvain_communities(plain, weight="weight", seed=stated["seed"])
    again = {}
    for node, number in graph.nodes(data="community"):
        again.setdefault(number, set()).add(node)
    assert sorted(map(sorted, found)) == sorted(map(sorted, again.values()))
    assert sorted((len(each) for each in again.values()), reverse=True) == [len(again[each]) for each in sorted(again)]


def test_a_file_says_what_it_is_and_is_not_sent_twice(site):
    first = got(site, "country-country", "graphml")
    graph = READERS["graphml"](first.content)
    assert graph.graph["query"] == "http://testserver/networks/country-country.rq"
    assert str(graph.graph["version"]) == first["Accord-Sequence"]
    assert b"method_communities: Louvain" in got(site, "country-country", "gexf").content
    again = site.get("/networks/country-country.graphml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_part_is_smaller_than_the_whole(site, theme):
    whole, part = network(site, "country-country"), network(site, "country-country", theme=theme)
    assert 0 < part.number_of_edges() < whole.number_of_edges()
    assert part.graph["within"] == f"theme/{theme}"


def test_what_does_not_exist_is_refused_with_what_does(site):
    assert "donor-country" in got(site, "friends", status=404).content.decode()
    assert "/networks/theme-theme.gexf" in got(site, "theme-theme", "svg", status=404).content.decode()
    assert "country" in got(site, "theme-theme", status=400, colour="red").content.decode()
    assert got(site, "theme-theme", status=404, country="XX")


def asked(site, query):
    answer = site.post("/graphql/", {"query": query}, content_type="application/json").json()
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def test_graphql_has_the_measures_of_the_files(site, theme):
    within = f'within: ["http://testserver/id/theme/{theme}"]'
    fields = "resource { id } degree strength betweenness pageRank community"
    for argument, parameters in (("", {}), (f", {within}", {"theme": theme})):
        graph = network(site, "donor-country", **parameters)
        found = asked(
            site,
            f"""{{ centrality(network: DONOR_COUNTRY, by: PAGE_RANK, first: 100{argument}) {{ {fields} }}
                communities(network: DONOR_COUNTRY{argument}) {{ number size resources {{ id }} }} }}""",
        )
        ranks = [each["pageRank"] for each in found["centrality"]]
        assert ranks == sorted(ranks, reverse=True)
        for each in found["centrality"]:
            node = graph.nodes[each["resource"]["id"]]
            assert (each["degree"], each["strength"], each["community"]) == tuple(
                node[name] for name in ("degree", "strength", "community")
            )
            assert (each["betweenness"], each["pageRank"]) == pytest.approx((node["betweenness"], node["pagerank"]))
        assert len(ranks) == len(graph)
        for each in found["communities"]:
            members = {node for node, number in graph.nodes(data="community") if number == each["number"]}
            assert {resource["id"] for resource in each["resources"]} == members
            assert each["size"] == len(members)


def test_graphql_says_who_funds_together(site):
    found = asked(site, "{ coFunding(first: 100) { works resources { id } } }")["coFunding"]
    graph = network(site, "donor-donor")
    assert {tuple(sorted(end["id"] for end in each["resources"])): each["works"] for each in found} == {
        ends(graph, *pair): weight for *pair, weight in graph.edges(data="weight")
    }


def test_graphql_refuses_a_resource_that_nobody_knows(site):
    query = '{ centrality(network: THEME_THEME, within: ["http://testserver/id/country/XX"]) { degree } }'
    answer = site.post("/graphql/", {"query": query}, content_type="application/json").json()
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
