"""Answer the addresses of versions: the list, each version, and its files."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from graph.declarations import named_node, primary_language
from graph.mirror import ensure_fresh
from graph.publishing import citation, links
from graph.publishing.about import about
from graph.publishing.answers import FOR_EVER, conditional, published, revalidated
from graph.publishing.citation import CITATIONS, Cited
from graph.publishing.downloads import sent
from graph.publishing.formats import ALIASES, BY_EXTENSION, FORMATS, HTML, MARKDOWN, Format
from graph.publishing.negotiation import negotiate_document, parse
from graph.publishing.versions import described
from graph.publishing.versions.content import sentence
from graph.publishing.versions.standing import address, file_of, is_outdated, named, public_versions
from graph.refusals import Refusal

OFFERED = (HTML, MARKDOWN, *FORMATS, *ALIASES)


@published("Accept", "Accept-Language")
def versions(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """List the versions that there are, the newest first."""
    form = _form(request, extension, described.series())
    if isinstance(form, Format):
        return _rdf(request, form, described.series(), described.statements())
    ensure_fresh()
    shown = [(each, is_outdated(each)) for each in public_versions()]
    return _page(request, "graph/versions.html", {"versions": shown[::-1], "formats": FORMATS})


@published("Accept", "Accept-Language")
def version(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show one version: its files, how to cite it, and what was left out of it."""
    stem, _, extension = name.partition(".")
    found = named(stem)
    if extension in CITATIONS:
        media_type, write = CITATIONS[extension]
        return revalidated(request, media_type, write(Cited.of(found)))
    form = _form(request, extension, address(found))
    if isinstance(form, Format):
        before = public_versions().filter(date__lte=found.date, sequence__lt=found.sequence).last()
        return _rdf(request, form, address(found), described.of_version(found, before))
    ensure_fresh()
    types = described.media_types(found)
    shown = {
        "version": found,
        "files": [(each, types[each], found.files[each]) for each in types],
        "citation": citation.sentence(Cited.of(found)),
        "notice": sentence(found),
        "is_outdated": is_outdated(found),
    }
    return _page(request, "graph/version.html", shown)


@published()
def version_file(request: HttpRequest, name: str, file: str) -> HttpResponseBase:
    """Return a file of a version, or the digests of all its files in the form that `sha256sum --check` reads."""
    found = named(name)
    if file == "SHA256SUMS":
        lines = "".join(f"{noted['sha256']}  {each}\n" for each, noted in sorted(found.files.items()))
        return revalidated(request, "text/plain; charset=utf-8", lines)
    made = file_of(found, file)
    save_as = f"accord-{name}-{file}"
    content_type = "application/gzip" if file.endswith(".gz") else described.media_types(found)[file]
    etag = made.sha256[:32]
    response = conditional(request, etag, lambda: sent(request, made, f'"{etag}"', save_as, content_type))
    response["Link"] = links.of_version_file(address(found))
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = FOR_EVER
    return response


def _form(request: HttpRequest, extension: str, name: str) -> Any:
    form = BY_EXTENSION.get(extension) if extension else negotiate_document(parse(request).accept, OFFERED)
    if form is None:
        known = [f"{name}.{each}" for each in BY_EXTENSION]
        raise Refusal(404 if extension else 406, "There is no such form of this page, but these exist:", known)
    return form


def _rdf(request: HttpRequest, form: Format, name: str, statements: Any) -> HttpResponseBase:
    triples = (ox.Triple(ox.NamedNode(each), named_node(predicate), term) for each, predicate, term in statements)
    return revalidated(request, form.content_type, form.text(name, triples))


def _page(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    response = TemplateResponse(
        request, template, {"title": about().title.in_language(primary_language(get_language() or "")), **shown}
    )
    patch_vary_headers(response, ["Accept-Language"])
    return response
