"""Answer the addresses of worked queries: the text of one, and the document about all in RDF."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from graph.publishing import executables
from graph.publishing.answers import SeeOther, published, revalidated
from graph.publishing.formats import BY_EXTENSION, FORMATS, HTML, Format, MediaType
from graph.publishing.negotiation import media_ranges, negotiate
from graph.publishing.queries import WorkedQuery, worked_queries
from graph.refusals import Refusal
from graph.sparql.request import QUERY

TEXT = MediaType(QUERY)


@published()
def text(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return the text of a worked query, for tools that send it."""
    return revalidated(request, f"{QUERY}; charset=utf-8", _named(name).text)


@published("Accept")
def identity(request: HttpRequest, name: str) -> HttpResponseBase:
    """Redirect from the IRI of a worked query to the editor, to its text, or to the document that describes it."""
    query = _named(name)
    form = negotiate(media_ranges(request.headers.get("Accept", "")), [HTML, TEXT, *FORMATS])
    if isinstance(form, Format):
        return SeeOther(f"{executables.address()}.{form.extension}")
    if form is TEXT:
        return SeeOther(f"{executables.executable(name)}.rq")
    return SeeOther(f"{reverse('sparql')}?example={query.name}")


@published("Accept")
def document(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Return the description of all worked queries; redirect people to the editor, which lists them."""
    if extension:
        form = BY_EXTENSION.get(extension)
    else:
        chosen = negotiate(media_ranges(request.headers.get("Accept", "")), [HTML, *FORMATS])
        if chosen is HTML:
            return SeeOther(reverse("sparql"))
        form = chosen if isinstance(chosen, Format) else None
    if form is None:
        known = [f"{executables.address()}.{each}" for each in BY_EXTENSION]
        raise Refusal(404 if extension else 406, "There is no such form of the worked queries, but these exist:", known)
    return revalidated(request, form.content_type, executables.text(form))


def _named(name: str) -> WorkedQuery:
    if name not in worked_queries():
        known = ", ".join(sorted(worked_queries()))
        raise Refusal(404, "There is no worked query “%(name)s”: use one of %(known)s.", name=name, known=known)
    return worked_queries()[name]
