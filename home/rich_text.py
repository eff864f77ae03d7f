"""Rendering of rich text on pages that are not in the graph, with links to public pages only.

Wagtail's own rendering would show the address of any page, and in it the name of a draft or of a private page.
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
    """Return Wagtail's database HTML as clean HTML; a link to a page that is not public is replaced by its text."""
    soup = BeautifulSoup(source, "html.parser")
    if anchors := soup.find_all("a", linktype=True):
        _lead(anchors)
    return mark_safe(markup.clean(str(soup)))  # noqa: S308 it has just been cleaned


def _lead(anchors: list) -> None:
    """Set the address of each link to a public page, and replace every other link (as to a file) by its text."""
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
    """Return the address of a page, or None if it is not public.

    A page in the graph has its address from the replica. For any other page, such as one that lists others, the
    translation in the active language is preferred.
    """
    if resource := id_of(page):
        language = presentation.active_language()
        return presentation.address(replica, resource, language) if resource in replica else None
    return next((each.url for each in (page.localized, page) if rules.opens(each)), None)
