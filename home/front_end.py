"""Middleware that leads from pages of the website to the front end, where `SITE_ENABLED` is off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseNotFound, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from graph import presentation
from graph.replica import at, at_front_end, is_elsewhere, reading, url
from home.languages import PARAMETER
from home.urls import pages

PAGES = {each.name for each in pages} | {"wagtail_serve"}
"""The names of the views that are the website; all others are interfaces, or the admin's."""


class FrontEndMiddleware:
    """Answers for the views of the website, in the same way whether or not there is a page at the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        if settings.SITE_ENABLED or match is None or match.view_name not in PAGES:
            return None
        if not is_elsewhere():
            sentence = gettext("There is no website here, only data: see /dataset.")
            return HttpResponseNotFound(f"{sentence}\n", content_type="text/plain; charset=utf-8")
        response = HttpResponseRedirect(_target(request))
        patch_vary_headers(response, ["Accept-Language"])
        return response


def _target(request: HttpRequest) -> str:
    """Return where a page is at the front end, also if it has moved since; another address is handed on as it is."""
    language = presentation.active_language()
    with reading() as replica:
        resource = at(replica, request.path)
        if resource:
            return url(replica, resource, language)
    return at_front_end(_address(request), language)


def _address(request: HttpRequest) -> str:
    """Return the path with its query string, in which the language need not stand twice."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
