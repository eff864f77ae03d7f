"""The past of one resource: mementos, their list, provenance, and the page for people; never what is hidden now."""

import re

import pytest
import rdflib
from bs4 import BeautifulSoup
from django.utils.http import http_date
from rdflib.namespace import DCTERMS, PROV

from graph.identity import document_iri, id_of
from graph.models import Change
from tests.fixtures import publish, restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(project):
    """Return the path of the document of a project with three versions, from three sources."""
    settle()
    for title in ("Xsecond", "Xthird"):
        project.title = title
        project.source_url = f"https://example.org/{title}"
        publish(project)
        settle()
    return document_iri(id_of(project)).removeprefix("http://testserver")


def timemap(client, document):
    response = client.get(f"{document}/timemap")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/link-format"
    return re.findall(r'<([^>]*)>; rel="([^"]*)"(?:; datetime="([^"]*)")?', response.content.decode())


def mementos(client, document):
    return [address for address, relation, _ in timemap(client, document) if "memento" in relation]


def test_the_timemap_lists_every_public_version(document, client):
    found = mementos(client, document)
    assert len(found) == 3
    titles = [client.get(f"{each}.nt").content.decode() for each in found]
    assert ["Training in Phnom Penh" in titles[0], "Xsecond" in titles[1], "Xthird" in titles[2]] == [True] * 3
    assert titles[2] == client.get(f"{document}.nt").content.decode()


def test_a_memento_says_when_it_was_and_what_is_beside_it(document, client):
    first, second, third = mementos(client, document)
    response = client.get(second, headers={"Accept": "text/turtle"})
    assert response["Content-Location"] == f"{second}.ttl"
    number = int(second.rpartition("/")[2])
    assert response["Memento-Datetime"] == http_date(Change.objects.get(pk=number).recorded_at.timestamp())
    for address, relation in ((first, "prev memento"), (third, "next memento"), (third, "last memento")):
        assert f'<{address}>; rel="{relation}"' in response["Link"]
    assert f'<http://testserver{document}>; rel="original timegate"' in response["Link"]
    again = client.get(second, headers={"Accept": "text/turtle", "If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_document_leads_to_what_it_was_at_a_moment(document, client):
    numbers = [int(each.rpartition("/")[2]) for each in mementos(client, document)]
    for minutes, number in enumerate(numbers):
        Change.objects.filter(pk=number).update(recorded_at=f"2026-01-01T00:0{minutes}:00Z")

    def at(moment, suffix=""):
        response = client.get(f"{document}{suffix}", headers={"Accept-Datetime": moment})
        assert response.status_code == 302
        assert "Accept-Datetime" in response["Vary"]
        return response["Location"]

    assert at("Thu, 01 Jan 2026 00:01:30 GMT").endswith(f"/at/{numbers[1]}")
    assert at("Thu, 01 Jan 2026 00:02:00 GMT", ".jsonld").endswith(f"/at/{numbers[2]}.jsonld")
    assert at("Thu, 01 Jan 1998 00:00:00 GMT").endswith(f"/at/{numbers[0]}")
    assert client.get(document, headers={"Accept-Datetime": "yesterday"}).status_code == 400


def test_the_document_names_its_timemap(document, client):
    links = client.get(f"{document}.ttl")["Link"]
    assert f'<http://testserver{document}/timemap>; rel="timemap"' in links


def test_what_does_not_exist_is_refused(document, client):
    assert client.get(f"{document}/at/999999").status_code == 404
    assert client.get("/data/project/none/timemap").status_code == 404
    assert client.get("/data/none/none/history.ttl").status_code == 404


def test_provenance_is_stated_with_sources(document, client):
    graph = rdflib.Graph().parse(data=client.get(f"{document}/history.ttl").content, format="turtle")
    first, second, third = map(rdflib.URIRef, mementos(client, document))
    assert (third, PROV.wasRevisionOf, second) in graph
    assert (second, DCTERMS.source, rdflib.URIRef("https://example.org/Xsecond")) in graph
    assert graph.value(first, PROV.invalidatedAtTime) == graph.value(second, PROV.generatedAtTime)
    assert graph.value(third, PROV.invalidatedAtTime) is None


def test_people_read_what_changed_in_words_and_in_triples(project, document, client):
    redirect = client.get(f"{document}/history", headers={"Accept": "text/html"})
    assert redirect.status_code == 303
    page = BeautifulSoup(client.get(redirect["Location"]).content, "html.parser")
    newest, middle, oldest = page.select("main section[id^=version]")
    assert [each.get_text(" ", strip=True) for each in middle.select("table del, table ins")][:2] == [
        "Training in Phnom Penh",
        "Xsecond",
    ] or "Xsecond" in middle.get_text()
    assert "https://example.org/Xthird" in newest.get_text()
    assert any("schema:name" in each.get_text() for each in newest.select("details ins"))
    assert not oldest.select("del")
    shown = client.get(project.full_url.removeprefix("http://testserver"))
    assert redirect["Location"] in shown.content.decode()


def test_a_withdrawn_resource_keeps_its_past(project, document, client):
    project.refresh_from_db()
    project.unpublish()
    settle()
    assert client.get(f"{document}.ttl").status_code == 410
    assert len(mementos(client, document)) == 3
    gate = client.get(document, headers={"Accept-Datetime": "Thu, 01 Jan 2099 00:00:00 GMT"})
    assert gate["Location"] == mementos(client, document)[-1]
    page = client.get(f"/browse/{id_of(project)}/history/").content.decode()
    assert "nothing was public from then on" in page


def test_what_is_private_has_no_past(project, document, client):
    known = mementos(client, document)
    project.refresh_from_db()
    restrict(project)
    for address in (*known, f"{document}/timemap", f"{document}/history.ttl", f"/browse/{id_of(project)}/history/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "Phnom Penh" not in response.content.decode()
    gate = client.get(document, headers={"Accept-Datetime": "Thu, 01 Jan 2026 00:00:00 GMT"})
    assert gate.status_code == 404
