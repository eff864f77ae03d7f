"""Formatted text as a tree, for clients that draw it with their own components instead of as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from graph import content
from graph.identity import iri

Json = Any

MARKS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
TYPES = {
    "p": "paragraph",
    "ul": "unordered-list",
    "ol": "ordered-list",
    "li": "list-item",
    "blockquote": "quotation",
    "br": "line-break",
    **{f"h{level}": "heading" for level in range(1, 7)},
}


def structured(html: str, address: Callable[[str], str | None]) -> list[Json]:
    """Elements as {"type": …, "children": […]}, words as {"text": …} with "bold" or "italic" where they are.

    A heading has its "level", a link its "url" and, if it leads to a resource, the "resource"; `address` finds the
    url of an id. A link to what is gone is its words. Of other elements the type is the name in HTML.
    """
    return list(_children(BeautifulSoup(html, "html.parser"), address, {}))


def _children(parent: Tag, address: Callable[[str], str | None], marks: Json) -> Iterator[Json]:
    for each in parent.children:
        yield from _node(each, address, marks)


def _node(node: PageElement, address: Callable[[str], str | None], marks: Json) -> Iterator[Json]:
    if isinstance(node, NavigableString):
        # White space between paragraphs is none of the text.
        if node.strip() or (node.parent and node.parent.name not in ("[document]", "ul", "ol")):
            yield {"text": str(node), **marks}
    elif isinstance(node, Tag) and node.name in MARKS:
        yield from _children(node, address, {**marks, MARKS[node.name]: True})
    elif isinstance(node, Tag) and node.name == "a":
        yield from _link(node, address, marks)
    elif isinstance(node, Tag):
        level = {"level": int(node.name[1])} if TYPES.get(node.name) == "heading" else {}
        yield {"type": TYPES.get(node.name, node.name), **level, "children": list(_children(node, address, marks))}


def _link(anchor: Tag, address: Callable[[str], str | None], marks: Json) -> Iterator[Json]:
    written = str(anchor.get("href", ""))
    resource = content.addressed_id(written)
    url = address(resource) if resource else written
    words = list(_children(anchor, address, marks))
    if not url:
        yield from words
        return
    named = {"resource": iri(resource)} if resource else {}
    yield {"type": "link", "url": url, **named, "children": words}
