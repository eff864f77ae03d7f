"""Formatted text as the graph keeps it: links are IRIs of resources, never addresses, so a move touches no text.

Wagtail's own HTML names pages by number (`<a linktype="page" id="3">`). Here they become `<a href="{IRI}">`, and so do
addresses of our pages that an editor pasted (`graph.locations`); a mention of something that is not public is unwrapped
to its words. Addresses are put in when answering.
"""

import html as entities
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from bs4 import BeautifulSoup
from wagtail import blocks as wagtail_blocks
from wagtail.models import Page
from wagtail.rich_text import RichText

from graph import locations
from graph.identity import from_iri, id_of, iri

Json = Any
Meant = Callable[[str], str | None]

EDITOR_MARKS = re.compile(r' data-block-key="[^"]*"')
"""The editor's name for each paragraph, which says nothing to readers."""
TAGS = re.compile(r"<[^>]*>")
HREF = re.compile(r'href="([^"]+)"')
RESOURCE = re.compile(r"[a-z-]+/[^/?#\s]{1,250}")
"""What an id looks like: an editor may write anything behind /id/."""
BLOCK_ELEMENTS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br"}


def html(source: str) -> str:
    """Wagtail's database HTML with links to pages as IRIs and without dangling ones; "" where it says nothing."""
    source = EDITOR_MARKS.sub("", source)
    if not TAGS.sub("", source).strip():
        return ""
    # Parsing costs a hundred times more than looking, and most texts have none of these.
    foreign = "linktype=" not in source and "<embed" not in source
    return source if foreign and not any(map(locations.mention, _addresses(source))) else _with_iris(source)


def _with_iris(source: str) -> str:
    soup = BeautifulSoup(source, "html.parser")
    for embed in soup.find_all("embed"):
        embed.decompose()
    anchors = soup.find_all("a", linktype=True)
    numbers = {int(str(anchor["id"])) for anchor in anchors if anchor["linktype"] == "page"}
    pages = Page.objects.only("content_type", "translation_key", "alias_of").in_bulk(numbers)
    for anchor in anchors:
        page = pages.get(int(str(anchor["id"]))) if anchor["linktype"] == "page" else None
        resource = id_of(page)
        if resource:
            anchor.attrs = {"href": iri(resource)}
        else:
            anchor.unwrap()
    for anchor in soup.find_all("a", href=True, linktype=False):
        anchor["href"] = as_iri(str(anchor["href"]))
    return str(soup)


def as_iri(written: str) -> str:
    """An address as descriptions hold it: as an IRI where it is one of ours."""
    mentioned = locations.mention(written) if addressed_id(written) is None else None
    return iri(mentioned) if mentioned else written


def addressed(written: str) -> Iterator[str]:
    """The id that an address holds, if it is an IRI of ours."""
    resource = addressed_id(written)
    if resource:
        yield resource


def addressed_id(written: str) -> str | None:
    resource = from_iri(written)
    if resource is None or (original := locations.written(resource)) is None:
        return resource if resource and RESOURCE.fullmatch(resource) else None
    # Nobody is sent to an address that only pretends to be one of ours.
    return resource if locations.mention(original) else None


def led(written: str, meant: Meant) -> str | None:
    """An address led to what it means; None where nothing public is meant."""
    return _replaced(written, lambda each: _target(meant(each)))


def _replaced(written: str, address: Callable[[str], str | None]) -> str | None:
    resource = addressed_id(written)
    return written if resource is None else address(resource)


def mentions(source: str) -> Iterator[str]:
    """Ids of the resources that HTML links to."""
    for each in _addresses(source):
        yield from addressed(each)


def unlink(source: str, meant: Meant) -> str:
    """HTML with its links led to what they mean, and without links to what is not public; their words stay."""
    if all(locations.written(each) is None and meant(each) for each in mentions(source)):
        return source
    return replace_links(source, lambda each: _target(meant(each)))


def _target(resource: str | None) -> str | None:
    """What stands in a journal: an IRI, or as written what is an address of nothing that we know."""
    return None if resource is None else locations.written(resource) or iri(resource)


def _addresses(source: str) -> Iterator[str]:
    return map(entities.unescape, HREF.findall(source))


def replace_links(source: str, address: Callable[[str], str | None]) -> str:
    """HTML with each link to a resource led to the address given for it; unwrapped where there is none."""
    if not any(mentions(source)):
        return source
    soup = BeautifulSoup(source, "html.parser")
    for anchor in soup.find_all("a"):
        resource = addressed_id(str(anchor.get("href", "")))
        if resource is None:
            continue
        target = address(resource)
        if target:
            anchor["href"] = target
        else:
            anchor.unwrap()
    return str(soup)


def plain_html(source: str) -> str:
    """The words of HTML, paragraphs apart by a line break."""
    words = _Words()
    words.feed(source)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects text alone: a seventh of the time that a tree of elements takes, and every text is read this way."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        # Set while the parser is inside of a script or a style sheet.
        if not self.cdata_elem:
            self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break_line(tag)

    def _break_line(self, tag: str) -> None:
        if tag in BLOCK_ELEMENTS:
            self.pieces.append("\n")


def blocks(stream: Any) -> list[Json]:
    """StreamField content as JSON: [{"id": …, "type": …, "value": …}], ids as Wagtail keeps them."""
    return [
        {
            "id": str(child.id),
            "type": child.block_type,
            "value": _block_value(child.block, child.value),
        }
        for child in stream
    ]


def block_mentions(value: Json) -> Iterator[str]:
    for leaf in _leaves(value):
        if isinstance(leaf, str):
            yield from (*mentions(leaf), *addressed(leaf))
        elif isinstance(leaf, dict) and leaf.get("resource"):
            yield leaf["resource"]


def unlink_blocks(value: Json, meant: Meant) -> Json:
    return _map(value, lambda text: unlink(led(text, meant) or "", meant), meant)


def replace_block_links(value: Json, address: Callable[[str], str | None]) -> Json:
    return _map(value, lambda text: replace_links(_replaced(text, address) or "", address), str)


def plain_blocks(value: Json) -> str:
    texts = (plain_html(leaf) for leaf in _leaves(value) if isinstance(leaf, str))
    return "\n".join(text for text in texts if text)


def _block_value(block: Any, value: Any) -> Json:
    """A block's value as JSON: HTML for rich text, {"resource": id} for what is chosen."""
    if isinstance(block, wagtail_blocks.StructBlock):
        return {name: _block_value(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, wagtail_blocks.ListBlock):
        return _present(_block_value(block.child_block, child) for child in value)
    if isinstance(block, wagtail_blocks.StreamBlock):
        return blocks(value)
    if isinstance(value, RichText):
        return html(value.source)
    if isinstance(block, wagtail_blocks.URLBlock):
        return as_iri(value or "")
    if isinstance(block, wagtail_blocks.ChooserBlock):
        resource = id_of(value)
        return {"resource": resource} if resource else None
    return block.get_prep_value(value)


def _leaves(value: Json) -> Iterator[Json]:
    """Texts and mentions in a JSON value, without the names and ids of its blocks."""
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, dict) and set(value) == {"id", "type", "value"}:
        yield from _leaves(value["value"])
    elif isinstance(value, dict) and set(value) == {"resource"}:
        yield value
    elif isinstance(value, dict):
        # By name, because PostgreSQL does not keep the order in which they were written.
        for name in sorted(value):
            yield from _leaves(value[name])
    else:
        yield value


def _map(value: Json, text: Callable[[str], str], meant: Meant) -> Json:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, list):
        return _present(_map(item, text, meant) for item in value)
    if isinstance(value, dict) and set(value) == {"resource"}:
        return value if meant(value["resource"]) else None
    if isinstance(value, dict):
        return {name: _map(item, text, meant) for name, item in value.items()}
    return value


def _present(values: Iterable[Json]) -> list[Json]:
    """What is left of a list when that which is not public has gone."""
    return [value for value in values if value is not None]
