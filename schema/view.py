"""The endpoint: answers queries as GraphQL over HTTP prescribes, and shows GraphiQL to people.

Not graphene-django's GraphQLView: that one sets cookies, takes a query from the address of a POST and shows
what went wrong inside.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any

import orjson
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from graphql import print_schema

from schema.errors import ApiError, Code, formatted
from schema.execution import Answer, answer
from schema.limits import COST
from schema.protocol import GRAPHQL, HTML, JSON, METHODS, negotiate, read_request
from schema.schema import current_schema

logger = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@csrf_exempt
def graphql(request: HttpRequest) -> HttpResponse:
    """Exempt from CSRF tokens because it has no cookies and changes nothing."""
    request.only_reads = True  # type: ignore[attr-defined]
    try:
        response = _respond(request)
    except ApiError as error:
        media_type = request.get_preferred_type([JSON, GRAPHQL]) or JSON
        response = _json({"errors": [formatted(error, error.code)]}, media_type, error.status)
    if response.status_code in (204, 405):
        response["Allow"] = ", ".join(METHODS)
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept"])
    return response


def _respond(request: HttpRequest) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Accept-Post": JSON})
    if request.method not in METHODS:
        message = f"{request.method} is not possible: use GET or POST."
        raise ApiError(Code.METHOD_NOT_ALLOWED, message, status=405)
    readable = [JSON, GRAPHQL] if request.method == "POST" else [JSON, GRAPHQL, HTML]
    media_type = negotiate(request, readable)
    return graphiql(request) if media_type == HTML else _answer(request, media_type)


def _answer(request: HttpRequest, media_type: str) -> HttpResponse:
    query = read_request(request)
    try:
        found = answer(current_schema().graphql_schema, query)
    except DatabaseError as error:
        logger.exception("The graph could not be read.")
        message = "The data cannot be read just now: try again in a moment."
        raise ApiError(Code.UNAVAILABLE, message, status=503) from error
    refused = media_type == GRAPHQL and not found.executed
    response = _json(found.body | _cost(found), media_type, 400 if refused else 200)
    if found.cost is not None:
        response["X-GraphQL-Cost"] = str(found.cost)
    return response


def _cost(found: Answer) -> dict[str, Any]:
    """Shown in each answer, so that nobody meets the limit unprepared."""
    if found.cost is None:
        return {}
    return {"extensions": {"cost": {"requested": found.cost, "limit": COST.value}}}


def _json(body: dict[str, Any], media_type: str, status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type=f"{media_type}; charset=utf-8")


def graphiql(request: HttpRequest) -> HttpResponse:
    """Its dialogs make style elements; the nonce says that they are ours."""
    nonce = secrets.token_urlsafe(16)
    context = {"base_iri": settings.GRAPH_BASE_IRI, "nonce": nonce}
    response = render(request, "schema/graphiql.html", context)
    response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    return response


@require_safe
def schema_text(request: HttpRequest) -> HttpResponse:
    """The schema in GraphQL's own language, for code generators and for reading."""
    text = print_schema(current_schema().graphql_schema) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
