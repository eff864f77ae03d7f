"""Middleware that answers with Markdown: at a page's address with the suffix `.md`, and to clients that prefer it.

A page has Markdown if beside its template `name.html` there is a template `name.md`. Views return a TemplateResponse,
so that the template can still be changed here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers

from graph.publishing.answers import etag_of
from graph.publishing.formats import HTML, MARKDOWN
from graph.publishing.links import markdown_address
from graph.publishing.negotiation import media_ranges, negotiate
from home import urls

SUFFIX = ".md"


class MarkdownMiddleware:
    """Stands outside of what chooses the language and redirects, which see the page's own address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = _page(request.path_info)
        if page:
            request.path = request.path_info = page
        request.prefers_markdown = bool(page) or _accepts_markdown(request)
        response = self.get_response(request)
        if page and _leads_to_a_page(response):
            response["Location"] = markdown_address(response["Location"])
        return _conditional(request, response) if _is_markdown(response) else response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        name = response.template_name
        template = _markdown_template(name) if isinstance(name, str) else None
        if template is None:
            return response
        patch_vary_headers(response, ["Accept"])
        address = request.build_absolute_uri()
        if getattr(request, "prefers_markdown", False):
            response.template_name = template
            response["Content-Type"] = MARKDOWN.content_type
            _add_link(response, f'<{address}>; rel="canonical"')
        elif response.status_code == 200:
            _add_link(response, f'<{markdown_address(address)}>; rel="alternate"; type="{MARKDOWN.media_type}"')
        return response


def _page(path: str) -> str | None:
    """Return the path of the page of which a path asks for the Markdown: a page of Wagtail, or a view of the site."""
    if not path.endswith(SUFFIX):
        return None
    stem = path.removesuffix(SUFFIX)
    return next((each for each in (f"{stem}/", stem) if _view_at(each) in _views()), None)


def _view_at(path: str) -> str | None:
    try:
        # Django knows the addresses of pages below the prefix of the active language alone.
        with translation.override(translation.get_language_from_path(path) or translation.get_language()):
            return resolve(path).url_name
    except Resolver404:
        return None


@lru_cache(maxsize=1)
def _views() -> frozenset[str]:
    """Return the names of Wagtail's view of pages, of the site's views, and of the pages about data and terms."""
    own = (each.name for each in urls.urlpatterns if each.name and str(each.pattern).endswith("/"))
    return frozenset(["wagtail_serve", "description", "type-of-resource", "vocabulary", *own])


def _accepts_markdown(request: HttpRequest) -> bool:
    return negotiate(media_ranges(request.headers.get("Accept", "")), [HTML, MARKDOWN]) is MARKDOWN


@lru_cache(maxsize=256)
def _markdown_template(name: str) -> str | None:
    markdown = f"{name.removesuffix('.html')}{SUFFIX}"
    try:
        get_template(markdown)
    except TemplateDoesNotExist:
        return None
    return markdown


def _add_link(response: HttpResponseBase, link: str) -> None:
    response["Link"] = ", ".join(filter(None, (response.get("Link"), link)))


def _leads_to_a_page(response: HttpResponseBase) -> bool:
    """Tell whether a response redirects to a page that has Markdown too, rather than to the login, for example."""
    if not 300 <= response.status_code < 400 or "Location" not in response:
        return False
    target = urlsplit(response["Location"])
    is_ours = not target.netloc or target.netloc == urlsplit(settings.GRAPH_BASE_IRI).netloc
    return is_ours and _page(urlsplit(markdown_address(target.path)).path) is not None


def _is_markdown(response: HttpResponseBase) -> bool:
    return response.status_code == 200 and response.get("Content-Type") == MARKDOWN.content_type


def _conditional(request: HttpRequest, response: Any) -> HttpResponseBase:
    """Return 304 if the client has this text already."""
    etag = f'"{etag_of(response.content)}"'
    response["ETag"] = etag
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
