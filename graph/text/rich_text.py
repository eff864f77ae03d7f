"""Convert formatted text to the HTML that the graph stores: links are IRIs, not addresses, so a move changes no text.

Wagtail's own HTML names pages, documents and images by number (`<a linktype="page" id="3">`). Here they become
`<a href="{IRI}">` and figures (`graph.text.figures`), and so do pasted addresses of this site's pages
(`graph.text.own_addresses`). A link to a resource that is not public is replaced by its words, and a picture that is
not public is removed. Addresses are inserted when answering.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from bs4 import BeautifulSoup

from graph.identity import from_iri, iri, split
from graph.text import figures, library, markup, own_addresses
from graph.text.figures import Shown

Meant = Callable[[str], str | None]

VERSION = 2
"""Increment this when the same text is described differently: all texts are then described again."""
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
TAG = re.compile(r"""<[^"'<>]*(?:"[^"]*"[^"'<>]*|'[^']*'[^"'<>]*)*>""")
"""Matches a tag of clean HTML; a ">" inside of an attribute's quotation marks does not end it."""
DATA_RESOURCE = "data-resource"
"""The attribute of a link that names its resource, for sites that show resources at addresses of their own."""
NAMED = re.compile("linktype|<embed|<img", re.IGNORECASE)
"""Matches Wagtail's own HTML for links, embeds and images, which has to be replaced."""
RESOURCE = re.compile(r"[a-z-]+/[^/?#\s]{1,250}")
"""The form of an id, which is checked because an editor may write anything behind /id/."""
BLOCK_ELEMENTS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "figure"}


def html(source: str) -> str:
    """Return Wagtail's database HTML as descriptions hold it: clean, with IRIs, without dangling links; "" if blank."""
    # Parsing costs a hundred times more than looking, and most texts have none of these.
    if NAMED.search(source):
        source = _with_resources(source)
    source = markup.clean(source)
    if any(as_iri(each) != each for each in _addresses(source)):
        source = _with_iris(source)
    return "" if markup.is_blank(source) else source


def _with_resources(source: str) -> str:
    """Replace Wagtail's numbers by IRIs; a link to a missing instance is replaced by its words."""
    soup = BeautifulSoup(source, "html.parser")
    for image in soup.find_all("img"):
        # Wagtail stores no img element, so this one is foreign: browsers would fetch it from any site.
        image.decompose()
    library.name_links(soup)
    library.name_embeds(soup)
    return str(soup)


def _with_iris(source: str) -> str:
    soup = BeautifulSoup(source, "html.parser")
    for anchor in soup.find_all("a", href=True):
        anchor["href"] = as_iri(str(anchor["href"]))
    return str(soup)


def as_iri(written: str) -> str:
    """Return an address as descriptions hold it: an address on this site becomes an IRI, any other is unchanged."""
    mentioned = own_addresses.mention(written) if addressed_id(written) is None else None
    return iri(mentioned) if mentioned else written


def addressed(written: str) -> Iterator[str]:
    """Yield the id in an address, if it is an IRI of a resource or of an address on this site."""
    resource = addressed_id(written)
    if resource:
        yield resource


def addressed_id(written: str) -> str | None:
    resource = from_iri(written)
    if resource is None or (original := own_addresses.written(resource)) is None:
        return resource if resource and RESOURCE.fullmatch(resource) else None
    # Do not resolve a forged IRI whose address is not on this site.
    return resource if own_addresses.mention(original) else None


def led(written: str, meant: Meant) -> str | None:
    """Return an address with a mention in it resolved, see `_target`; None where no public resource is meant."""
    return replaced(written, lambda each: _target(meant(each)))


def replaced(written: str, address: Callable[[str], str | None]) -> str | None:
    """Return what `address` gives for the id in an IRI; an address without an id is returned unchanged."""
    resource = addressed_id(written)
    return written if resource is None else address(resource)


def mentions(source: str) -> Iterator[str]:
    """Yield the ids of the resources to which HTML links, and of the pictures that it shows."""
    for each in _addresses(source):
        yield from addressed(each)


def unlink(source: str, meant: Meant) -> str:
    """Return HTML with its addresses resolved to IRIs, and without mentions of resources that are not public.

    Links are replaced by their words and pictures removed. Returns "" where nothing is left.
    """
    if all(own_addresses.written(each) is None and meant(each) for each in mentions(source)):
        return source
    left = replace_links(source, lambda each: _target(meant(each)), lambda each: _kept(meant(each)))
    return "" if markup.is_blank(left) else left


def _kept(resource: str | None) -> Shown | None:
    """Return a picture as descriptions hold it, with its IRI alone; None where no resource is meant."""
    return Shown(iri(resource)) if resource and own_addresses.written(resource) is None else None


def _target(resource: str | None) -> str | None:
    """Return the IRI of a resource; of an address on this site that has no resource, the address as written."""
    return None if resource is None else own_addresses.written(resource) or iri(resource)


def _addresses(source: str) -> Iterator[str]:
    return map(entities.unescape, ADDRESS.findall(source))


def replace_links(
    source: str,
    address: Callable[[str], str | None],
    shown: Callable[[str], Shown | None],
    *,
    with_ids: bool = False,
) -> str:
    """Return HTML with its links to resources replaced by their addresses, and its pictures as `shown` gives them.

    A link without an address is replaced by its words; a picture for which `shown` returns None is removed.
    `with_ids` adds the IRI of the resource to each link, as its attribute `data-resource`.
    """
    if iri("") not in source or not any(mentions(source)):
        return source
    try:
        return TAG.sub(lambda tag: _addressed_tag(tag[0], address, with_ids), source)
    except _NeedsTreeError:
        return _replaced_in_tree(source, address, shown, with_ids)


class _NeedsTreeError(Exception):
    """A replacement that changes more than the address of a link."""


def _addressed_tag(tag: str, address: Callable[[str], str | None], with_ids: bool) -> str:
    """Return a start tag with the address of its link replaced. Parsing a text takes a hundred times as long."""
    if not tag.startswith(("<a ", "<img ")):
        return tag
    written = ADDRESS.search(tag)
    resource = addressed_id(entities.unescape(written[1])) if written else None
    if written is None or resource is None:
        return tag
    target = address(resource) if tag.startswith("<a ") else None
    if not target or '"' in target or "='" in tag:
        raise _NeedsTreeError
    replaced_tag = tag[: written.start(1)] + entities.escape(target, quote=False) + tag[written.end(1) :]
    if not with_ids:
        return replaced_tag
    return f'<a {DATA_RESOURCE}="{entities.escape(iri(resource))}" {replaced_tag.removeprefix("<a ")}'


def _replaced_in_tree(
    source: str, address: Callable[[str], str | None], shown: Callable[[str], Shown | None], with_ids: bool
) -> str:
    soup = BeautifulSoup(source, "html.parser")
    figures.show(soup, lambda written: shown(resource) if (resource := addressed_id(written)) else None)
    for anchor in soup.find_all("a"):
        resource = addressed_id(str(anchor.get("href", "")))
        if resource is None:
            continue
        target = address(resource)
        if target:
            anchor["href"] = target
            if with_ids:
                # In front, where the faster way puts it too.
                anchor.attrs = {DATA_RESOURCE: iri(resource), **anchor.attrs}
        else:
            anchor.unwrap()
    return str(soup)


def plain_html(source: str) -> str:
    """Return the words of HTML, with a line break between block elements."""
    words = _Words()
    words.feed(source)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.pieces).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """A parser that collects words only, in a seventh of the time that building a tree takes: every text is read."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        # `cdata_elem` is set while the parser is inside a script or a style sheet.
        if not self.cdata_elem:
            self.pieces.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self._break_line(tag)

    def _break_line(self, tag: str) -> None:
        if tag in BLOCK_ELEMENTS:
            self.pieces.append("\n")


def documents(source: str) -> list[str]:
    """Return the distinct ids of the documents to which HTML links, in order."""
    kind = library.document_slug()
    return list(dict.fromkeys(each for each in mentions(source) if split(each)[0] == kind))


def pictures(source: str) -> list[tuple[str, str]]:
    """Return the ids and the text alternatives of the pictures that HTML shows, in order."""
    shown = ((addressed_id(each.address), each.alternative) for each in figures.pictures(source))
    return [(resource, alternative) for resource, alternative in shown if resource]
