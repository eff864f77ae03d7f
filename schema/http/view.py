"""The GraphQL endpoint: it answers queries as GraphQL over HTTP prescribes, and shows GraphiQL to people.

It does not use graphene-django's GraphQLView, which sets cookies, accepts a query in the address of a POST and shows
internal errors.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from graphql import print_schema

from graph.budget import admits_spent_clients
from graph.mirror import Unavailable
from graph.publishing.formats import MediaType
from schema.clients import Client, Operation, client_of, count_uses, documents, rates
from schema.errors import ApiError, Code, formatted
from schema.execution import Answer, GraphQLRequest, Plan, answer
from schema.http.headers import allow_origins, cacheable, not_cacheable
from schema.http.protocol import GRAPHQL, HTML, JSON, METHODS, acceptable, preferred, read_request
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
        response = _refusal(request, error)
    except Unavailable as error:
        response = _refusal(request, ApiError(Code.UNAVAILABLE, str(error), status=error.status))
        response["Retry-After"] = error.headers["Retry-After"]
    except DatabaseError:
        logger.exception("The database did not answer.")
        response = _refusal(request, ApiError(Code.UNAVAILABLE, UNAVAILABLE, status=503))
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
        rates.charge(client, rates.EACH_REQUEST)
        response = _answer(request, operation, media_type)
    except ApiError as error:
        operation.failed = True
        response = _refusal(request, error)
    rates.describe(client, response)
    operation.record(response)
    return response


def _answer(request: HttpRequest, operation: Operation, media_type: MediaType) -> HttpResponseBase:
    """Return the answer to a query, with its cost in headers and, unless it has errors, cache headers."""
    client = operation.client
    query = documents.with_text(read_request(request), client.key)
    operation.sha256 = documents.hash_of(query.query)
    found = _found(query, operation)
    refused = media_type == GRAPHQL and not found.executed
    response = _json(found.body | _cost(found, client), media_type, 400 if refused else 200)
    if found.cost is not None:
        response["X-GraphQL-Cost"] = str(found.cost)
        response["X-GraphQL-Cost-Limit"] = str(client.cost_limit.value)
    if "errors" in found.body:
        operation.failed = True
        return not_cacheable(response)
    documents.remember(query)
    return cacheable(request, response, is_private=client.key is not None)


def _found(query: GraphQLRequest, operation: Operation) -> Answer:
    schema, client = current_schema().graphql_schema, operation.client

    @contextmanager
    def admitted(plan: Plan, is_repeated: bool) -> Iterator[None]:
        operation.name, operation.cost = plan.name, plan.cost
        client.check_cost(plan.cost)
        count_uses(client.key.pk if client.key else None, schema, plan.document.node)
        if is_repeated:
            yield
            return
        rates.charge(client, plan.cost)
        with rates.place_for(plan.cost):
            yield

    return answer(schema, query, admitted, operation.stage)


def _cost(found: Answer, client: Client) -> dict[str, Any]:
    """Return the cost and its limit for the body of an answer, so that no client meets the limit unprepared."""
    if found.cost is None:
        return {}
    return {"extensions": {"cost": {"requested": found.cost, "limit": client.cost_limit.value}}}


def _refusal(request: HttpRequest, error: ApiError) -> HttpResponse:
    """Return an error in a media type that the client accepts, if possible.

    A persisted query that is not found has status 200 in JSON, because its clients look for that error in a 200.
    """
    media_type = preferred(request, [JSON, GRAPHQL]) or JSON
    is_question = error.code is Code.PERSISTED_QUERY_NOT_FOUND and media_type == JSON
    response = _json({"errors": [formatted(error, error.code)]}, media_type, 200 if is_question else error.status)
    if isinstance(error, rates.TooMuchWorkError):
        response["Retry-After"] = str(error.seconds)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return not_cacheable(response)


def _json(body: dict[str, Any], media_type: MediaType, status: int) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type=f"{media_type.media_type}; charset=utf-8")


def graphiql(request: HttpRequest) -> HttpResponse:
    """Show GraphiQL. Its dialogs create style elements, which the policy allows by the nonce."""
    nonce = secrets.token_urlsafe(16)
    context = {"base_iri": settings.GRAPH_BASE_IRI, "nonce": nonce}
    response = render(request, "schema/graphiql.html", context)
    response["Content-Security-Policy"] = POLICY.format(nonce=nonce)
    return not_cacheable(response)


@gzip_page
@require_safe
def schema_text(request: HttpRequest) -> HttpResponseBase:
    """Return the schema in GraphQL's own language, for code generators and for reading."""
    text = print_schema(current_schema().graphql_schema) + "\n"
    response = cacheable(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
    allow_origins(request, response)
    return response
