"""Convert formatted text to a tree, for clients that render it with their own components instead of as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

from graph.identity import iri
from graph.text import figures, rich_text
from graph.text.figures import Shown

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


def structured(
    html: str, address: Callable[[str], str | None], shown: Callable[[str], Shown | None] = lambda _: None
) -> list[Json]:
    """Return elements as {"type": …, "children": […]}, and words as {"text": …} with "bold" or "italic" if they are.

    A heading has its "level", a link its "url" and, if it leads to a resource, the "resource"; `address` gives the
    URL of an id. A link without URL is replaced by its words. A picture is {"type": "image", …} with what `shown`
    gives, or left out; a video is {"type": "embed", "url", "provider"}. Other elements have their HTML name as type.
    """
    soup = BeautifulSoup(html, "html.parser")
    return list(_Tree(address, shown).children(soup, {}))


@dataclass(frozen=True)
class _Tree:
    address: Callable[[str], str | None]
    shown: Callable[[str], Shown | None]

    def children(self, parent: Tag, marks: Json) -> Iterator[Json]:
        for each in parent.children:
            yield from self._node(each, marks)

    def _node(self, node: PageElement, marks: Json) -> Iterator[Json]:
        if isinstance(node, NavigableString):
            # Drop white space between blocks and list items, which is not part of the text.
            if node.strip() or (node.parent and node.parent.name not in ("[document]", "ul", "ol")):
                yield {"text": str(node), **marks}
        elif not isinstance(node, Tag):
            return
        elif node.name in MARKS:
            yield from self.children(node, {**marks, MARKS[node.name]: True})
        elif node.name == "a":
            yield from self._link(node, marks)
        elif node.name == "img":
            yield from self._picture(node)
        elif node.name == "figure":
            yield from self._figure(node, marks)
        else:
            level = {"level": int(node.name[1])} if TYPES.get(node.name) == "heading" else {}
            children = list(self.children(node, marks))
            yield {"type": TYPES.get(node.name, node.name), **level, "children": children}

    def _link(self, anchor: Tag, marks: Json) -> Iterator[Json]:
        written = str(anchor.get("href", ""))
        resource = rich_text.addressed_id(written)
        url = self.address(resource) if resource else written
        words = list(self.children(anchor, marks))
        if not url:
            yield from words
            return
        named = {"resource": iri(resource)} if resource else {}
        yield {"type": "link", "url": url, **named, "children": words}

    def _figure(self, figure: Tag, marks: Json) -> Iterator[Json]:
        """Yield the picture or the video in a figure, without the figure."""
        if (link := figure.find("a", recursive=False)) and (host := figures.provider(str(link.get("href", "")))):
            yield {"type": "embed", "url": str(link["href"]), "provider": host}
        else:
            yield from self.children(figure, marks)

    def _picture(self, image: Tag) -> Iterator[Json]:
        resource = rich_text.addressed_id(str(image.get("src", "")))
        if resource and (found := self.shown(resource)):
            size = {"url": found.url, "width": found.width, "height": found.height}
            words = {"alternative": str(image.get("alt", "")), "credit": found.credit}
            yield {"type": "image", **size, **words, "resource": iri(resource)}
