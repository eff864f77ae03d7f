"""Show /sparql as a page: a form with the query, worked examples beside it, and the answer as a table below.

A query and its answer have one address, so both can be shared and cited. Without JavaScript the page is a plain form.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from graph.publishing.answers import published, revalidated
from graph.publishing.formats import FORMATS, HTML, NTRIPLES, Format
from graph.publishing.negotiation import media_ranges, negotiate
from graph.publishing.queries import WorkedQuery, worked_queries
from graph.refusals import Refusal
from graph.sparql import answer, completion
from graph.sparql.formats import ALIASES, RESULT_FORMATS, RESULTS_BY_EXTENSION, ResultFormat
from graph.sparql.outcome import Outcome
from graph.sparql.request import Query, parse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
FIRST = "projects-by-country"
"""The name of the worked query that an empty editor shows."""

Ask = Callable[[Query], tuple[Outcome, bytes, int]]
"""A function from a query to its outcome, its content, and the sequence number of the journal that they reflect."""


def is_wanted(request: HttpRequest, parameters: QueryDict) -> bool:
    """Tell whether the client prefers a page to every format of an answer."""
    if "format" in parameters:
        return False
    accept = media_ranges(request.headers.get("Accept", ""))
    return negotiate(accept, (*RESULT_FORMATS, *ALIASES, *FORMATS, HTML)) is HTML


def page(request: HttpRequest, parameters: QueryDict, ask: Ask) -> HttpResponse:
    """Return the editor with the request's query and its answer, or with a worked query that was not run yet."""
    shown: dict[str, Any] = {"queries": worked_queries().values()}
    status, headers = 200, {}
    try:
        shown["example"] = _example(parameters)
        shown |= _answer(request, parameters, ask)
    except Refusal as refusal:
        status, headers, shown["refusal"] = refusal.status, refusal.headers, refusal
    first = shown.get("example") or worked_queries()[FIRST]
    shown["query"] = parameters.get("query", first.text)
    response = render(request, "graph/sparql.html", shown, status=status)
    for name, value in {**headers, "Content-Security-Policy": POLICY}.items():
        response[name] = value
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _example(parameters: QueryDict) -> WorkedQuery | None:
    name = parameters.get("example")
    if name is None or "query" in parameters:
        return None
    if name not in worked_queries():
        raise Refusal(404, "There is no worked query “%(name)s”: choose one of those beside the editor.", name=name)
    return worked_queries()[name]


def _answer(request: HttpRequest, parameters: QueryDict, ask: Ask) -> dict[str, Any]:
    query = parse(request, parameters)
    if query is None:
        return {}
    outcome, content, version = ask(replace(query, result_format=RESULTS_BY_EXTENSION["json"], graph_format=NTRIPLES))
    formats = FORMATS if outcome.is_graph else RESULT_FORMATS
    table = answer.statements(content) if outcome.is_graph else answer.solutions(content)
    return {"table": table, "version": version, "offered": [_download(parameters, each) for each in formats]}


def _download(parameters: QueryDict, form: ResultFormat | Format) -> tuple[str, str, str]:
    """Return the title and extension of a format, and the address of the same answer in this format."""
    address = parameters.copy()
    address["format"] = form.extension
    return form.title, form.extension, f"?{address.urlencode()}"


@published("Accept-Language")
def terms(request: HttpRequest) -> HttpResponseBase:
    """Return the terms that the editor completes, as JSON."""
    return revalidated(request, "application/json", orjson.dumps(completion.terms()))
