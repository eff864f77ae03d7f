"""Leads a visitor at an old address of a page to where its resource is now.

The address book, which the drain keeps, names the resource; the replica says where it is. So a page that moved twice
is one step away, one that came back is where it was, and what is not public is not found.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from wagtail.models import Site

from graph import address_book, addresses
from graph.availability import Unavailable
from graph.languages import LANGUAGES, primary_language
from graph.locations import canonical
from graph.middleware import SAFE
from graph.replica import reading


class RedirectMiddleware:
    """Looks only where nothing was found: a page that is there now goes before one that was."""

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
        # Browsers keep a permanent redirect for ever, but the page may come back.
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
