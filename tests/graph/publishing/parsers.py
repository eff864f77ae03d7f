"""Parsers that are not ours: each gives the triples of a document as N-Triples lines, so that they compare."""

import shutil
import subprocess
import warnings
from unittest import mock

import pyoxigraph as ox
import pytest
import rdflib

OXIGRAPH = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
RAPPER = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "trig": "trig", "rdf": "rdfxml"}


def quads_by_oxigraph(content, extension):
    return set(ox.parse(content, format=OXIGRAPH[extension]))


def by_oxigraph(content, extension):
    return {str(quad.triple) for quad in quads_by_oxigraph(content, extension)}


def by_rdflib(content, extension):
    # rdflib would rewrite "…Z" as "…+00:00"; its parsers use what it deprecates itself.
    with mock.patch.object(rdflib, "NORMALIZE_LITERALS", False), warnings.catch_warnings(action="ignore"):
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=content, format=RDFLIB[extension])
        statements = {statement[:3] for statement in dataset.quads()}
        text = "\n".join(f"{s.n3()} {p.n3()} {_n3(o)} ." for s, p, o in statements)
    return by_oxigraph(text.encode(), "ttl")


def by_rapper(content, extension):
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed (Debian package raptor2-utils)")
    command = ["rapper", "--quiet", "--input", RAPPER[extension], "--output", "ntriples", "-", "http://base.example/"]
    run = subprocess.run(command, input=content, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return by_oxigraph(run.stdout, "nt")


def _n3(term):
    """N-Triples of a literal as it was written: rdflib's n3() shortens numbers."""
    if not isinstance(term, rdflib.Literal):
        return term.n3()
    if term.language:
        return str(ox.Literal(str(term), language=term.language))
    return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or rdflib.XSD.string))))


READERS = {by_oxigraph: tuple(OXIGRAPH), by_rdflib: tuple(RDFLIB), by_rapper: tuple(RAPPER)}
"""Each parser with the formats that it reads; rapper reads no JSON-LD."""
