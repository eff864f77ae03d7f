"""Turn text stored in the journal into documents, one resource at a time, so that memory stays bounded."""

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
    """The stored text of a resource: its N-Quads or its Turtle fragment."""

    graph: str
    """The name of the resource's graph, which is the IRI of its document."""
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
    """Yield N-Quads without the name of the graph. Line breaks in literals are escaped, so a line is a statement."""
    for resource in resources:
        yield resource.text.replace(f" <{resource.graph}> .\n", " .\n")


def rdfxml(resources: Iterable[StoredText]) -> Iterator[str]:
    """Yield one root element around the content of the root elements of the single resources."""
    head = _xml([]).removesuffix(XML_END)
    yield head
    for resource in resources:
        statements = ox.parse(resource.text, format=ox.RdfFormat.N_QUADS)
        # XML reads a carriage return as a line feed unless it is escaped.
        text = _xml(quad.triple for quad in statements).replace("\r", "&#13;")
        yield text.removeprefix(head).removesuffix(XML_END)
    yield f"{XML_END}\n"


def jsonld(resources: Iterable[StoredText]) -> Iterator[str]:
    """Yield a JSON-LD document that includes its context, so that it can be read without this site."""
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
