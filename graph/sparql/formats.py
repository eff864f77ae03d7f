"""List the media types of SPARQL answers: for solutions and yes or no, and for graphs.

https://www.w3.org/TR/sparql11-protocol/#query-success
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.publishing.formats import (
    BY_EXTENSION,
    BY_NAME,
    FORMATS,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    TURTLE,
    Format,
    MediaType,
)


@dataclass(frozen=True)
class ResultFormat(MediaType):
    """A syntax for solutions, and for the answer to ASK."""

    extension: str
    writes: QueryResultsFormat

    @property
    def title(self) -> str:
        """The name of the format for people."""
        return self.extension.upper()


RESULT_FORMATS = (
    ResultFormat("application/sparql-results+json", "json", QueryResultsFormat.JSON),
    ResultFormat("application/sparql-results+xml", "xml", QueryResultsFormat.XML),
    ResultFormat("text/csv", "csv", QueryResultsFormat.CSV),
    ResultFormat("text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
)
"""The formats of solutions, in the order of preference for a client that has none."""

ALIASES = (
    ResultFormat("application/json", "json", QueryResultsFormat.JSON),
    ResultFormat("application/xml", "xml", QueryResultsFormat.XML),
    ResultFormat("text/xml", "xml", QueryResultsFormat.XML),
)
"""Formats of solutions under the media types that browsers and general tools ask for."""

RESULTS_BY_EXTENSION = {each.extension: each for each in RESULT_FORMATS}

RESULTS_BY_NAME = {each.media_type: each for each in (*ALIASES, *RESULT_FORMATS)} | RESULTS_BY_EXTENSION
"""Formats of solutions by the values of the parameter `format` that name them."""

GRAPHS_BY_NAME: dict[str, Format] = {
    **{each.media_type: each for each in FORMATS},
    **BY_NAME,
    **BY_EXTENSION,
    **dict.fromkeys(("n3", "text/n3", "text/rdf+n3", "application/turtle", "application/x-turtle"), TURTLE),
    **dict.fromkeys(("n-triples", "text/plain"), NTRIPLES),
    **dict.fromkeys(("n-quads", "text/x-nquads"), NQUADS),
    **dict.fromkeys(("xml", "rdf+xml", "rdf/xml", "application/xml", "text/xml"), RDFXML),
    **dict.fromkeys(("json", "json-ld", "application/json"), JSONLD),
}
"""Formats of graphs by the values of the parameter `format` that name them. SPARQLWrapper, rdflib and users of Virtuoso
send all of these."""

GRAPH_FORMATS = {form.extension: RdfFormat.from_media_type(form.media_type) for form in FORMATS}
"""Oxigraph's formats for graphs by extension: those in which resources have documents."""
