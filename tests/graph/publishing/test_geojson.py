"""The place of an activity in every format for machines, on the website and in the rules of its shape."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef

from cms import models
from graph.declarations import GEO, GEOSPARQL, LOCN
from graph.identity import id_of, iri
from graph.publishing import shapes
from tests.fixtures import publish
from tests.graph.publishing.conftest import body

DECIMAL = URIRef("http://www.w3.org/2001/XMLSchema#decimal")

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing(project):
    page = models.ActivityPage(title="Hearing", slug="hearing", place="Libreville", location="0.4162, 9.4673")
    project.add_child(instance=page)
    return publish(page)


@pytest.fixture
def document(hearing, client):
    return Graph().parse(data=body(client.get(f"/data/{id_of(hearing)}.nt")), format="nt")


def test_rdf_has_numbers_and_well_known_text(document, hearing):
    about = URIRef(iri(id_of(hearing)))
    stated = {each: list(document.objects(about, each)) for each in (GEO.lat, GEO.long, LOCN.geometry)}
    assert stated == {
        GEO.lat: [Literal("0.4162", datatype=DECIMAL)],
        GEO.long: [Literal("9.4673", datatype=DECIMAL)],
        LOCN.geometry: [Literal("POINT(9.4673 0.4162)", datatype=GEOSPARQL.wktLiteral)],
    }


@pytest.mark.parametrize("latitude", ["0.4162", "90.5"])
def test_the_shape_refuses_a_latitude_beyond_the_pole(document, hearing, latitude):
    document.set((URIRef(iri(id_of(hearing))), GEO.lat, Literal(latitude, datatype=DECIMAL)))
    found = validate(document, shacl_graph=shapes.shapes(shapes.registry()), advanced=True)[1]
    wrong = {str(each) for each in found.objects(None, URIRef("http://www.w3.org/ns/shacl#value"))}
    assert ("90.5" in wrong) is (latitude == "90.5")


def test_the_table_has_a_column_for_each_coordinate(hearing, client):
    [row] = csv.DictReader(io.StringIO(body(client.get("/data/activity.csv")).decode()))
    assert (row["location_latitude"], row["location_longitude"]) == ("0.4162", "9.4673")


@pytest.mark.parametrize("name", ["all.geojson", "activity.geojson"])
def test_geojson_has_a_feature_for_each_place(hearing, project, client, name):
    publish(project.add_child(instance=models.ActivityPage(title="Nowhere", slug="nowhere")))
    response = client.get(f"/data/{name}")
    assert response["Content-Type"] == "application/geo+json"
    [feature] = json.loads(body(response))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [9.4673, 0.4162]}
    assert feature["properties"]["iri"] == iri(id_of(hearing)) and feature["properties"]["title"] == "Hearing"


def test_geojson_has_nothing_of_a_draft_and_is_offered_only_where_there_are_places(hearing, client):
    hearing.unpublish()
    assert json.loads(body(client.get("/data/all.geojson"))) == {"type": "FeatureCollection", "features": []}
    refused = client.get("/data/country.geojson")
    assert refused.status_code == 404 and "country.csv" in refused.content.decode()


def test_the_website_shows_the_place_with_a_link_to_a_map(hearing, client):
    page = client.get(hearing.get_url()).content.decode()
    assert "0.4162, 9.4673" in page and "mlat=0.4162&amp;mlon=9.4673" in page


def test_sparql_computes_with_the_numbers(hearing, document):
    store = ox.Store()
    store.load(document.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    query = f"SELECT ?s WHERE {{ ?s <{GEO.lat}> ?lat ; <{GEO.long}> ?long FILTER(?lat > 0 && ?long < 10) }}"
    assert [row["s"].value for row in store.query(query)] == [iri(id_of(hearing))]
