"""Headers of answers: which caches may keep them, and which websites' scripts may read them.

Browsers and CDNs may keep answers to GET without errors, marked with the hash of their content. There are no cookies,
so scripts of all sites may read the answers, unless the operator names some
(https://fetch.spec.whatwg.org/#http-cors-protocol).
"""

from __future__ import annotations

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

EXPOSED = (
    "Cache-Tag, ETag, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, "
    "X-GraphQL-Cost, X-GraphQL-Cost-Limit, X-GraphQL-Cost-Used"
)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
PREVIEW = "Accord-Preview"
"""The header with the token of a preview. A cache that knows the public answer must not give it to an editor."""
HEADER_NAMES = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~, -]{1,2000}")


def cacheable(request: HttpRequest, response: HttpResponse, is_private: bool = False) -> HttpResponseBase:
    """Set the cache headers of an answer, and return 304 if the client has this answer already.

    `is_private` is for answers to requests with a key, which shared caches must not keep.
    """
    response["Cache-Control"] = "private, no-cache" if is_private else _for_all()
    patch_vary_headers(response, ["Accept", PREVIEW])
    if request.method not in ("GET", "HEAD"):
        return not_cacheable(response)
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    found: HttpResponseBase = get_conditional_response(request, etag=response["ETag"], response=response) or response
    return found


def not_cacheable(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["Accept"])
    return response


def for_one_reader(response: HttpResponse) -> HttpResponse:
    """Set the cache headers of a preview, which nothing between the server and the reader may keep."""
    not_cacheable(response)["Cache-Control"] = "private, no-store"
    return response


def _for_all() -> str:
    """Return the Cache-Control header of public answers.

    Unless the operator sets `SHARED_CACHE_SECONDS`, caches must ask before they show an answer, because a resource in
    it may have been withdrawn.
    """
    seconds = settings.SHARED_CACHE_SECONDS
    return f"public, max-age=0, s-maxage={seconds}" if seconds else "public, no-cache"


def allow_origins(request: HttpRequest, response: HttpResponseBase) -> None:
    origin = _allowed(request, response)
    if origin is None:
        return
    response["Access-Control-Allow-Origin"] = origin
    response["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        for header, value in PREFLIGHT.items():
            response[header] = value
        _allow_headers(request, response)


def _allow_headers(request: HttpRequest, response: HttpResponseBase) -> None:
    """Allow all headers that a script wants to send: libraries add headers for tracing and for the client's name.

    There are no cookies, so a header tells nothing that the script does not know. Not all browsers know "*".
    """
    wanted = request.headers.get("Access-Control-Request-Headers", "")
    if HEADER_NAMES.fullmatch(wanted):
        response["Access-Control-Allow-Headers"] = wanted
        patch_vary_headers(response, ["Access-Control-Request-Headers"])


def _allowed(request: HttpRequest, response: HttpResponseBase) -> str | None:
    if "*" in settings.GRAPHQL_ORIGINS:
        return "*"
    patch_vary_headers(response, ["Origin"])
    origin = request.headers.get("Origin")
    return origin if origin in settings.GRAPHQL_ORIGINS else None
