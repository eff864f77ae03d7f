"""Describe the endpoint in RDF, as https://www.w3.org/TR/sparql11-service-description/ says."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from django.conf import settings
from rdflib import Namespace

from graph.declarations import RDF
from graph.publishing.formats import FORMATS, Format
from graph.sparql.formats import RESULT_FORMATS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
W3C_FORMATS = Namespace("http://www.w3.org/ns/formats/")

FORMAT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "trig": "TriG",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
}
"""The W3C's names of the endpoint's formats, by extension: http://www.w3.org/ns/formats/"""


def address() -> str:
    return f"{settings.GRAPH_BASE_IRI}/sparql"


def text(form: Format) -> str:
    return form.text(address(), _statements())


def _statements() -> Iterator[ox.Triple]:
    service = address()
    yield _statement(service, RDF.type, SD.Service)
    yield _statement(service, SD.endpoint, service)
    yield _statement(service, SD.supportedLanguage, SD.SPARQL11Query)
    yield _statement(service, SD.feature, SD.UnionDefaultGraph)
    for form in (*RESULT_FORMATS, *FORMATS):
        yield _statement(service, SD.resultFormat, W3C_FORMATS[FORMAT_NAMES[form.extension]])
    dataset, default = f"{settings.GRAPH_BASE_IRI}/dataset", f"{service}#default-graph"
    yield _statement(service, SD.defaultDataset, dataset)
    yield _statement(dataset, RDF.type, SD.Dataset)
    yield _statement(dataset, SD.defaultGraph, default)
    yield _statement(default, RDF.type, SD.Graph)


def _statement(subject: str, predicate: str, target: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(target))
