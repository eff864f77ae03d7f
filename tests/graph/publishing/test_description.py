"""The dataset's description: true, complete, and what the standards ask for."""

import csv
import io
import json
from pathlib import Path

import pytest
import rdflib
from bs4 import BeautifulSoup
from django.conf import settings
from rdflib.namespace import DCAT, SH, VOID

from cms import models
from graph.declarations import RDF, SCHEMA, registry
from graph.identity import id_of
from graph.publishing import distributions
from graph.publishing.formats import BY_EXTENSION
from graph.publishing.queries import worked_queries
from tests.fixtures import restrict
from tests.graph.publishing.conftest import body
from tests.graph.publishing.parsers import READERS, by_oxigraph

pytestmark = pytest.mark.django_db

SHAPES = Path(__file__).parents[4] / "shared/inputs/conformance/dcat-ap/dcat-ap-SHACL.ttl"
DATASET = rdflib.URIRef("http://testserver/dataset")


@pytest.fixture
def described(content, client):
    """Return the description once the files have been made, as rdflib reads it."""
    for name in ("all.ttl", "all.nq.gz", "project.csv"):
        body(client.get(f"/data/{name}"))
    return rdflib.Graph().parse(data=client.get("/dataset.ttl").content, format="turtle")


def test_it_passes_the_official_shapes_of_dcat_ap(described):
    if not SHAPES.exists():
        pytest.skip(f"The shapes of DCAT-AP are not at {SHAPES}.")
    pyshacl = pytest.importorskip("pyshacl")
    shapes = rdflib.Graph().parse(SHAPES)
    # The official file names one property shape of DataService that it does not define.
    for _, _, shape in list(shapes.triples((None, SH.property, None))):
        if (shape, SH.path, None) not in shapes:
            shapes.remove((None, None, shape))
    conforms, _, report = pyshacl.validate(described, shacl_graph=shapes)
    assert conforms, report


def test_its_counts_are_those_of_the_file(described, client):
    lines = body(client.get("/data/all.nt")).decode().splitlines()
    statements = [line.split(" ", 2) for line in lines]
    assert described.value(DATASET, VOID.triples).value == len(lines)
    assert described.value(DATASET, VOID.distinctSubjects).value == len({each[0] for each in statements})
    for partition in described.objects(DATASET, VOID.propertyPartition):
        predicate = f"<{described.value(partition, VOID.property)}>"
        assert described.value(partition, VOID.triples).value == sum(each[1] == predicate for each in statements)
    for partition in described.objects(DATASET, VOID.classPartition):
        end = f"<{described.value(partition, VOID['class'])}> ."
        found = {each[0] for each in statements if each[1] == f"<{RDF.type}>" and each[2] == end}
        assert described.value(partition, VOID.entities).value == len(found)


def test_sizes_and_digests_are_those_of_the_files(described, client):
    sizes = dict(described.subject_objects(DCAT.byteSize))
    assert len(sizes) == 3
    for distribution, size in sizes.items():
        address = str(described.value(distribution, DCAT.downloadURL)).removeprefix("http://testserver")
        assert len(body(client.get(address))) == size.value


def test_every_file_is_described(described):
    addresses = {str(each) for each in described.objects(None, DCAT.downloadURL)}
    for compressed in (False, True):
        assert {each.address for each in distributions.distributions(compressed)} <= addresses


def test_one_namespace_of_schema_org(described):
    assert (DATASET, RDF.type, SCHEMA.Dataset) in described
    assert not any("https://schema.org" in str(term) for statement in described for term in statement)


@pytest.mark.parametrize("parser", READERS)
def test_every_format_says_the_same(content, client, parser):
    expected = by_oxigraph(client.get("/dataset.nt").content, "nt")
    for extension in READERS[parser]:
        assert parser(client.get(f"/dataset.{extension}").content, extension) == expected, extension


@pytest.mark.parametrize("form", BY_EXTENSION.values())
def test_it_negotiates(content, client, form):
    response = client.get("/dataset", headers={"Accept": form.media_type})
    assert response.headers["Content-Type"].startswith(form.media_type)
    again = client.get("/dataset", headers={"Accept": form.media_type, "If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_people_get_a_page(content, client):
    page = client.get("/dataset", headers={"Accept": "text/html"})
    text = page.content.decode()
    assert page["Content-Type"].startswith("text/html")
    assert "/data/all.ttl" in text
    assert "/data/project.csv" in text
    assert not page.cookies
    headings = [each.get_text() for each in BeautifulSoup(text, "html.parser").select("main h2")]
    assert headings[:2] == ["How to cite", "Everything in one file"]


def test_harvesters_learn_that_everybody_may_read_it(described):
    rights = rdflib.URIRef("http://publications.europa.eu/resource/authority/access-right/PUBLIC")
    assert (rdflib.URIRef("http://testserver/dataset"), rdflib.DCTERMS.accessRights, rights) in described


def test_search_engines_find_the_dataset_in_the_page(content, client):
    made = body(client.get("/data/all.nt"))
    page = BeautifulSoup(client.get("/dataset", headers={"Accept": "text/html"}).content, "html.parser")
    (script,) = page.select('script[type="application/ld+json"]')
    described = json.loads(script.get_text())
    assert (described["@type"], described["license"]) == ("Dataset", settings.LICENCE)
    assert 50 <= len(described["description"]) <= 5000
    files = {each["contentUrl"]: each for each in described["distribution"]}
    assert files["http://testserver/data/all.nt"]["contentSize"] == f"{len(made)} B"
    assert "http://testserver/data/all.xlsx" in files


@pytest.mark.browser
def test_the_page_takes_four_screens(content, browser, live_server):
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{live_server.url}/dataset")
    assert tab.evaluate("document.documentElement.scrollHeight") <= 4 * 900


@pytest.mark.parametrize("declared", registry(), ids=lambda each: each.name)
def test_each_type_has_a_page_with_its_files_and_fields(content, client, declared):
    slug = declared.graph_type.slug
    assert f'href="/dataset/{slug}?lang=en"' in client.get("/dataset").content.decode()
    page = BeautifulSoup(client.get(f"/dataset/{slug}").content, "html.parser")
    assert page.select_one(f'#files a[href="/data/{slug}.csv"]')
    assert [each.get_text() for each in page.select("#codebook code")] == list(declared.fields)
    assert client.get(f"/dataset/{slug}.md").content.decode().startswith("# ")
    assert client.get("/dataset/nothing").status_code == 404


def test_it_says_which_lists_are_not_known_to_be_complete(content, convention, client):
    sentence = "“participations” is not known to be complete for 1 of them"
    assert sentence in client.get("/dataset/convention").content.decode()
    convention.parties_complete = True
    convention.save()
    assert sentence not in client.get("/dataset/convention").content.decode()


def codebook(client):
    text = io.StringIO(client.get("/dataset.csv").content.decode(), newline="")
    return {(row["type"], row["field"]): row for row in csv.DictReader(text)}


def test_the_codebook_counts_who_states_a_field(content, client):
    rows = codebook(client)
    countries = rows["Country", "code"]
    assert countries["filled"] == countries["of"] == str(models.Country.objects.count())
    assert rows["Project", "overview"]["rate"] == "1.0000"
    assert rows["Project", "archive_url"]["filled"] == "0"


def test_the_citation_names_version_year_and_address(content, client):
    record = json.loads(client.get("/dataset.datacite.json").content)
    bibtex = client.get("/dataset.bib").content.decode()
    assert record["version"] in bibtex
    assert f"year = {{{record['publicationYear']}}}" in bibtex
    assert "url = {http://testserver/dataset}" in bibtex
    assert record["rightsList"] == [{"rightsUri": settings.LICENCE}]


def test_an_empty_dataset_is_described(home, client):
    assert client.get("/dataset").status_code == 200
    assert client.get("/dataset.ttl").status_code == 200
    assert client.get("/dataset.bib").status_code == 200


def test_what_is_hidden_is_not_counted(content, client):
    before = client.get("/dataset.ttl").content
    restrict(content)
    after = client.get("/dataset.ttl").content
    assert before != after
    rows = codebook(client)
    assert rows["Project", "title"]["of"] == "0"
    assert id_of(content).encode() not in after


def test_what_does_not_exist_is_refused_with_what_does(content, client):
    refused = client.get("/dataset.xyz")
    assert refused.status_code == 404
    assert "/dataset.ttl" in refused.content.decode()
    assert client.get("/dataset", headers={"Accept": "image/png"}).status_code == 406
    assert client.get("/.well-known/void").headers["Location"] == "/dataset"


def test_each_door_has_an_example_that_works(content, client):
    page = BeautifulSoup(client.get("/dataset", headers={"Accept": "text/html"}).content, "html.parser")
    graphql, sparql, turtle = page.select("#doors form.door")
    query = {"query": graphql.textarea.get_text()}
    answer = client.get(graphql["action"], query, headers={"Accept": graphql["data-accept"]})
    assert answer.json()["data"]["projects"]["totalCount"] == 1
    assert sparql.textarea.get_text() == worked_queries()["projects-by-country"].text
    assert client.get(turtle["action"])["Content-Type"] == "text/turtle; charset=utf-8"
