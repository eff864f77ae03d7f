"""Without its website, Accord keeps its interfaces, and every link to a page leads to the front end."""

import pytest
from django.core.management import call_command

from cms import models
from cms.settings.environment import Environment, Misconfigured
from graph import identity
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://front.example/{lang}/go/{path}"


@pytest.fixture
def front_end(settings):
    settings.SITE_ENABLED = False
    settings.FRONT_END = ELSEWHERE


def leads(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code in (302, 303), address
    return response["Location"]


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/en/", "https://front.example/en/go/"),
        ("/fr/projects/training/", "https://front.example/fr/go/projects/training/"),
        ("/browse/country/KH/?lang=fr", "https://front.example/fr/go/browse/country/KH/"),
        ("/search/?q=a+b&lang=ar", "https://front.example/ar/go/search/?q=a+b"),
        ("/map/?lang=en", "https://front.example/en/go/map/"),
        ("/explore/?node=country/KH&lang=en", "https://front.example/en/go/explore/?node=country%2FKH"),
        ("/en/nothing/here/", "https://front.example/en/go/nothing/here/"),
    ],
)
def test_pages_lead_to_the_front_end(client, project, front_end, address, target):
    assert leads(client, address) == target


@pytest.mark.parametrize("address", ["/en//evil.example/", "//evil.example/", "/en/%0d%0aSet-Cookie:x/", "/en/..//e/"])
def test_no_address_leads_to_another_host(client, project, front_end, address):
    response = client.get(address)
    assert response.status_code == 404 or response["Location"].startswith(("https://front.example/", "/en/"))


def test_a_hidden_page_leads_there_like_one_that_never_was(client, project, front_end):
    restrict(project)
    assert leads(client, "/en/projects/training/") == "https://front.example/en/go/projects/training/"
    assert leads(client, "/en/projects/missing/") == "https://front.example/en/go/projects/missing/"


def test_a_page_that_has_moved_leads_to_where_it_is_now(client, project, front_end):
    project.slug = "renamed"
    publish(project)
    assert leads(client, "/en/projects/training/") == "https://front.example/en/go/projects/renamed/"


def test_interfaces_stay(client, project, front_end):
    key = identity.id_of(project)
    for address in (
        *("/dataset", "/vocab", "/sparql", "/data/all.nq", "/map.geojson", "/explore/graph.json", "/llms.txt"),
        *(f"/data/{key}.ttl", f"/data/{key}.jsonld", "/networks/", "/robots.txt", "/graphql/?query={__typename}"),
    ):
        assert client.get(address).status_code == 200, address
    assert client.get("/admin/").status_code == 302


def test_links_lead_straight_to_the_front_end(client, project, front_end):
    page, country = "https://front.example/en/go/projects/training/", "https://front.example/en/go/browse/country/KH/"
    assert leads(client, f"/id/{identity.id_of(project)}", accept="text/html") == page
    assert leads(client, "/id/country/KH", accept="text/html") == country
    assert leads(client, "/id/country/KH", accept="text/turtle").endswith("/data/country/KH.ttl")
    query = '{ projects { nodes { url countries { nodes { url } } } } search(query: "training") { nodes { url } } }'
    answer = client.get("/graphql/", {"query": query}).json()
    assert "errors" not in answer, answer
    answer = answer["data"]
    [found] = answer["projects"]["nodes"]
    assert (found["url"], found["countries"]["nodes"][0]["url"]) == (page, country)
    assert answer["search"]["nodes"][0]["url"] == page
    features = client.get("/map.geojson").json()["features"]
    assert features[0]["properties"]["url"] == country


def test_links_in_texts_lead_there_too(client, index, project, front_end):
    other = models.ProjectPage(
        title="Other", slug="other", overview=f'<p><a linktype="page" id="{project.pk}">x</a></p>'
    )
    publish(index.add_child(instance=other))
    response = client.get("/graphql/", {"query": "{ projects { nodes { overview { html } } } }"})
    assert 'href=\\"https://front.example/en/go/projects/training/' in response.content.decode()


def test_without_a_front_end_there_are_no_pages(client, project, settings):
    settings.SITE_ENABLED, settings.FRONT_END = False, ""
    for address in ("/en/", "/en/projects/training/", "/browse/", "/map/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "/dataset" in response.content.decode()
    assert client.get(f"/data/{identity.id_of(project)}.ttl").status_code == 200


@pytest.mark.parametrize(
    "value",
    ["front.example/{path}", "https://front.example{path}", "https://front.example/", "https://{lang}.example/{path}",
     "https://front.example/{slug}/{path}", "javascript:{path}"],
)  # fmt: skip
def test_a_front_end_that_cannot_be_led_to_ends_the_start(value):
    with pytest.raises(Misconfigured, match="set it to an address such as"):
        Environment({"FRONT_END": value}).pattern("FRONT_END")


def test_the_checks_of_django_pass(front_end):
    call_command("check")
