"""Define the elements of formatted text: those that editors are offered, and those that descriptions keep.

HTML from a form or an import is reduced to the elements listed here. To offer editors another feature, add its
elements to `READ`: a system check compares the two.
"""

from __future__ import annotations

import html
import re

import nh3

from graph.identity import from_iri

READ = {
    **{f"h{level}": {f"h{level}"} for level in range(2, 7)},
    "bold": {"b", "strong"},
    "italic": {"i", "em"},
    "ol": {"ol", "li"},
    "ul": {"ul", "li"},
    "hr": {"hr"},
    "link": {"a"},
    "document-link": {"a"},
    "image": {"figure", "img"},
    "embed": {"figure", "a"},
    "blockquote": {"blockquote"},
    "code": {"code"},
    "superscript": {"sup"},
    "subscript": {"sub"},
    "strikethrough": {"del", "s"},
}
"""The features of Wagtail's editor whose result descriptions keep, with the elements of the result."""

OFFERED = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "image", "embed"]
"""The features that every editor of formatted text has, unless its field declares fewer."""

TAGS = {"p", "br"}.union(*READ.values())
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
SCHEMES = {"http", "https", "mailto", "tel"}
PLACES = {"left", "right", "fullwidth"}
"""The positions of a picture beside the text, which Wagtail calls its format."""

ELEMENT = re.compile(r"<[^<>]*>")
UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")


def clean(source: str) -> str:
    """Return the HTML without markup that could run code for a reader or imitate the site's own interface."""
    cleaned = nh3.clean(
        source,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"figure": PLACES},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return _without_empty_links(cleaned)


def _without_empty_links(cleaned: str) -> str:
    """Return the HTML with links that have lost their address unwrapped. Links are closed, and never nested."""
    before, *links = cleaned.split("<a>")
    return before + "".join(link.replace("</a>", "", 1) for link in links)


def _attribute(element: str, attribute: str, value: str) -> str | None:
    """Return the value; None for a picture's address on another site, which every reader's browser would request."""
    return None if (element, attribute) == ("img", "src") and from_iri(value) is None else value


def is_blank(source: str) -> bool:
    """Return whether readers would see nothing: no picture, and only visible or invisible spaces."""
    return "<img" not in source and not UNSEEN.sub("", html.unescape(ELEMENT.sub("", source)))
