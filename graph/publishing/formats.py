"""The one table of formats: name, media type, file extension, and how stored text becomes it.

Documents and dumps go through the same function, so a dump holds exactly what the single documents hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as ox

from graph.description import triples
from graph.publishing import serialisers
from graph.publishing.serialisers import StoredText


@dataclass(frozen=True)
class MediaType:
    """Something that negotiation can offer."""

    media_type: str

    @property
    def content_type(self) -> str:
        """With a charset where a client would otherwise guess one."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


@dataclass(frozen=True)
class Format(MediaType):
    """A syntax of RDF."""

    title: str
    """How people call it."""
    name: str
    """How the command line calls it."""
    extension: str
    column: Literal["turtle", "nquads"]
    """The text of the journal that it is made of."""
    write: Callable[[Iterable[StoredText]], Iterator[str]]
    """From the stored text of some resources to pieces of one whole document."""

    def text(self, graph: str, statements: Iterable[ox.Triple]) -> str:
        """A document of these statements, which are in no journal."""
        name = ox.NamedNode(graph)
        quads = [ox.Quad(each.subject, each.predicate, each.object, name) for each in statements]
        stored = triples.nquads(quads) if self.column == "nquads" else triples.turtle(quads)
        return "".join(self.write([StoredText(graph, stored)]))


HTML = MediaType("text/html")

TURTLE = Format("text/turtle", "Turtle", "turtle", "ttl", "turtle", serialisers.turtle)
NTRIPLES = Format("application/n-triples", "N-Triples", "ntriples", "nt", "nquads", serialisers.ntriples)
RDFXML = Format("application/rdf+xml", "RDF/XML", "rdfxml", "rdf", "nquads", serialisers.rdfxml)
JSONLD = Format("application/ld+json", "JSON-LD", "jsonld", "jsonld", "nquads", serialisers.jsonld)
NQUADS = Format("application/n-quads", "N-Quads", "nquads", "nq", "nquads", serialisers.nquads)
TRIG = Format("application/trig", "TriG", "trig", "trig", "turtle", serialisers.trig)

FORMATS = (TURTLE, JSONLD, RDFXML, NTRIPLES, NQUADS, TRIG)
"""In the order of preference where a client has none."""

BY_EXTENSION = {each.extension: each for each in FORMATS}
BY_NAME = {each.name: each for each in FORMATS}
