"""CORS headers. There are no cookies, so scripts of all sites may read the answers, unless the operator names some.

https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

EXPOSED = "ETag, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, X-GraphQL-Cost, X-GraphQL-Cost-Limit"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def allow_origins(request: HttpRequest, response: HttpResponseBase) -> None:
    origin = _allowed(request, response)
    if origin is None:
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        for header, value in PREFLIGHT.items():
            response[header] = value


def _allowed(request: HttpRequest, response: HttpResponseBase) -> str | None:
    if "*" in settings.GRAPHQL_ORIGINS:
        return "*"
    patch_vary_headers(response, ["Origin"])
    origin = request.headers.get("Origin")
    return origin if origin in settings.GRAPHQL_ORIGINS else None
