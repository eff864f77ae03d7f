"""How linked data answers over HTTP: open to every origin, revalidated by ETag, and a sentence when it cannot.

`published` wraps each view, so that all of them refuse in one way and none sets a cookie.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponseBase]

METHODS = "GET, HEAD, OPTIONS"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Content-Location, ETag, Link",
}
# Caches may keep an answer, but ask before they show it: something may have been hidden since.
REVALIDATE = "public, no-cache"


class Refusal(Exception):
    """Why there is no answer, as a status and one sentence that says what to do; `details` are lines below it."""

    def __init__(self, status: int, sentence: str, details: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.status = status
        self.details = details

    def response(self) -> HttpResponse:
        text = "\n".join([str(self), *self.details, ""])
        return HttpResponse(text, status=self.status, content_type="text/plain; charset=utf-8")


class SeeOther(HttpResponseRedirectBase):
    """The thing itself cannot be sent; here is a document about it (https://www.w3.org/TR/cooluris/#r303gendocument)."""

    status_code = 303


def published(*vary: str) -> Callable[[View], View]:
    """A view that publishes data: for reading only, by anyone, and differing by these request headers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answer(view, request, *args, **kwargs)
            for header, value in OPEN.items():
                response.headers.setdefault(header, value)
            response.headers.setdefault("Cache-Control", REVALIDATE)
            if vary:
                patch_vary_headers(response, vary)
            return response

        # Nothing is written, so a forged request is refused like any other one that is no reading.
        return csrf_exempt(wrapped)

    return decorate


def conditional(request: HttpRequest, etag: str, build: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """304 where the client has this already, else what `build` makes; either with its ETag."""
    quoted = f'"{etag}"'
    response: HttpResponseBase = get_conditional_response(request, etag=quoted) or build()
    response["ETag"] = quoted
    return response


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        response = Refusal(405, f"This address is for reading only: use {METHODS}.").response()
        response["Allow"] = METHODS
        return response
    try:
        return view(request, *args, **kwargs)
    except Refusal as refusal:
        return refusal.response()
