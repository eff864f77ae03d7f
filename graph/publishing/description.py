"""Answer requests for the dataset's description: a page, RDF in every format, a citation, or the codebook."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from graph.publishing import catalogue, codebook, links, pages
from graph.publishing.answers import published, revalidated
from graph.publishing.citation import CITATIONS, Cited
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import ALIASES, BY_EXTENSION, FORMATS, HTML, MARKDOWN, Format
from graph.publishing.negotiation import negotiate_document, parse
from graph.publishing.statistics import Statistics
from graph.refusals import Refusal

DESCRIBED = (HTML, MARKDOWN, *FORMATS, *ALIASES)


def _cited(write: Callable[[Cited], str | bytes]) -> Callable[[Snapshot], str | bytes]:
    return lambda _: write(Cited.now())


OTHERS: dict[str, tuple[str, Callable[[Snapshot], str | bytes]]] = {
    **{extension: (media_type, _cited(write)) for extension, (media_type, write) in CITATIONS.items()},
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
        return pages.dataset(request, snapshot)
    return _answer(request, form.content_type, catalogue.text(form, snapshot))


def _answer(request: HttpRequest, content_type: str, content: str | bytes) -> HttpResponseBase:
    response = revalidated(request, content_type, content)
    response["Link"] = pages.link_header()
    return response
