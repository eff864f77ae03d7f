"""Formatted text of pages that are not in the graph: its links lead only to what is public.

Wagtail alone would show the address of any page, and in it the name of a draft or of a private page.
"""

from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from graph import presentation
from graph.identity import id_of
from graph.replica import Replica, reading
from graph.text import library, markup
from graph.visibility import PageRules


def public_html(source: str) -> SafeString:
    """Return Wagtail's database HTML for people; the words of a link to what is not public stay."""
    soup = BeautifulSoup(source, "html.parser")
    if anchors := soup.find_all("a", linktype=True):
        _lead(anchors)
    return mark_safe(markup.clean(str(soup)))  # noqa: S308 it has just been cleaned


def _lead(anchors: list) -> None:
    """Put addresses for the numbers of pages; files and whatever else these pages do not offer leave their words."""
    pages = library.linked_pages(anchors, Page.objects.select_related("alias_of"))
    rules = PageRules.at(timezone.now())
    with reading() as replica:
        for anchor in anchors:
            page = library.meant(anchor, pages) if anchor["linktype"] == "page" else None
            address = _address(page, replica, rules) if page else None
            if address:
                anchor.attrs = {"href": address}
            else:
                anchor.unwrap()


def _address(page: Page, replica: Replica, rules: PageRules) -> str | None:
    """Return where people find the page: one in the graph from there, one that lists others in the reader's
    language if it is public there."""
    if resource := id_of(page):
        language = presentation.active_language()
        return presentation.address(replica, resource, language) if resource in replica else None
    return next((each.url for each in (page.localized, page) if rules.opens(each)), None)
