"""The protocol over HTTP: one address, which takes messages by POST and answers with one JSON document.

https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from graph.budget import read_body
from graph.mirror import Unavailable
from graph.refusals import Refusal
from home.mcp import messages
from home.mcp.messages import Code, Json, Message, ProtocolError
from home.mcp.methods import answered
from home.mcp.versions import HEADER, MODERN, WITHOUT_HEADER, version_of

logger = logging.getLogger(__name__)

LARGEST = 64 * 1024
"""Bytes of a body."""
JSON = "application/json"
METHODS = "POST, OPTIONS"
ORIGIN = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, MCP-Protocol-Version, Mcp-Method, Mcp-Name",
    "Access-Control-Max-Age": "86400",
}
OF_HEADERS = (Code.HEADER_MISMATCH, Code.UNSUPPORTED_VERSION)
FAILED = "The request could not be answered because of an error of the server, which has been recorded."


@csrf_exempt
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer a message. It needs no token against forgery: there are no cookies, and nothing changes."""
    request.only_reads = True
    headers = {"Vary": "Origin", "Cache-Control": "no-store"}
    try:
        response = _response(request)
    except ProtocolError as error:
        response = _json(messages.error(error), error.status)
    except Refusal as refusal:
        response = _json(messages.error(ProtocolError(Code.INTERNAL_ERROR, str(refusal))), refusal.status)
        headers |= refusal.headers
    if response.status_code == 405:
        headers["Allow"] = METHODS
    if (origin := request.headers.get("Origin")) and _is_allowed(origin):
        headers |= {**ORIGIN, "Access-Control-Allow-Origin": origin}
    for name, value in headers.items():
        response[name] = value
    return response


def _response(request: HttpRequest) -> HttpResponse:
    origin = request.headers.get("Origin")
    if origin and not _is_allowed(origin):
        sentence = "Scripts of this site may not ask here: GRAPHQL_ORIGINS names the sites whose scripts may."
        raise ProtocolError(Code.INVALID_REQUEST, sentence, status=403)
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method != "POST":
        raise ProtocolError(Code.INVALID_REQUEST, "Send messages by POST: there are no streams here.", status=405)
    if request.content_type != JSON:
        raise ProtocolError(Code.INVALID_REQUEST, f"Send messages as {JSON}.", status=415)
    content = messages.parsed(read_body(request, LARGEST))
    return _batch(request, content) if isinstance(content, list) else _single(request, messages.message(content))


def _single(request: HttpRequest, message: Message) -> HttpResponse:
    try:
        version = version_of(message, request.headers)
        if message.is_notification:
            return HttpResponse(status=202)
        return _json(messages.result(message, _answer(message, version)))
    except ProtocolError as error:
        # Until 2025-11-25, an error of a method is an answer like another one.
        is_answer = request.headers.get(HEADER) not in MODERN and error.code not in OF_HEADERS
        return _json(messages.error(error, message.id), 200 if is_answer and message.id is not None else error.status)


def _batch(request: HttpRequest, content: list[Any]) -> HttpResponse:
    """Answer several messages at once, as one version of the protocol prescribes and no later one allows."""
    if request.headers.get(HEADER, WITHOUT_HEADER) != WITHOUT_HEADER:
        raise ProtocolError(Code.INVALID_REQUEST, "A body is one message: send several one by one.")
    found = [_json_of(each) for each in messages.batch(content)]
    answers = [each for each in found if each is not None]
    return _json(answers) if answers else HttpResponse(status=202)


def _json_of(content: Any) -> Json | None:
    number = content.get("id") if isinstance(content, dict) else None
    try:
        message = messages.message(content)
        return None if message.is_notification else messages.result(message, _answer(message, WITHOUT_HEADER))
    except ProtocolError as error:
        return messages.error(error, number)


def _answer(message: Message, version: str) -> Json:
    """Return the result of a request. What fails is recorded, and told without a word of what is inside."""
    try:
        # Sentences are for programs, and so in English; names and texts are in the language that a tool is asked for.
        with override("en"):
            return answered(message, version)
    except (ProtocolError, Unavailable):
        raise
    except Exception as error:
        logger.exception("%s failed.", message.method)
        raise ProtocolError(Code.INTERNAL_ERROR, FAILED, status=500) from error


def _is_allowed(origin: str) -> bool:
    """Tell whether scripts of a site may ask: this one's, and those that the operator names.

    Everything here is public, but the protocol wants other sites refused, so “*” for GraphQL does not count here.
    """
    parts = urlsplit(settings.GRAPH_BASE_IRI)
    return origin in {f"{parts.scheme}://{parts.netloc}", *settings.GRAPHQL_ORIGINS} - {"*", "null"}


def _json(content: Any, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(content), status=status, content_type=JSON)
