"""Drain after requests that change data, and redirect visitors from old addresses of pages that have moved."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from wagtail.models import Site

from graph.declarations import LANGUAGES, primary_language
from graph.journal import address_book
from graph.mirror import Unavailable, ensure_fresh, freshness
from graph.replica import addresses, reading
from graph.text import canonical

logger = logging.getLogger(__name__)
SAFE = {"GET", "HEAD", "OPTIONS"}


class DrainMiddleware:
    """Drains right after a request that may have changed data, so that the next reader need not wait for it.

    A view that never writes sets `request.only_reads`, which saves a query here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 500 and (refusal := _refusal()):
            # While the graph refuses, any view may fail, since other tables may be half migrated too. Visitors then
            # get the refusal, not the error.
            return refusal
        if request.method not in SAFE and not getattr(request, "only_reads", False):
            try:
                ensure_fresh()
            except DatabaseError:
                # The editor's change is saved and marked, so the next reader drains it.
                logger.exception("The graph could not be brought up to date after %s.", request.path)
            except Unavailable as error:
                logger.warning("%s was saved, and becomes public later. %s", request.path, error.problem)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the refusal for any view that raises `Unavailable`."""
        return exception.response() if isinstance(exception, Unavailable) else None


def _refusal() -> HttpResponse | None:
    try:
        freshness()
    except Unavailable as error:
        return error.response()
    return None


class RedirectMiddleware:
    """Redirects a visitor at an old address of a page to the present address of its resource.

    The address book gives the resource of the old address; the replica gives the present address. So a page that moved
    twice needs one redirect, a page that moved back needs none, and a page that is not public is not found. Only
    responses with status 404 are replaced: a page that is at the address now takes precedence over a former one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        try:
            target = _present_address(request) if response.status_code == 404 and request.method in SAFE else None
        except Unavailable as error:
            return error.response()
        if target is None:
            return response
        query = request.META.get("QUERY_STRING")
        moved = HttpResponsePermanentRedirect(f"{target}?{query}" if query else target)
        # Browsers would cache a permanent redirect for ever, but the page may move back.
        patch_cache_control(moved, no_cache=True)
        return moved


def _present_address(request: HttpRequest) -> str | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    asked = f"{site.root_url}{request.path}"
    resource = address_book.last_at([asked]).get(asked)
    if resource is None:
        return None
    language = primary_language(translation.get_language_from_path(request.path) or LANGUAGES[0])
    with reading() as replica:
        target = addresses.url(replica, resource, language) if resource in replica else None
    return target if target and canonical(target, {}) != canonical(asked, {}) else None
