"""What formatted text may consist of: what editors are offered, and what descriptions, and so all readers, have of it.

Text comes in as HTML from a form or an import, and goes out with nothing but the elements that stand here. Whoever
offers editors another feature says here with which elements the text then comes: a system check compares the two.
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
"""The features of Wagtail's editor whose outcome readers have, with the elements of it."""

OFFERED = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link", "document-link", "image", "embed"]
"""The features that every editor of formatted text has, unless its field wants fewer."""

TAGS = {"p", "br"}.union(*READ.values())
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}}
SCHEMES = {"http", "https", "mailto", "tel"}
PLACES = {"left", "right", "fullwidth"}
"""Where a picture stands beside the text: what Wagtail calls its format."""

ELEMENT = re.compile(r"<[^>]*>")
NO_LINK = re.compile("<a>(.*?)</a>", re.DOTALL)
UNSEEN = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")


def clean(source: str) -> str:
    """Return the HTML without what could act on a reader's behalf or look like the site's own furniture."""
    cleaned = nh3.clean(
        source,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes={"figure": PLACES},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    # A link that has lost its address is none; links do not stand inside of each other.
    return NO_LINK.sub(r"\1", cleaned) if "<a>" in cleaned else cleaned


def _attribute(element: str, attribute: str, value: str) -> str | None:
    """Return the value, but not the address of a picture elsewhere: every reader's browser would ask for it."""
    return None if (element, attribute) == ("img", "src") and from_iri(value) is None else value


def is_blank(source: str) -> bool:
    """Return True where readers would see nothing: no picture, and no words but spaces, seen or unseen."""
    return "<img" not in source and not UNSEEN.sub("", html.unescape(ELEMENT.sub("", source)))
