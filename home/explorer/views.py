"""Views of the explorer: the page, JSON and GraphML."""

from __future__ import annotations

from itertools import islice
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from graph import presentation
from graph.declarations import LANGUAGES, django_language, primary_language
from graph.identity import from_iri
from graph.presentation import Item, Row
from graph.publishing.absence import absence
from graph.publishing.answers import published, revalidated
from graph.refusals import Refusal
from graph.replica import reading
from home.explorer.asking import Asked, asked, not_public
from home.explorer.network import Network, link_labels, network, type_labels
from home.explorer.writing import as_graphml, as_json
from search.query import LONGEST, QueryError
from search.results import search

RESULTS, STARTS = 20, 6


@require_safe
def explore(request: HttpRequest) -> HttpResponse:
    """Show the drawing with its lists; without opened resources, a search from which to start."""
    try:
        wanted = asked(request.GET)
        context = _context(request, wanted)
    except Refusal as refusal:
        return TemplateResponse(request, "404.html", {"sentence": str(refusal)}, status=refusal.status)
    except QueryError as error:
        return TemplateResponse(request, "404.html", {"sentence": str(error)}, status=400)
    return TemplateResponse(request, "home/explore.html", context)


@published()
def graph_json(request: HttpRequest) -> HttpResponseBase:
    return revalidated(request, "application/json", orjson.dumps(as_json(_in_language(request))))


@published()
def graphml(request: HttpRequest) -> HttpResponseBase:
    response = revalidated(request, "application/graphml+xml", as_graphml(_in_language(request)))
    response["Content-Disposition"] = 'attachment; filename="network.graphml"'
    return response


def _in_language(request: HttpRequest) -> Network:
    """Return the network in the language that the address names, or else in English, for every browser the same."""
    named = primary_language(request.GET.get("lang", ""))
    with override(django_language(named if named in LANGUAGES else LANGUAGES[0])):
        return _network(asked(request.GET))


def _network(wanted: Asked) -> Network:
    with reading() as replica:
        missing = not_public(replica, wanted)
        if missing is None:
            return network(replica, wanted)
    raise absence(missing)


def _context(request: HttpRequest, wanted: Asked) -> dict[str, Any]:
    found = _network(wanted)
    text = " ".join(request.GET.get("q", "").split())
    return {
        "wanted": wanted,
        "network": found,
        "drawing": as_json(found),
        "types": type_labels(found),
        "links": link_labels(found),
        "text": text,
        "longest": LONGEST,
        "results": _results(wanted, text) if text else [],
        "starts": [] if wanted.opened or text else _starts(),
    }


def _results(wanted: Asked, text: str) -> list[tuple[Row, str, str]]:
    """Return the best results of a search, each with the address that opens it and the one with the paths to it."""
    language = presentation.active_language()
    with reading() as replica:
        resources = list(islice(search(replica, text, language=language).ranked(), RESULTS))
        rows = presentation.rows(replica, resources, language)
    return [
        (row, "" if each in wanted.opened else wanted.with_opened(each).query, wanted.paths_to(each))
        for each, row in zip(resources, rows, strict=True)
    ]


def _starts() -> list[tuple[Item, str]]:
    """Return the resources that changed last, each with the address at which it is opened."""
    with reading() as replica:
        changed = presentation.latest(replica, STARTS, presentation.active_language())
    return [(item, Asked((from_iri(item.iri) or "",)).query) for item, _ in changed]
