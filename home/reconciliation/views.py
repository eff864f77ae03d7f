"""The addresses of the service. Scripts of all sites may ask: there are no cookies, and nothing changes."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_noop
from django.views.decorators.clickjacking import xframe_options_exempt

from graph import presentation
from graph.publishing.answers import published
from graph.refusals import Refusal
from graph.replica import Replica, reading
from home.reconciliation import properties
from home.reconciliation.matching import answered
from home.reconciliation.reading import LONGEST, MOST_PROPERTIES, json_object, parameter, queries, type_of
from home.reconciliation.service import all_properties, entities, manifest, types
from search.query import QueryError

Json = Any

MOST_ROWS = 500
"""Resources of which values are asked at once; OpenRefine asks for ten."""
METHODS = ("GET", "HEAD", "POST")
FRAMES = "default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""The policy of a preview, which other programs show in a frame: it runs nothing and loads only our styles."""

NO_IDS = gettext_noop("“extend” must have “ids” (at most %(ids)d) and “properties” (at most %(properties)d).")
NOT_PUBLIC = gettext_noop("There is no public resource “%(name)s”.")


@published("Accept-Language", methods=METHODS)
def reconcile(request: HttpRequest) -> HttpResponse:
    """Answer a batch of queries, or a request for values, or else describe the service."""
    request.only_reads = True
    language = presentation.active_language()
    if batch := parameter(request, "queries"):
        asked = queries(batch)
        with reading() as replica:
            return _json({name: answered(replica, query, language) for name, query in asked.items()})
    if extension := parameter(request, "extend"):
        with reading() as replica:
            return _json(_extended(replica, json_object("extend", extension), language))
    return _json(manifest())


@published("Accept-Language")
def suggest_entities(request: HttpRequest) -> HttpResponse:
    """Suggest resources for what somebody has typed."""
    try:
        with reading() as replica:
            return _json(entities(replica, _prefix(request), presentation.active_language()))
    except QueryError as error:
        raise Refusal(400, str(error)) from None


@published("Accept-Language")
def suggest_types(request: HttpRequest) -> HttpResponse:
    return _json(types(_prefix(request)))


@published("Accept-Language")
def suggest_properties(request: HttpRequest) -> HttpResponse:
    return _json(all_properties(_prefix(request)))


@published("Accept-Language")
def proposed(request: HttpRequest) -> HttpResponse:
    """List the properties of a type, for people who add columns to a table."""
    declared = type_of(request.GET.get("type", ""))
    listed = properties.described(declared)
    limit = request.GET.get("limit", "")
    shown = listed[: int(limit)] if limit.isdecimal() and int(limit) else listed
    return _json({"type": declared.name, "properties": shown})


@xframe_options_exempt
@published("Accept-Language")
def preview(request: HttpRequest) -> HttpResponse:
    """Show a resource in a small frame: name, type and some facts."""
    name = request.GET.get("id", "")[:LONGEST]
    with reading() as replica:
        if name not in replica or replica.is_part(name):
            raise Refusal(404, NOT_PUBLIC, name=name)
        (row,) = presentation.rows(replica, [name], presentation.active_language())
    response = TemplateResponse(request, "home/reconciliation_preview.html", {"row": row}).render()
    response["Content-Security-Policy"] = FRAMES
    return response


def _extended(replica: Replica, extend: dict[str, Json], language: str) -> Json:
    """Return the values of properties for resources. What is not public has none, as what never existed."""
    ids, asked = extend.get("ids"), extend.get("properties")
    are_lists = isinstance(ids, list) and isinstance(asked, list)
    if not are_lists or len(ids) > MOST_ROWS or len(asked) > MOST_PROPERTIES:
        raise Refusal(400, NO_IDS, ids=MOST_ROWS, properties=MOST_PROPERTIES)
    pids = [str(each.get("id")) for each in asked if isinstance(each, dict)]
    wanted = [str(each) for each in ids]
    found = dict(properties.rows(replica, dict.fromkeys(wanted), pids, language))
    nothing: dict[str, list[Json]] = {pid: [] for pid in pids}
    return {"meta": [*map(_meta, pids)], "rows": {each: found.get(each, nothing) for each in wanted}}


def _meta(pid: str) -> Json:
    target = properties.targets(pid)
    named = {"id": pid, "name": properties.name_of(pid) or pid}
    return named | {"type": {"id": target.name, "name": presentation.kind(target).label}} if target else named


def _prefix(request: HttpRequest) -> str:
    return request.GET.get("prefix", "")[:LONGEST].strip()


def _json(body: Json) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), content_type="application/json")
