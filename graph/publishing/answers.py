"""Answer requests for linked data over HTTP: open to every origin, revalidated by ETag, refused with a sentence.

`published` wraps each view, so that all views refuse in the same way and no view sets a cookie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from graph.refusals import Refusal

View = Callable[..., HttpResponseBase]

READING = ("GET", "HEAD")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Accord-Sequence, Cache-Tag, Content-Disposition, Content-Location, Content-Range, ETag, Link, "
        "Repr-Digest"
    ),
}
# Caches may keep an answer, but must revalidate it before they show it: a resource may have been hidden since.
REVALIDATE = "public, no-cache"
FOR_EVER = "public, max-age=31536000, s-maxage=0, immutable"
"""For what does not change: whoever has it may use it for a year without asking. A cache that many share has to ask
each time, because what is hidden later must not come from there."""


class SeeOther(HttpResponseRedirectBase):
    """A redirect from a thing to a document about it (https://www.w3.org/TR/cooluris/#r303gendocument)."""

    status_code = 303


def published(*vary: str, methods: Sequence[str] = READING) -> Callable[[View], View]:
    """Decorate a view that publishes data: read-only, open to everyone, and varying by these request headers."""
    allowed = ", ".join([*methods, "OPTIONS"])

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answer(view, allowed, request, *args, **kwargs)
            response.headers.setdefault("Access-Control-Allow-Methods", allowed)
            for header, value in OPEN.items():
                response.headers.setdefault(header, value)
            response.headers.setdefault("Cache-Control", REVALIDATE)
            if vary:
                patch_vary_headers(response, vary)
            return response

        # These views write nothing, and refuse a forged request like any other one that is not for reading.
        return csrf_exempt(wrapped)

    return decorate


def conditional(request: HttpRequest, etag: str, build: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Return 304 if the client has the content already, or else what `build` returns; both with the ETag."""
    quoted = f'"{etag}"'
    response: HttpResponseBase = get_conditional_response(request, etag=quoted) or build()
    response["ETag"] = quoted
    return response


def revalidated(request: HttpRequest, content_type: str, content: str | bytes) -> HttpResponseBase:
    """Return a response with this content, or 304 if the client has the same content already."""
    data = content.encode() if isinstance(content, str) else content
    return conditional(request, etag_of(data), lambda: HttpResponse(data, content_type=content_type))


def etag_of(content: bytes) -> str:
    """Return the ETag of a content, without quotation marks."""
    return hashlib.sha256(content).hexdigest()[:32]


def _answer(view: View, allowed: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allowed})
    if request.method not in allowed.split(", "):
        response = Refusal(405, "This address is for reading only: use %(methods)s.", methods=allowed).response()
        response["Allow"] = allowed
        return response
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refusal.response()
