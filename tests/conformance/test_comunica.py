"""Comunica, a client of linked data that others wrote: it finds its way through the endpoint and our documents.

https://comunica.dev/docs/query/getting_started/query_cli/
"""

import json
import subprocess
from pathlib import Path

import pytest
from django.db import connection

from graph.identity import id_of, iri
from tests.graph.sparql.serving import serving
from tests.node import node

CLIENTS = Path(__file__).parent / "clients"
COMUNICA = CLIENTS / "node_modules/@comunica/query-sparql/bin/query.js"
WITHIN = 120

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        node() is None or not COMUNICA.exists(), reason="Comunica is not installed: run `make clients`."
    ),
]

PREFIXES = "PREFIX dct: <http://purl.org/dc/terms/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
COUNTRIES = f"{PREFIXES} SELECT ?project ?country {{ ?project dct:spatial ?country }}"
IN_A_GRAPH = f"{PREFIXES} SELECT ?project ?country {{ GRAPH ?g {{ ?project dct:spatial ?country }} }}"
NAMES = f'{PREFIXES} SELECT DISTINCT ?name {{ ?project dct:spatial/rdfs:label ?name FILTER(LANG(?name) = "en") }}'


@pytest.fixture
def comunica(project, live_server, settings, tmp_path):
    """What a query finds in sources, paths of this site, as sorted rows of text."""
    settings.SPARQL_SOCKET = tmp_path / "socket"

    def ask(query, *sources):
        command = [node(), COMUNICA, *(f"{live_server.url}{each}" for each in sources), "-q", query]
        command += ["-t", "application/sparql-results+json"]
        finished = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN)
        assert finished.returncode == 0, finished.stderr
        rows = json.loads(finished.stdout)["results"]["bindings"]
        return sorted(tuple(term["value"] for _, term in sorted(row.items())) for row in rows)

    with serving(settings.SPARQL_SOCKET, database=str(connection.settings_dict["NAME"])):
        yield ask


def test_it_queries_the_endpoint(comunica, project):
    assert comunica(COUNTRIES, "/sparql") == [(iri("country/KH"), iri(id_of(project)))]


@pytest.mark.parametrize(
    ("form", "query"), [("ttl", COUNTRIES), ("jsonld", COUNTRIES), ("rdf", COUNTRIES), ("trig", IN_A_GRAPH)]
)
def test_it_reads_the_dataset_as_a_file(comunica, project, form, query):
    assert comunica(query, f"/data/all.{form}") == [(iri("country/KH"), iri(id_of(project)))]


def test_it_negotiates_triples_of_a_document(comunica, project):
    """Comunica asks for a format with graphs before all others, and then looks for triples outside of graphs."""
    assert comunica(COUNTRIES, f"/data/{id_of(project)}") == [(iri("country/KH"), iri(id_of(project)))]


def test_it_joins_documents(comunica, project):
    """Each knows one half: which countries a project has, and what they are called."""
    assert comunica(NAMES, f"/data/{id_of(project)}.ttl", "/data/country/KH.ttl") == [("Cambodia",)]


def test_it_joins_the_endpoint_with_a_document(comunica, project):
    assert comunica(NAMES, f"/data/{id_of(project)}.ttl", "/sparql") == [("Cambodia",)]
