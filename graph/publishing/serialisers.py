"""From the text that the journal stores to documents, a resource at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson
import pyoxigraph as ox

from graph.declarations import PREFIXES
from graph.description import turtle_header
from graph.publishing.jsonld import context, node_objects

XML_END = "</rdf:RDF>"


@dataclass(frozen=True)
class StoredText:
    """What is stored of a resource in one of two forms: its N-Quads, or its Turtle fragment."""

    graph: str
    """Name of the resource's graph: the IRI of its document."""
    text: str


def turtle(resources: Iterable[StoredText]) -> Iterator[str]:
    yield turtle_header()
    for resource in resources:
        yield f"\n{resource.text}"


def trig(resources: Iterable[StoredText]) -> Iterator[str]:
    yield turtle_header()
    for resource in resources:
        yield f"\n<{resource.graph}> {{\n{resource.text}}}\n"


def nquads(resources: Iterable[StoredText]) -> Iterator[str]:
    for resource in resources:
        yield resource.text


def ntriples(resources: Iterable[StoredText]) -> Iterator[str]:
    """N-Quads without the graph's name. Line breaks within literals are escaped, so a real one ends a statement."""
    for resource in resources:
        yield resource.text.replace(f" <{resource.graph}> .\n", " .\n")


def rdfxml(resources: Iterable[StoredText]) -> Iterator[str]:
    """One root element around what stands in the root elements of the single resources."""
    head = _xml([]).removesuffix(XML_END)
    yield head
    for resource in resources:
        statements = ox.parse(resource.text, format=ox.RdfFormat.N_QUADS)
        # XML reads a carriage return as a line feed unless it is escaped.
        text = _xml(quad.triple for quad in statements).replace("\r", "&#13;")
        yield text.removeprefix(head).removesuffix(XML_END)
    yield f"{XML_END}\n"


def jsonld(resources: Iterable[StoredText]) -> Iterator[str]:
    """The context stands in the document, so that a file can be read without this site."""
    yield f'{{"@context":{_json(context())},"@graph":['
    separator = "\n"
    for resource in resources:
        for node in node_objects(resource.text):
            yield separator + _json(node)
            separator = ",\n"
    yield "\n]}\n"


def _xml(statements: Iterable[ox.Triple]) -> str:
    return (ox.serialize(statements, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").decode()


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
