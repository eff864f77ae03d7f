"""List the media types of SPARQL answers: for solutions and yes or no, and for graphs.

https://www.w3.org/TR/sparql11-protocol/#query-success
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.publishing.formats import BY_EXTENSION, FORMATS, MediaType


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
)
"""Formats of solutions under the media types that browsers and general tools ask for."""

RESULTS_BY_EXTENSION = {each.extension: each for each in RESULT_FORMATS}

GRAPH_FORMATS = {form.extension: RdfFormat.from_media_type(form.media_type) for form in FORMATS}
"""Oxigraph's formats for graphs by extension: those in which resources have documents."""

EXTENSIONS = (*RESULTS_BY_EXTENSION, *BY_EXTENSION)
"""The values that the parameter `format` may have."""
