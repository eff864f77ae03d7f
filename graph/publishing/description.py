"""Answer requests for the dataset's description: a page, RDF in every format, a citation, or the codebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

from graph.publishing import catalogue, citation, codebook, links
from graph.publishing.answers import published, revalidated
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution, distributions
from graph.publishing.formats import ALIASES, BY_EXTENSION, FORMATS, HTML, MARKDOWN, Format
from graph.publishing.negotiation import negotiate_document, parse
from graph.publishing.queries import worked_queries
from graph.publishing.statistics import Statistics
from graph.refusals import Refusal

DESCRIBED = (HTML, MARKDOWN, *FORMATS, *ALIASES)
SHOWN_QUERY = "projects-by-country"
OTHERS: dict[str, tuple[str, Callable[[Snapshot], str | bytes]]] = {
    "bib": ("application/x-bibtex", citation.bibtex),
    "datacite.json": ("application/vnd.datacite.datacite+json", lambda each: orjson.dumps(citation.datacite(each))),
    "csv": ("text/csv; charset=utf-8", lambda each: codebook.table(Statistics.of(each))),
}


@published("Accept")
def description(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Describe the dataset: content, files, completeness, licence and citation."""
    snapshot = Snapshot.current()
    if extension in OTHERS:
        media_type, write = OTHERS[extension]
        return _answer(request, media_type, write(snapshot))
    form = BY_EXTENSION.get(extension) if extension else negotiate_document(parse(request).accept, DESCRIBED)
    if form is None:
        known = [f"{links.dataset_address()}.{each}" for each in (*BY_EXTENSION, *OTHERS)]
        raise Refusal(404 if extension else 406, "There is no such form of the description, but these exist:", known)
    if not isinstance(form, Format):
        return _page(request, snapshot)
    return _answer(request, form.content_type, catalogue.text(form, snapshot))


def _answer(request: HttpRequest, content_type: str, content: str | bytes) -> HttpResponseBase:
    response = revalidated(request, content_type, content)
    response["Link"] = _links()
    return response


def _page(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    counted = Statistics.of(snapshot)
    shown: dict[str, Any] = {
        "snapshot": snapshot,
        "counted": counted,
        "title": catalogue.TITLE,
        "abstract": catalogue.ABSTRACT,
        "files": [(each, each.existing(snapshot)) for each in _whole()],
        "tables": [each for each in distributions() if each.declared],
        "completeness": list(codebook.completeness(counted)),
        "codebook": list(codebook.entries(counted)),
        "citation": citation.sentence(snapshot),
        "licence": settings.LICENCE,
        "formats": FORMATS,
        "worked": worked_queries()[SHOWN_QUERY],
    }
    response = TemplateResponse(request, "graph/dataset.html", shown)
    response["Link"] = _links()
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _whole() -> list[Distribution]:
    return [each for packed in (False, True) for each in distributions(packed) if each.declared is None]


def _links() -> str:
    described = {f"{links.dataset_address()}.{form.extension}": form.media_type for form in FORMATS}
    return links.of_dataset(described, {each.address: each.media_type for each in _whole() if not each.compressed})
