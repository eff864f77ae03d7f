"""Previews of a draft as Turtle, as a search result, on partners' sites, and as other packages offer them.

Each is made from the draft's description, which is laid over the public graph for this answer only.
"""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.isolation import UNREADABLE
from graph import presentation
from graph.declarations import primary_language
from graph.description import Description
from graph.identity import document_iri, id_of
from graph.journal import content_of
from graph.presentation.names import names_of_hidden
from graph.previews import LIFETIME, token_for
from graph.publishing.formats import TURTLE
from graph.publishing.serialisers import StoredText
from graph.refusals import Refusal
from graph.replica import overlaid, reading
from search.found import found
from search.query import LONGEST, Query

FRAMING = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src {origin}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


def offered(preview: presentation.TextPreview, page: Page, request) -> HttpResponse:
    """Show a preview that another package offers: the draft as an interface for machines would publish it."""
    query, text = preview.write(presentation.drafted(page))
    return _shown(request, page, preview.heading, text, query)


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


def on_site(site, page: Page, request) -> HttpResponse:
    """Show the last saved draft on a partner's site, in a frame or by a link, for which the site gets a token."""
    problem = _("Save the page first: partner sites show the last saved draft.")
    context = {"site": site, "page": page, "problem": problem}
    if page.pk:
        try:
            token = token_for(page, request.user, request.session.session_key)
        except Refusal as refusal:
            context["problem"] = str(refusal)
        else:
            context |= {"token": token, "address": site.preview_of(page, token), "resource": id_of(page)}
            context |= {"language": primary_language(page.locale.language_code), "seconds": LIFETIME.seconds}
    response = render(request, "cms/previews/partner.html", context)
    response["Content-Security-Policy"] = FRAMING.format(origin=site.origin)
    response["Cache-Control"] = "private, no-store"
    return response


def unreadable(page: Page, request) -> HttpResponse:
    return _shown(request, page, page.title, str(UNREADABLE))


def _shown(request, page: Page, heading, text: str, query: str = "") -> HttpResponse:
    context = {"heading": heading, "text": text, "query": query, "page": page}
    return render(request, "cms/previews/text.html", context)


def modes() -> dict[str, tuple[str, Callable[[Page, object], HttpResponse]]]:
    """Return the previews beside the website's, by name: each with its label and the function that shows it."""
    others = {name: (each.label, partial(offered, each)) for name, each in presentation.PREVIEWS.items()}
    return {**others, "turtle": (_("Turtle"), turtle), "search": (_("Search result"), search_result)}
