"""The editor of formatted text, which accepts broken stored HTML and unreadable input without an error page."""

import re

from bs4 import BeautifulSoup
from django.utils.html import format_html
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea

from cms.fields.formatted_text import UnreadableText

NUMBER = re.compile(r"[0-9]{1,18}")
UNCONVERTIBLE = (AttributeError, KeyError, TypeError, ValueError)
"""Errors that Wagtail's converter raises for stored HTML without expected attributes, and for JSON of another shape."""


class RichTextArea(DraftailRichTextArea):
    """Wagtail's editor, which shows only the words of a stored link without an id."""

    def format_value(self, value):
        try:
            return super().format_value(value)
        except UNCONVERTIBLE:
            return super().format_value(without_broken_links(value))

    def value_from_datadict(self, data, files, name):
        try:
            return super().value_from_datadict(data, files, name)
        except UNCONVERTIBLE:
            sent = str(data.get(name)).strip()
            return UnreadableText(format_html("<p>{}</p>", sent)) if sent else ""


def without_broken_links(html: str) -> str:
    """Return the HTML without links and embeds whose id is not a number; the words of links stay."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a", linktype=True):
        if not NUMBER.fullmatch(link.get("id") or ""):
            link.unwrap()
    for link in soup.find_all("a", href=False, linktype=False):
        link.unwrap()
    for embed in soup.find_all("embed"):
        if not embed.get("url") and not NUMBER.fullmatch(embed.get("id") or ""):
            embed.decompose()
    return str(soup)
