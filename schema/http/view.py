"""The GraphQL endpoint: it answers queries as GraphQL over HTTP prescribes, and shows GraphiQL to people.

It does not use graphene-django's GraphQLView, which sets cookies, accepts a query in the address of a POST and shows
internal errors.
"""

from __future__ import annotations

import gzip
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from graphql import GraphQLSchema, print_schema

from graph.budget import admits_spent_clients
from graph.mirror import Unavailable
from graph.publishing.formats import MediaType
from graph.publishing.tags import tag_headers
from schema.clients import Client, Operation, client_of, count_uses, documents, rates
from schema.errors import ApiError, Code
from schema.execution import Answer, GraphQLRequest, Plan, answer
from schema.http.headers import allow_origins, cacheable, for_one_reader, not_cacheable
from schema.http.previewing import previewing
from schema.http.protocol import GRAPHQL, HTML, JSON, METHODS, acceptable, read_request
from schema.http.responses import json_response, refusal
from schema.schema import current_schema

logger = logging.getLogger(__name__)

UNAVAILABLE = "The data cannot be read just now: try again in a moment."

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@csrf_exempt
@gzip_page
@admits_spent_clients
def graphql(request: HttpRequest) -> HttpResponseBase:
    """Answer a request. CSRF tokens are not needed, because the view uses no cookies and changes nothing."""
    request.only_reads = True  # type: ignore[attr-defined]
    try:
        response = _respond(request)
    except ApiError as error:
        response = refusal(request, error)
    except Unavailable as error:
        response = refusal(request, ApiError(Code.UNAVAILABLE, str(error), status=error.status))
        response["Retry-After"] = error.headers["Retry-After"]
    except DatabaseError:
        logger.exception("The database did not answer.")
        response = refusal(request, ApiError(Code.UNAVAILABLE, UNAVAILABLE, status=503))
    if response.status_code in (204, 405):
        response["Allow"] = ", ".join(METHODS)
    allow_origins(request, response)
    return response


def _respond(request: HttpRequest) -> HttpResponseBase:
    """Return the response by the request's method and media type, charge its cost and record it."""
    if request.method == "OPTIONS":
        return not_cacheable(HttpResponse(status=204, headers={"Accept-Post": JSON.media_type}))
    if request.method not in METHODS:
        message = f"{request.method} is not possible: use GET or POST."
        raise ApiError(Code.METHOD_NOT_ALLOWED, message, status=405)
    readable = [JSON, GRAPHQL] if request.method == "POST" else [JSON, GRAPHQL, HTML]
    media_type = acceptable(request, readable)
    if media_type == HTML:
        return graphiql(request)
    client = client_of(request)
    operation = Operation(client)
    try:
        rates.refuse_spent(client)
        rates.charge_request(client)
        response = _answer(request, operation, media_type)
    except ApiError as error:
        operation.failed = True
        response = refusal(request, error)
    rates.describe(client, response, rates.EACH_REQUEST + operation.cost)
    operation.record(response)
    return response


def _answer(request: HttpRequest, operation: Operation, media_type: MediaType) -> HttpResponseBase:
    """Return the answer to a query, with its cost in headers and, unless it has errors, cache headers."""
    client = operation.client
    asked = read_request(request)
    query = documents.with_text(asked, client.key)
    operation.sha256 = documents.hash_of(query.query)
    with previewing(request, client) as preview:
        result = _execute(query, operation)
    refused = media_type == GRAPHQL and not result.executed
    body = result.body | _extensions(result, client, preview)
    response = json_response(body, media_type, 400 if refused else 200)
    _show_cost(response, result, operation)
    if "errors" in result.body:
        operation.failed = True
        return not_cacheable(response)
    if asked.query:
        documents.remember(asked)
    if result.varies:
        patch_vary_headers(response, ["Accept-Language"])
    if preview:
        return for_one_reader(response)
    kept = cacheable(request, response, is_private=client.key is not None)
    if result.tags is not None:
        # A 304 has them too: caches take over its headers.
        tag_headers(kept, result.tags)
    return kept


def _show_cost(response: HttpResponse, result: Answer, operation: Operation) -> None:
    if result.cost is not None:
        response["X-GraphQL-Cost"] = str(result.cost)
        response["X-GraphQL-Cost-Limit"] = str(operation.client.cost_limit.value)
        response["X-GraphQL-Cost-Used"] = str(operation.used)


def _execute(query: GraphQLRequest, operation: Operation) -> Answer:
    schema, client = current_schema().graphql_schema, operation.client

    @contextmanager
    def admit(plan: Plan, is_repeated: bool) -> Iterator[None]:
        operation.name, operation.cost, operation.repeated = plan.name, plan.cost, is_repeated
        client.check_cost(plan.cost)
        count_uses(client.key.pk if client.key else None, schema, plan.document.node)
        if is_repeated:
            yield
            return
        with rates.charged(client, plan.cost) as used, rates.place_for(plan.cost):
            yield
        operation.used = used.cost

    return answer(schema, query, admit, operation.stage)


def _extensions(result: Answer, client: Client, preview: dict[str, Any] | None) -> dict[str, Any]:
    """Return the extensions of an answer: its cost with the limit, so that no client meets the limit unprepared."""
    found: dict[str, Any] = {}
    if result.cost is not None:
        found["cost"] = {"requested": result.cost, "limit": client.cost_limit.value}
    if preview:
        found["preview"] = preview
    return {"extensions": found} if found else {}


def graphiql(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL. Its dialogs create style elements, which the policy allows by the nonce."""
    nonce = secrets.token_urlsafe(16)
    context = {"base_iri": settings.GRAPH_BASE_IRI, "nonce": nonce}
    response = render(request, "schema/graphiql.html", context)
    response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    return not_cacheable(response)


@require_safe
def schema_text(request: HttpRequest) -> HttpResponseBase:
    """Return the schema in GraphQL's own language, for code generators and for reading."""
    text, compressed = _schema_text(current_schema().graphql_schema)
    response = cacheable(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
    if response.status_code == 200 and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = compressed  # type: ignore[attr-defined]
        response["Content-Encoding"] = "gzip"
        response["ETag"] = f"W/{response['ETag']}"
    patch_vary_headers(response, ["Accept-Encoding"])
    allow_origins(request, response)
    return response


def schema_bytes(schema: GraphQLSchema) -> bytes:
    """Return the content of the file in which the schema is served."""
    return _schema_text(schema)[0]


@lru_cache(maxsize=1)
def _schema_text(schema: GraphQLSchema) -> tuple[bytes, bytes]:
    """Return the text of a schema, and the same compressed, made once because that takes a fraction of a second."""
    text = f"{print_schema(schema)}\n".encode()
    return text, gzip.compress(text, mtime=0)


@gzip_page
@require_safe
def guide(request: HttpRequest) -> HttpResponseBase:
    """Return the guide for partner sites, a text in Markdown."""
    text = (settings.BASE_DIR / "docs" / "partners.md").read_bytes()
    return cacheable(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
