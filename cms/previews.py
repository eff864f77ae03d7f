"""Previews of a draft as a GraphQL answer, as Turtle and as a search result.

Each is made from the draft's description, which is laid over the public graph for this answer only.
"""

import json
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.isolation import UNREADABLE
from graph import presentation
from graph.declarations import primary_language
from graph.description import Description
from graph.identity import document_iri
from graph.journal import content_of
from graph.presentation.names import names_of_hidden
from graph.publishing.formats import TURTLE
from graph.publishing.serialisers import StoredText
from graph.replica import overlaid, reading
from search.found import found
from search.query import LONGEST, Query


def graphql(page: Page, request) -> HttpResponse:
    """Show a GraphQL query about the draft and the answer that the endpoint would give."""
    draft = presentation.drafted(page)
    query = presentation.graphql_query(draft.declared, draft.id, presentation.selections(draft.declared))
    asked = RequestFactory().post(
        reverse("graphql"), {"query": query}, content_type="application/json", headers={"accept": "application/json"}
    )
    asked.META["SERVER_NAME"] = request.get_host().partition(":")[0]
    with overlaid(draft):
        answer = resolve(reverse("graphql")).func(asked)
    text = json.dumps(json.loads(answer.content), indent=2, ensure_ascii=False)
    return _shown(request, page, _("As a GraphQL answer"), text, query)


def turtle(page: Page, request) -> HttpResponse:
    return _shown(request, page, _("As Turtle"), turtle_of(presentation.drafted(page)))


def turtle_of(draft: Description) -> str:
    """Return the Turtle document that would be published for the draft."""
    stored = StoredText(document_iri(draft.id), content_of(draft)["turtle"])
    return "".join(TURTLE.write([stored]))


def search_result(page: Page, request) -> HttpResponse:
    """Show the draft as a result of a search for its title."""
    draft, language = presentation.drafted(page), presentation.active_language()
    with overlaid(draft), reading() as replica:
        [row] = presentation.rows(replica, [draft.id], language, names_of_hidden(draft, replica, language, True))
    written = primary_language(page.locale.language_code)
    shown = found(row, draft, Query.of(page.title[:LONGEST]), written)
    return render(request, "cms/previews/search_result.html", {"found": shown, "page": page})


def unreadable(page: Page, request) -> HttpResponse:
    return _shown(request, page, page.title, str(UNREADABLE))


def _shown(request, page: Page, heading, text: str, query: str = "") -> HttpResponse:
    context = {"heading": heading, "text": text, "query": query, "page": page}
    return render(request, "cms/previews/text.html", context)


MODES: dict[str, tuple[str, Callable[[Page, object], HttpResponse]]] = {
    "graphql": (_("GraphQL answer"), graphql),
    "turtle": (_("Turtle"), turtle),
    "search": (_("Search result"), search_result),
}
