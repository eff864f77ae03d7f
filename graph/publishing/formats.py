"""List the formats of RDF: name, media type, file extension, and the function that writes stored text.

Documents and dumps are written by the same function, so a dump holds exactly what the single documents hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import pyoxigraph as ox

from graph.description import triples, turtle
from graph.publishing import serialisers
from graph.publishing.serialisers import StoredText


@dataclass(frozen=True)
class MediaType:
    """A media type that negotiation can offer."""

    media_type: str

    @property
    def content_type(self) -> str:
        """The media type, with a charset if a client would otherwise guess one."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


@dataclass(frozen=True)
class Format(MediaType):
    """A syntax of RDF."""

    title: str
    """The name for people."""
    name: str
    """The name on the command line."""
    extension: str
    column: Literal["turtle", "nquads"]
    """The column of the journal with the text from which it is made."""
    write: Callable[[Iterable[StoredText]], Iterator[str]]
    """A function from the stored text of resources to pieces of one whole document."""
    names_graphs: bool = False
    """Whether statements stand in named graphs, where a client that asks for triples does not look."""

    def text(self, graph: str, statements: Iterable[ox.Triple]) -> str:
        """Return a document of statements that do not come from the journal."""
        name = ox.NamedNode(graph)
        quads = [ox.Quad(each.subject, each.predicate, each.object, name) for each in statements]
        stored = triples.nquads(quads) if self.column == "nquads" else turtle.fragment(_grouped(quads))
        return "".join(self.write([StoredText(graph, stored)]))


def _grouped(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield statements with those of a subject, and of a predicate of it, together, in the order of the first ones."""
    found: dict[ox.NamedNode, dict[ox.NamedNode, dict[ox.Quad, None]]] = {}
    for quad in quads:
        found.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[quad] = None  # type: ignore[arg-type]
    for predicates in found.values():
        for same in predicates.values():
            yield from same


@dataclass(frozen=True)
class PageFormat(MediaType):
    """A form of the pages of the website."""

    extension: str = ""


@dataclass(frozen=True)
class ActivityFormat(MediaType):
    """A form of the resources that can be funded, as activities."""

    title: str
    extension: str


HTML = PageFormat("text/html")
MARKDOWN = PageFormat("text/markdown", "md")
"""See https://www.rfc-editor.org/rfc/rfc7763."""

IATI = ActivityFormat("application/x-iati+xml", "IATI", "iati.xml")
"""See https://iatistandard.org/en/iati-standard/203/activity-standard/; the standard has no media type of its own."""

TURTLE = Format("text/turtle", "Turtle", "turtle", "ttl", "turtle", serialisers.turtle)
NTRIPLES = Format("application/n-triples", "N-Triples", "ntriples", "nt", "nquads", serialisers.ntriples)
RDFXML = Format("application/rdf+xml", "RDF/XML", "rdfxml", "rdf", "nquads", serialisers.rdfxml)
JSONLD = Format("application/ld+json", "JSON-LD", "jsonld", "jsonld", "nquads", serialisers.jsonld)
NQUADS = Format("application/n-quads", "N-Quads", "nquads", "nq", "nquads", serialisers.nquads, names_graphs=True)
TRIG = Format("application/trig", "TriG", "trig", "trig", "turtle", serialisers.trig, names_graphs=True)

FORMATS = (TURTLE, JSONLD, RDFXML, NTRIPLES, NQUADS, TRIG)
"""All formats, in the order of preference for a client that has none."""

ALIASES = (
    replace(JSONLD, media_type="application/json"),
    replace(RDFXML, media_type="application/xml"),
    replace(RDFXML, media_type="text/xml"),
    replace(NTRIPLES, media_type="text/plain"),
)
"""Formats under the media types that general tools ask for."""

BY_EXTENSION = {each.extension: each for each in FORMATS}
BY_NAME = {each.name: each for each in FORMATS}
