"""What catalogues and search engines ask of the description, and what administrators say in it."""

import json

import pytest
import rdflib
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from rdflib import DCTERMS, RDF
from rdflib.namespace import DCAT

from cms import models
from graph.publishing import ahead
from graph.publishing.dataset import Snapshot
from tests.fixtures import logged_in
from tests.graph.publishing.conftest import body

pytestmark = pytest.mark.django_db
DATASET = rdflib.URIRef("http://testserver/dataset")
VCARD = rdflib.Namespace("http://www.w3.org/2006/vcard/ns#")
AUTHORITY = "http://publications.europa.eu/resource/authority/"
OPEN_FORMATS = ("RDF_", "XML", "JSON", "CSV", "GEOJSON", "ZIP", "XLSX")


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATASET_VERSIONS = tmp_path / "versions"


def described(client):
    return rdflib.Graph().parse(data=client.get("/dataset.ttl").content, format="turtle")


def score(graph, client):
    """The points of the Metadata Quality Assessment (https://data.europa.eu/mqa/methodology), 405 at most.

    Points of distributions count where all of them have what is asked for.
    """
    files = list(graph.objects(DATASET, DCAT.distribution))

    def stated(*predicates):
        return all((DATASET, each, None) in graph for each in predicates)

    def each_states(*predicates):
        return bool(files) and all((file, each, None) in graph for file in files for each in predicates)

    def answers(predicate):
        addresses = {
            str(each).removeprefix("http://testserver") for file in files for each in graph.objects(file, predicate)
        }
        return all(client.head(each).status_code == 200 for each in addresses)

    formats = [str(graph.value(file, DCTERMS["format"])) for file in files]
    findable = {"keyword": (DCAT.keyword, 30), "theme": (DCAT.theme, 30), "spatial": (DCTERMS.spatial, 20)}
    findable["temporal"] = (DCTERMS.temporal, 20)
    points = {name: number for name, (predicate, number) in findable.items() if stated(predicate)}
    points |= {
        "access answers": 50 * answers(DCAT.accessURL),
        "download": 20 * each_states(DCAT.downloadURL),
        "download answers": 30 * answers(DCAT.downloadURL),
        "format": 20 * each_states(DCTERMS["format"]),
        "media type": 10 * each_states(DCAT.mediaType),
        "formats of the vocabulary": 10 * all(each.startswith(f"{AUTHORITY}file-type/") for each in formats),
        "open": 20 * all(each.rpartition("/")[2].startswith(OPEN_FORMATS) for each in formats),
        "for machines": 20 * any("RDF_" in each for each in formats),
        # tests/graph/publishing/test_description.py validates with the official shapes.
        "DCAT-AP": 30,
        "licence": 20 * each_states(DCTERMS.license),
        "access rights": 10 * stated(DCTERMS.accessRights),
        "access rights of the vocabulary": 5 * str(graph.value(DATASET, DCTERMS.accessRights)).startswith(AUTHORITY),
        "contact": 20 * stated(DCAT.contactPoint),
        "publisher": 10 * stated(DCTERMS.publisher),
        "rights": 5 * each_states(DCTERMS.rights),
        "size": 5 * each_states(DCAT.byteSize),
        "issued": 5 * each_states(DCTERMS.issued),
        "modified": 5 * (stated(DCTERMS.modified) and each_states(DCTERMS.modified)),
    }
    return points


def test_the_score_of_european_catalogues_is_excellent(content, client):
    call_command("make_dataset_files", verbosity=0)
    call_command("publish_dataset", verbosity=0)
    points = score(described(client), client)
    assert sum(points.values()) > 350, points
    assert [name for name, number in points.items() if not number] == []


def test_all_files_are_made_before_anybody_asks(content, client, monkeypatch):
    assert not ahead.is_needed()
    Snapshot.current()
    assert not ahead.is_needed()
    monkeypatch.setattr(ahead, "SETTLED", -ahead.SETTLED)
    assert ahead.is_needed()
    call_command("make_dataset_files", verbosity=0)
    assert not ahead.is_needed()
    made = [each for each in ahead.wanted() if each.existing(Snapshot.current())]
    assert len(made) == len(list(ahead.wanted())) > 20
    monkeypatch.setattr(Snapshot, "chunks", None)
    assert body(client.get("/data/all.ttl.gz"))


def test_administrators_say_what_the_dataset_is(content, client):
    models.DatasetDescription.objects.create(
        title={"en": "Culture shared", "fr": "La culture partagée"},
        abstract={"en": "What is in it."},
        keywords={"en": ["heritage", "music"], "ar": ["تراث"]},
        rights={"en": "Name the author."},
        contact_name="Help desk",
        contact_email="help@example.org",
        theme="http://example.org/theme",
    )
    graph = described(client)
    assert set(graph.objects(DATASET, DCTERMS.title)) == {
        rdflib.Literal("Culture shared", lang="en"),
        rdflib.Literal("La culture partagée", lang="fr"),
    }
    assert rdflib.Literal("تراث", lang="ar") in set(graph.objects(DATASET, DCAT.keyword))
    contact = graph.value(DATASET, DCAT.contactPoint)
    assert str(graph.value(contact, VCARD.hasEmail)) == "mailto:help@example.org"
    assert (graph.value(DATASET, DCTERMS.rights), RDF.type, DCTERMS.RightsStatement) in graph
    page = client.get("/dataset?lang=fr", headers={"Accept": "text/html"}).content.decode()
    for words in ("Help desk", "Name the author.", "What is in it."):
        assert words in page
    assert "Culture shared" in client.get("/dataset.bib").content.decode()


def test_only_administrators_write_it(home):
    address = reverse("wagtailsettings:edit", args=["cms", "datasetdescription"])
    assert logged_in("Administrators").get(address, follow=True).status_code == 200
    assert logged_in("Editors").get(address, follow=True).redirect_chain[-1][0] == reverse("wagtailadmin_home")


def test_search_engines_find_what_they_ask_for(content, client):
    page = BeautifulSoup(client.get("/dataset", headers={"Accept": "text/html"}).content, "html.parser")
    (script,) = page.select('script[type="application/ld+json"]')
    said = json.loads(script.get_text())
    # https://developers.google.com/search/docs/appearance/structured-data/dataset: required, then recommended.
    assert said["name"]
    assert 50 <= len(said["description"]) <= 5000
    wanted = {
        "creator",
        "identifier",
        "isAccessibleForFree",
        "keywords",
        "license",
        "spatialCoverage",
        "temporalCoverage",
    }
    assert wanted <= {name for name, value in said.items() if value}
    assert all(each["contentUrl"] and each["encodingFormat"] for each in said["distribution"])


def test_the_well_known_address_leads_to_the_description(client, home):
    response = client.get("/.well-known/void")
    assert (response.status_code, response["Location"]) == (302, "/dataset")
