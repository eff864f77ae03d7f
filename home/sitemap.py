"""The sitemap: every public resource in every language that it can be read in, from the replica, by type.

https://www.sitemaps.org/protocol.html, with the other languages of each page as search engines ask for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from graph.declarations import LANGUAGES, DeclaredType, registry
from graph.identity import ResourceId, split
from graph.presentation.listing import modified_field
from graph.replica import Replica, reading, view_address

XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
RESOURCES = 2_000
"""The number of resources in a file: in six languages, 12 000 addresses, some 8 MB."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Return the list of sitemaps: one for the site's own pages, and some for each type."""
    with reading() as replica:
        parts = [
            f"{declared.graph_type.slug}-{number}"
            for declared in registry().resources
            for number in range(1, -(-replica.count(declared.name) // RESOURCES) + 1)
        ]
    places = (f"<sitemap><loc>{_absolute(reverse('sitemap-part', args=[each]))}</loc></sitemap>" for each in parts)
    own = f"<sitemap><loc>{_absolute(reverse('sitemap-part', args=['site']))}</loc></sitemap>"
    return _xml("sitemapindex", [own, *places])


@require_safe
def part(request: HttpRequest, name: str) -> HttpResponse:
    if name == "site":
        return _xml("urlset", _site())
    slug, _, number = name.rpartition("-")
    declared = registry().by_slug.get(slug)
    if declared is None or declared.is_part or not number.isdecimal() or len(number) > 6:
        raise Http404
    with reading() as replica:
        first = (int(number) - 1) * RESOURCES
        resources = sorted(replica.of_type(declared.name))[max(first, 0) : first + RESOURCES]
        if not resources:
            raise Http404
        return _xml("urlset", [each for resource in resources for each in _entries(replica, declared, resource)])


def _site() -> Iterator[str]:
    """Yield the home page in each language that has one, and the lists by type."""
    known = Locale.objects.values_list("language_code", flat=True)
    homes = sorted(set(known) & set(dict(settings.LANGUAGES)))
    yield from (f"<url><loc>{_absolute(f'/{code}/')}</loc></url>" for code in homes)
    paths = [reverse("types"), *(reverse("resources", args=[each.graph_type.slug]) for each in registry().resources)]
    for path in paths:
        yield from _in_languages({code: _absolute(f"{path}?lang={code}") for code in LANGUAGES}, "")


def _entries(replica: Replica, declared: DeclaredType, resource: ResourceId) -> Iterator[str]:
    """Yield the addresses of a resource: of its pages, or of the view that shows a resource without a page."""
    node = replica.node(resource)
    path = _absolute(view_address("resource", *split(resource)))
    urls = node["urls"] or {code: f"{path}?lang={code}" for code in LANGUAGES}
    field = modified_field(declared)
    yield from _in_languages(urls, node["values"].get(field.name, "") if field else "")


def _in_languages(urls: dict[str, str], modified: str) -> Iterator[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>' for code, url in urls.items()
    )
    moment = f"<lastmod>{escape(modified)}</lastmod>" if modified else ""
    for url in urls.values():
        yield f"<url><loc>{escape(url)}</loc>{moment}{links if len(urls) > 1 else ''}</url>"


def _absolute(path: str) -> str:
    return f"{settings.GRAPH_BASE_IRI}{path}" if path.startswith("/") else path


def _xml(element: str, entries: Iterable[str]) -> HttpResponse:
    lines = (f"{HEAD}<{element} {SCHEMA}>", *entries, f"</{element}>", "")
    return HttpResponse("\n".join(lines), content_type=XML)
