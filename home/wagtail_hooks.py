"""Wagtail hooks of the website."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from home.languages import activate_asked


@hooks.register("before_serve_page")
def show_in_the_language_asked_for(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """Activate the language of `?lang=`: only now, because Wagtail finds a page in the tree of the active language."""
    activate_asked(request)
