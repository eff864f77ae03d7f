"""JSON responses, and refusals in the form of GraphQL errors."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from graph.publishing.formats import MediaType
from schema.clients import rates
from schema.errors import ApiError, Code, format_error
from schema.http.headers import not_cacheable
from schema.http.protocol import GRAPHQL, JSON, preferred


def json_response(body: dict[str, Any], media_type: MediaType = JSON, status: int = 200) -> HttpResponse:
    return HttpResponse(orjson.dumps(body), status=status, content_type=f"{media_type.media_type}; charset=utf-8")


def refusal(request: HttpRequest, error: ApiError) -> HttpResponse:
    """Return an error in a media type that the client accepts, if possible.

    A persisted query that is not found has status 200 in JSON, because its clients look for that error in a 200.
    """
    media_type = preferred(request, [JSON, GRAPHQL]) or JSON
    is_question = error.code is Code.PERSISTED_QUERY_NOT_FOUND and media_type == JSON
    response = json_response(
        {"errors": [format_error(error, error.code)]}, media_type, 200 if is_question else error.status
    )
    if isinstance(error, rates.TooMuchWorkError):
        response["Retry-After"] = str(error.seconds)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return not_cacheable(response)
