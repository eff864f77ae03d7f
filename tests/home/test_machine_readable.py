"""What programs read of the website: JSON-LD that says what the graph says, Open Graph, sitemap, rules for robots."""

import json
import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib import RDF

from cms import models
from graph import identity
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db
SCHEMA = "http://schema.org/"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def of_schema_org(graph):
    return {
        (s, p, o) for s, p, o in graph if p.startswith(SCHEMA) or (p == RDF.type and o.startswith(SCHEMA))
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["project", "activity", "country", "convention", "organisation"])
def test_json_ld_equals_the_graph_in_terms_of_schema_org(kind, project, activity, cambodia, donor, client, soup):
    convention = models.Convention.objects.create(labels={"en": "Convention"}, code="c", adopted="2005-10-20")
    project.aim, project.working_languages = "<p>A & <b>b</b> </script></p>", []
    publish(project)
    subjects = {"project": project, "activity": activity, "country": cambodia, "convention": convention}
    resource = identity.id_of(subjects.get(kind, donor))
    script = soup(f"/browse/{resource}/?lang=en").find("script", type="application/ld+json").string
    said = rdflib.Graph().parse(data=str(script), format="json-ld")
    stated = rdflib.Graph().parse(data=client.get(f"/data/{resource}.nt").content.decode(), format="nt")
    assert set(said) == of_schema_org(stated)
    assert all(":" not in name or name.startswith("@") for name in json.loads(script)["@graph"][0])


def test_a_page_is_described_by_its_facts(project, soup):
    page = soup("/en/projects/training/")
    told = {each.get("property") or each["name"]: each["content"] for each in page.select("meta[content]")}
    assert told["description"] == told["og:description"] == "Why it exists."
    assert told["og:url"] == page.select_one("link[rel=canonical]")["href"] == "http://testserver/en/projects/training/"
    assert told["og:title"] == "Training in Phnom Penh"
    project.search_description, project.aim = "Written for search engines.", "<p>Aim.</p>"
    page = soup(publish(project).full_url)
    assert page.select_one("meta[name=description]")["content"] == "Written for search engines."


def test_a_page_without_a_text_is_described_by_its_first_facts(cambodia, soup):
    page = soup("/browse/country/KH/?lang=en")
    assert page.select_one("meta[name=description]")["content"].startswith("Country. ISO code: KH.")


def locations(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 it is our own


def test_the_sitemap_leads_to_every_public_page_and_to_no_other(project, index, cambodia, arabic, client):
    secret = publish(index.add_child(instance=models.ProjectPage(title="Secret", slug="secret")))
    restrict(secret)
    index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False)).save_revision()
    parts = [each.text for each in locations(client, "/sitemap.xml").iterfind("s:sitemap/s:loc", SITEMAP)]
    addresses = {}
    for part in parts:
        for url in locations(client, part).iterfind("s:url", SITEMAP):
            others = {each.get("hreflang"): each.get("href") for each in url.iterfind("x:link", SITEMAP)}
            addresses[url.find("s:loc", SITEMAP).text] = others
    english, arab = "http://testserver/en/projects/training/", "http://testserver/ar/projects/training-ar/"
    assert addresses[english] == addresses[arab] == {"en": english, "ar": arab}
    assert set(addresses["http://testserver/browse/country/KH/?lang=fr"]) == {"en", "fr", "es", "ar", "ru", "zh"}
    assert not [each for each in addresses if re.search("secret|draft", each)]
    for address in addresses:
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["unicorn-1", "project-2", "project-0", "funding-1", "project-99999999", "project-x"])
def test_a_sitemap_that_does_not_exist_is_not_found(name, project, client):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_robots_may_read_pages_and_no_endless_combinations(home, client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    assert rules.can_fetch("*", "/en/projects/training/")
    assert rules.can_fetch("*", "/browse/country/KH/")
    assert not rules.can_fetch("*", "/search/?q=x")


def test_there_is_an_icon(client, home, soup):
    assert soup("/en/").select_one("link[rel=icon]")["href"].endswith("home/favicon.svg")
    assert client.get("/favicon.ico").status_code == 301
