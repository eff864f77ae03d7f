"""Middleware that sets the Content-Security-Policy, Permissions-Policy and Cache-Control headers of pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

SITE = (
    "default-src 'self'; img-src 'self' data: {origin}; style-src 'self' 'unsafe-inline'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
# Wagtail's admin has inline scripts and styles. Scripts of other hosts do not run, and nothing that does run can send
# what it reads to another host. Previews of partners' sites and embedded films are frames and pictures of others.
ADMIN = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data: blob: https:; media-src 'self' https:; frame-src 'self' https: http:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
NEEDED_BY_NOTHING = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# A resource may have been withdrawn since the page was cached, and pages differ by the reader's languages and cookies.
REVALIDATE = "private, no-cache"


class HeadersMiddleware:
    """Middleware that adds these headers to pages in HTML and Markdown, unless the view has set them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith(("text/html", "text/markdown")):
            response.headers.setdefault("Content-Security-Policy", _policy(request))
            response.headers.setdefault("Cache-Control", REVALIDATE)
            response.headers.setdefault("Permissions-Policy", NEEDED_BY_NOTHING)
        return response


def _policy(request: HttpRequest) -> str:
    if request.path.startswith(reverse("wagtailadmin_home")):
        return ADMIN
    return SITE.format(origin=settings.GRAPH_BASE_IRI)
