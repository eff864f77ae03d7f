"""Write and read pictures and videos in formatted text.

A description holds a picture as `<figure><img alt="…" src="{IRI}"></figure>` and a video as
`<figure><a href="{address}">{host}</a></figure>`: nothing of another site is stored or fetched. The address of the
picture's file, and its credit, are inserted when answering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from graph.text.markup import PLACES

SIZES = "(max-width: 50rem) 100vw, 50rem"
"""The width at which a picture is displayed, by which browsers choose one of its sizes."""


@dataclass(frozen=True)
class Shown:
    """A picture as readers get it. In a description `url` is its IRI and nothing else is set; a preview may lack it.

    `modern` has the media type and the sizes of each format with smaller files, from which browsers choose.
    """

    url: str
    sources: str = ""
    width: int = 0
    height: int = 0
    credit: str = ""
    modern: tuple[tuple[str, str], ...] = ()

    def attributes(self) -> dict[str, str]:
        found = {"src": self.url}
        if self.sources:
            found |= {"srcset": self.sources, "sizes": SIZES}
        if self.width:
            found |= {"width": str(self.width), "height": str(self.height), "loading": "lazy"}
        return found


@dataclass(frozen=True)
class Figure:
    """A picture or a video in a text: its IRI or address, the text alternative, and the host of a video."""

    address: str
    alternative: str = ""
    provider: str = ""


def picture(address: str, alternative: str, place: str) -> Tag:
    figure = _figure()
    if place in PLACES:
        figure["class"] = place
    figure.append(Tag(name="img", attrs={"src": address, "alt": alternative}, can_be_empty_element=True))
    return figure


def video(address: str) -> Tag | None:
    """Return a figure with a link to the video; None where the address is not an HTTP address."""
    if not (host := provider(address)):
        return None
    figure = _figure()
    link = Tag(name="a", attrs={"href": address})
    link.string = host
    figure.append(link)
    return figure


def provider(address: str) -> str:
    """Return the host without "www."; "" where the address is not an HTTP address."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def pictures(source: str) -> list[Figure]:
    """Return the pictures of a text as a description holds it, in order."""
    return [Figure(str(each["src"]), str(each.get("alt", ""))) for each in _all(source, "img", "src")]


def videos(source: str) -> list[Figure]:
    """Return the videos of a text as a description holds it, in order."""
    return [
        Figure(address, provider=provider(address))
        for each in _all(source, "figure > a", "href")
        if provider(address := str(each["href"]))
    ]


def show(soup: BeautifulSoup, shown: Callable[[str], Shown | None]) -> None:
    """Insert the addresses of pictures and the credits below them; remove pictures for which `shown` returns None."""
    for image in soup.find_all("img"):
        found = shown(str(image.get("src", "")))
        figure = image.parent if image.parent and image.parent.name == "figure" else image
        if found is None:
            figure.decompose()
            continue
        if found.url:
            image.attrs.update(found.attributes())
            _offer_modern_formats(image, found)
        else:
            image.replace_with(str(image.get("alt", "")))
        if found.credit and figure is not image:
            caption = Tag(name="figcaption")
            caption.string = found.credit
            figure.append(caption)


def _offer_modern_formats(image: Tag, shown: Shown) -> None:
    if not shown.modern:
        return
    choice = image.wrap(Tag(name="picture"))
    for place, (media_type, sources) in enumerate(shown.modern):
        attributes = {"type": media_type, "srcset": sources, "sizes": SIZES}
        choice.insert(place, Tag(name="source", attrs=attributes, can_be_empty_element=True))


def _figure() -> Tag:
    return Tag(name="figure")


def _all(source: str, selector: str, attribute: str) -> Iterator[Tag]:
    # Most texts have no figure, and searching for one is much cheaper than parsing.
    found = BeautifulSoup(source, "html.parser").select(selector) if "<figure" in source else []
    return (each for each in found if each.get(attribute))
