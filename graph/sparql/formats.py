"""The media types of SPARQL's answers: of solutions and yes or no, and of graphs.

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
        """How people call it."""
        return self.extension.upper()


RESULT_FORMATS = (
    ResultFormat("application/sparql-results+json", "json", QueryResultsFormat.JSON),
    ResultFormat("application/sparql-results+xml", "xml", QueryResultsFormat.XML),
    ResultFormat("text/csv", "csv", QueryResultsFormat.CSV),
    ResultFormat("text/tab-separated-values", "tsv", QueryResultsFormat.TSV),
)
"""In the order of preference where a client has none."""

ALIASES = (
    ResultFormat("application/json", "json", QueryResultsFormat.JSON),
    ResultFormat("application/xml", "xml", QueryResultsFormat.XML),
)
"""Names that browsers and general tools ask for."""

RESULTS_BY_EXTENSION = {each.extension: each for each in RESULT_FORMATS}

GRAPH_FORMATS = {form.extension: RdfFormat.from_media_type(form.media_type) for form in FORMATS}
"""How Oxigraph writes each of the formats that our documents have."""

EXTENSIONS = (*RESULTS_BY_EXTENSION, *BY_EXTENSION)
"""What `format=` may say."""
