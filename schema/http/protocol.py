"""GraphQL over HTTP as pure functions that read a request and choose the media type of its answer.

https://graphql.github.io/graphql-over-http/draft/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson
from django.http import HttpRequest

from graph.budget import read_body
from graph.publishing.formats import MediaType
from graph.publishing.negotiation import media_ranges, negotiate
from graph.refusals import Refusal
from schema.errors import ApiError, Code
from schema.execution import GraphQLRequest
from schema.limits import BODY

GRAPHQL = MediaType("application/graphql-response+json")
JSON = MediaType("application/json")
HTML = MediaType("text/html")
SHA256 = re.compile("[0-9a-f]{64}")
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def preferred(request: HttpRequest, offered: Sequence[MediaType]) -> MediaType | None:
    """Return the offered media type that the client prefers, or None if it accepts none.

    Clients of the draft name GraphQL's own type first and JSON second, both without a quality: the order decides.
    """
    accept = media_ranges(request.headers.get("Accept", ""))

    def place(offer: MediaType) -> int:
        return next((index for index, each in enumerate(accept) if each.matches(offer.media_type)), len(accept))

    return negotiate(accept, sorted(offered, key=place))


def acceptable(request: HttpRequest, offered: Sequence[MediaType]) -> MediaType:
    """Return the offered media type that the client prefers, or raise ApiError if it accepts none."""
    found = preferred(request, offered)
    if found is None:
        types = f"{GRAPHQL.media_type} or {JSON.media_type}"
        raise ApiError(Code.NOT_ACCEPTABLE, f"Answers are {types}: accept one of them.", status=406)
    return found


def read_request(request: HttpRequest) -> GraphQLRequest:
    """Return what a request asks for, or raise ApiError.

    A POST is read from its body only: a query in its address would bypass software that checks bodies.
    """
    accepted = request.headers.get("Accept-Language", "")
    if request.method == "POST":
        if "query" in request.GET:
            raise _bad("The address of a POST must not have a query: send it in the body.")
        return replace(_request(_body(request)), accept_language=accepted)
    parameters: dict[str, Any] = dict(request.GET.items())
    for name in ("variables", "extensions"):
        if name in parameters:
            parameters[name] = _json(name, parameters[name].encode()) if parameters[name] else None
    return replace(_request(parameters), over_get=True, accept_language=accepted)


def _body(request: HttpRequest) -> Mapping[str, Any]:
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    if request.content_type != JSON.media_type or charset.lower() not in ("utf-8", "utf8"):
        raise ApiError(
            Code.UNSUPPORTED_MEDIA_TYPE,
            f"Send the query as JSON in UTF-8, with the header Content-Type: {JSON.media_type}.",
            status=415,
        )
    body = _json("The body", _content(request))
    if isinstance(body, list):
        raise ApiError(
            Code.BATCH_NOT_SUPPORTED,
            "Several requests in one array are not possible: send them one by one.",
        )
    if not isinstance(body, dict):
        raise _bad('The body must be an object such as {"query": "{ __typename }"}.')
    return body


def _content(request: HttpRequest) -> bytes:
    """Return the body. Raise ApiError if it is too long, without reading all of it."""
    try:
        return read_body(request, BODY.value)
    except Refusal as refusal:
        raise ApiError(BODY.code, str(refusal), status=refusal.status) from refusal


def _request(parameters: Mapping[str, Any]) -> GraphQLRequest:
    variables, extensions = (_object(name, parameters.get(name)) for name in ("variables", "extensions"))
    query, name = _text("query", parameters), _text("operationName", parameters)
    trusted = _text("documentId", parameters).removeprefix("sha256:")
    if trusted and not SHA256.fullmatch(trusted):
        raise _bad("documentId must be the SHA-256 hash of a document as 64 hexadecimal digits.")
    persisted = _persisted(extensions or {})
    if not query and not trusted and not persisted:
        raise _bad("There is no query: give one as the text `query`.")
    dry_run = bool(extensions and extensions.get("dryRun"))
    return GraphQLRequest(query, variables, name or None, dry_run, trusted or persisted, bool(trusted))


def _persisted(extensions: Mapping[str, Any]) -> str:
    """Return the hash of an automatic persisted query, or "".

    See https://www.apollographql.com/docs/apollo-server/performance/apq.
    """
    found = _object("persistedQuery", extensions.get("persistedQuery"))
    if found is None:
        return ""
    if found.get("version") != 1:
        raise ApiError(Code.PERSISTED_QUERY_NOT_SUPPORTED, "Only version 1 of persistedQuery is known: send that.")
    digest = found.get("sha256Hash")
    if not isinstance(digest, str) or not SHA256.fullmatch(digest):
        raise _bad("sha256Hash must be the SHA-256 hash of the query as 64 hexadecimal digits.")
    return digest


def _text(name: str, parameters: Mapping[str, Any]) -> str:
    value = parameters.get(name)
    if value is not None and not isinstance(value, str):
        raise _bad(f"{name} must be a text.")
    return value or ""


def _object(name: str, value: Any) -> dict[str, Any] | None:
    if value is not None and not isinstance(value, dict):
        raise _bad(f"{name} must be an object.")
    return value


def _json(name: str, text: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _bad(f"{name} is not JSON: {error}.") from error


def _bad(message: str) -> ApiError:
    return ApiError(Code.BAD_REQUEST, message)
