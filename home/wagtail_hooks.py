"""Wagtail hooks of the website."""

from django.http import HttpRequest, HttpResponseRedirect
from wagtail import hooks
from wagtail.models import Page

from graph.identity import id_of
from home.languages import PARAMETER, activate_asked, elsewhere


@hooks.register("before_serve_page")
def show_in_the_language_asked_for(
    page: Page, request: HttpRequest, args: list, kwargs: dict
) -> HttpResponseRedirect | None:
    """Activate the language of `?lang=`: only now, because Wagtail finds a page in the tree of the active language.

    A page that is not in the graph has only the texts of its own language: where it is public in the other language,
    redirect there; where it is not, the page says so.
    """
    activate_asked(request)
    if PARAMETER in request.GET and id_of(page) is None and (there := elsewhere(page, request)):
        return HttpResponseRedirect(there)
    return None
