"""Parse a request to /sparql: functions from HTTP to parameters, and from parameters to a query.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qs

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_noop

from graph.publishing.formats import ALIASES as DOCUMENT_ALIASES
from graph.publishing.formats import FORMATS, Format
from graph.publishing.negotiation import media_ranges, negotiate
from graph.refusals import Refusal
from graph.sparql.formats import ALIASES, GRAPHS_BY_NAME, RESULT_FORMATS, RESULTS_BY_NAME, ResultFormat
from graph.sparql.refusals import READ_ONLY

LONGEST = 256 * 1024
"""The largest size in bytes of a query string or a body."""
FORMAT_PARAMETERS = ("format", "output")
"""The names of the parameter for the format: Virtuoso's, and that of Fuseki and rdf4j."""
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Query:
    """A query with its dataset and the formats that the client accepts."""

    text: str
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    result_format: ResultFormat | None
    """The format for solutions and for yes or no; None if the client accepts none."""
    graph_format: Format | None


def parameters(request: HttpRequest) -> QueryDict:
    """Return the parameters of the address and the form; a body that is a query becomes the parameter `query`.

    Raises `Refusal` for other bodies.
    """
    if len(request.META.get("QUERY_STRING", "")) > LONGEST:
        raise Refusal(414, "A query may have %(most)s bytes: this one is longer.", most=LONGEST)
    found = request.GET.copy()
    if request.method != "POST":
        return found
    kind = (request.content_type or "").lower()
    if kind == UPDATE:
        raise Refusal(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        sentence = gettext_noop("Send the query as %(type)s, or as the parameter “query” of %(form)s.")
        raise Refusal(415, sentence, type=QUERY, form=FORM)
    body = _body(request)
    if kind == QUERY:
        found.appendlist("query", body)
        return found
    for name, values in parse_qs(body, keep_blank_values=True).items():
        found.setlistdefault(name).extend(values)
    return found


def parse(request: HttpRequest, sent: QueryDict) -> Query | None:
    """Return the query among a request's parameters; None for a GET without one, which asks for the description.

    Raises `Refusal` for what the protocol forbids. The query's own words are read by a worker, under its limits.
    """
    if "update" in sent:
        raise Refusal(403, READ_ONLY)
    queries = sent.getlist("query")
    if not queries and request.method in ("GET", "HEAD"):
        return None
    if len(queries) != 1:
        sentence = gettext_noop("Send exactly one query in the parameter “query”: there are %(count)s.")
        raise Refusal(400, sentence, count=len(queries))
    default_graphs, named_graphs = (tuple(sent.getlist(f"{each}-graph-uri")) for each in ("default", "named"))
    return Query(queries[0], default_graphs, named_graphs, *_formats(request, sent))


def _body(request: HttpRequest) -> str:
    if (request.content_params or {}).get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Refusal(415, "Send the query in UTF-8.")
    body = request.read(LONGEST + 1)
    if len(body) > LONGEST:
        raise Refusal(413, "A query may have %(most)s bytes: this one is longer.", most=LONGEST)
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refusal(400, "The request's body is not UTF-8: send the query in UTF-8.") from None


def _formats(request: HttpRequest, sent: QueryDict) -> tuple[ResultFormat | None, Format | None]:
    """Return the formats for solutions and for graphs: those that the parameters name, or else what is accepted.

    A client may send several names, or one that fits the other kind of answer: SPARQLWrapper sends `format=xml` and
    `output=xml` for every query, and what it really accepts in the header.
    """
    names = [name.lower().replace(" ", "+") for each in FORMAT_PARAMETERS for name in sent.getlist(each)]
    accept = media_ranges(request.headers.get("Accept", ""))
    result = next((RESULTS_BY_NAME[name] for name in names if name in RESULTS_BY_NAME), None)
    graph = next((GRAPHS_BY_NAME[name] for name in names if name in GRAPHS_BY_NAME), None)
    return (
        result or negotiate(accept, (*RESULT_FORMATS, *ALIASES)),
        graph or negotiate(accept, (*FORMATS, *DOCUMENT_ALIASES)),
    )
