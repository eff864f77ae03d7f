"""The explorer: neighbours with what connects them, paths, files, bounds, and nothing that is hidden."""

import networkx as nx
import pytest
from bs4 import BeautifulSoup

from cms import models
from graph import identity
from graph.declarations import registry
from graph.replica import neighbours, reading
from home.explorer import network
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(index, cambodia, korea):
    page = models.ProjectPage(title="Second", slug="second")
    page.country_links = [models.CountryLink(country=each) for each in (cambodia, korea)]
    return publish(index.add_child(instance=page))


def shown(client, query):
    response = client.get(f"/explore/graph.json?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def soup(client, query=""):
    response = client.get(f"/explore/?lang=en&{query}")
    assert response.status_code == 200, response.content
    return BeautifulSoup(response.content, "html.parser")


def sentences(found):
    names = {each["id"]: each["label"] for each in found["nodes"]}
    return {f"{names[each['source']]} {each['label']} {names[each['target']]}" for each in found["edges"]}


def test_every_edge_says_what_it_means_in_the_language_of_the_reader(client, project, second):
    found = shown(client, "node=country/KH")
    assert sentences(found) == {"Training in Phnom Penh Countries Cambodia", "Second Countries Cambodia"}
    assert "Second Pays Cambodge" in sentences(shown(client, "node=country/KH&lang=fr"))
    declared = registry().types["Project"].links["countries"]
    assert found["edges"][0]["predicate"] == str(declared.predicate)
    [cambodia] = [each for each in found["nodes"] if each["opened"]]
    assert (cambodia["label"], cambodia["degree"], cambodia["type"]) == ("Cambodia", 2, "country")


def test_opened_resources_are_joined_by_all_links_between_what_is_shown(client, project, second):
    found = shown(client, f"node=country/KH&node={identity.id_of(second)}")
    assert "Second Countries Republic of Korea" in sentences(found)
    assert len(found["nodes"]) == len({each["id"] for each in found["nodes"]}) == 4


def test_the_page_has_the_same_content_without_script(client, project, second):
    query = f"node=country/KH&node={identity.id_of(project)}"
    found, page = shown(client, query), soup(client, query)
    rows = {" ".join(cell.get_text(strip=True) for cell in row.select("td")) for row in page.select("tbody tr")}
    assert rows == sentences(found)
    listed = {each.get_text(strip=True) for each in page.select(".opened h3")}
    assert {"Projects", "Countries", "Donors"} <= listed
    for link in page.select("a[data-step]"):
        assert client.get(f"/explore/{link['href']}").status_code == 200


def test_degrees_equal_brute_force_and_leave_out_parts(client, project, second):
    with reading() as replica:
        for each in shown(client, f"node=country/KH&node={identity.id_of(project)}")["nodes"]:
            around = neighbours(replica, each["id"])
            assert each["degree"] == len([other for other in around if not replica.is_part(other)])


def test_types_and_links_narrow(client, project, second):
    opened = f"node={identity.id_of(project)}"
    assert {each["type"] for each in shown(client, f"{opened}&type=country")["nodes"]} == {"project", "country"}
    assert {each["link"] for each in shown(client, f"{opened}&link=donors")["edges"]} == {"donors"}
    page = soup(client, f"{opened}&link=donors")
    assert page.select_one("input[type=checkbox][value=donors]").has_attr("checked")
    assert page.select_one("input[type=checkbox][value=countries]") is not None


def test_paths_are_told_in_words(client, project, second, korea):
    found = shown(client, f"node={identity.id_of(project)}&to=country/KR")
    ids = [identity.id_of(project), "country/KH", identity.id_of(second), "country/KR"]
    assert ids in found["paths"]
    page = soup(client, f"node={identity.id_of(project)}&to=country/KR")
    told = [" ".join(each.get_text(" ", strip=True).split()) for each in page.select(".paths li")]
    first = "Training in Phnom Penh → Countries → Cambodia → Projects → Second → Countries → Republic of Korea"
    assert first in told


def test_graphml_is_read_by_networkx(client, project, second):
    response = client.get("/explore/graph.graphml?node=country/KH")
    assert "attachment" in response["Content-Disposition"]
    graph = nx.parse_graphml(response.content.decode(), force_multigraph=True)
    assert graph.nodes["http://testserver/id/country/KH"]["label"] == "Cambodia"
    assert {data["label"] for *_, data in graph.edges(data=True)} == {"Countries"}


def test_a_search_gives_where_to_begin_and_to_go_on(client, project, second):
    page = soup(client, "q=cambodia")
    address = next(each["href"] for each in page.select(".rows a") if "node=country/KH" in each["href"])
    page = soup(client, f"{address[1:]}&q=korea")
    assert any("to=country/KR" in each["href"] for each in page.select(".rows a"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("node=country/XX", 404), ("node=nothing", 404), ("node=", 404), ("type=nothing", 400), ("link=nothing", 400),
        ("node=country/KH&to=country/XX", 404), ("&".join(f"node=country/{each}" for each in range(13)), 400),
        ("node=%00", 404), ("node=../..", 404),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_sentence(client, project, query, status):
    for address in ("/explore/", "/explore/graph.json", "/explore/graph.graphml"):
        assert client.get(f"{address}?{query}").status_code == status, address


def test_many_neighbours_are_cut_and_lead_to_the_list(client, index, cambodia, monkeypatch):
    monkeypatch.setattr(network, "PER_BRANCH", 2)
    for name in "abc":
        page = models.ProjectPage(title=f"Project {name}", slug=name)
        page.country_links = [models.CountryLink(country=cambodia)]
        publish(index.add_child(instance=page))
    page = soup(client, "node=country/KH")
    assert len(page.select(".opened li .acts")) == 2
    link = page.find("a", string="1 more")
    assert len(BeautifulSoup(client.get(link["href"]).content, "html.parser").select("ul.rows > li")) == 3


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_no_hidden_page_is_shown_reached_or_counted(client, project, second, hide):
    name = identity.id_of(second)
    assert "Second" in str(shown(client, "node=country/KH&to=country/KR"))
    restrict(second) if hide == "restrict" else getattr(second, hide)()
    draft = models.ProjectPage(title="Draftsecret", slug="draftsecret", live=False)
    draft.country_links = [models.CountryLink(country=each) for each in models.Country.objects.all()]
    second.get_parent().add_child(instance=draft)
    for secret in (name, identity.id_of(draft)):
        for address in ("/explore/", "/explore/graph.json", "/explore/graph.graphml"):
            assert client.get(f"{address}?node={secret}").status_code in (404, 410)
            assert client.get(f"{address}?node=country/KH&to={secret}").status_code in (404, 410)
    for query in ("node=country/KH", f"node=country/KH&node={identity.id_of(project)}"):
        for address in ("/explore/", "/explore/graph.json", "/explore/graph.graphml"):
            body = client.get(f"{address}?{query}&lang=en").content.decode()
            assert "Second" not in body and "Draftsecret" not in body and name not in body, address
    found = shown(client, "node=country/KH")
    assert [each["degree"] for each in found["nodes"] if each["opened"]] == [1]
    # Nothing public names Korea any more but the donor of the first project.
    response = client.get("/explore/graph.json?node=country/KH&to=country/KR")
    assert "Second" not in response.content.decode()
