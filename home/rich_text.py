"""Formatted text of pages that are not in the graph: its links lead only to what is public.

Wagtail alone would show the address of any page, and in it the name of a draft or of a private page.
"""

from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail.models import Page
from wagtail.templatetags.wagtailcore_tags import richtext

from graph import presentation
from graph.identity import id_of
from graph.public import PageRules
from graph.replica import Replica, reading


def public_html(source: str) -> SafeString:
    """Wagtail's database HTML for people; the words of a link to what is not public stay."""
    soup = BeautifulSoup(source, "html.parser")
    anchors = soup.find_all("a", linktype="page")
    if not anchors:
        return richtext(source)
    pages = Page.objects.select_related("alias_of").in_bulk({int(anchor["id"]) for anchor in anchors})
    rules = PageRules.at(timezone.now())
    with reading() as replica:
        for anchor in anchors:
            page = pages.get(int(anchor["id"]))
            address = _address(page, replica, rules) if page else None
            if address:
                anchor.attrs = {"href": address}
            else:
                anchor.unwrap()
    return richtext(str(soup))


def _address(page: Page, replica: Replica, rules: PageRules) -> str | None:
    """Of a page in the graph from there; of one that lists others, in the reader's language if it is public there."""
    if resource := id_of(page):
        language = presentation.active_language()
        return presentation.address(replica, resource, language) if resource in replica else None
    return next((each.url for each in (page.localized, page) if rules.opens(each)), None)
