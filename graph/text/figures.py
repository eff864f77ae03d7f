"""Pictures and videos in formatted text. A description holds a picture as `<figure><img alt="…" src="{IRI}"></figure>`
and a video as `<figure><a href="{address}">{host}</a></figure>`: nothing of another site is stored or fetched.

Where the picture's file lies, and who made it, is put in when answering.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from graph.text.markup import PLACES

SIZES = "(max-width: 50rem) 100vw, 50rem"
"""How wide a picture is drawn, for browsers that choose one of its sizes."""


@dataclass(frozen=True)
class Shown:
    """A picture as readers get it; in a description by its IRI alone, in a preview perhaps without address."""

    url: str
    sources: str = ""
    width: int = 0
    height: int = 0
    credit: str = ""

    def attributes(self) -> dict[str, str]:
        found = {"src": self.url}
        if self.sources:
            found |= {"srcset": self.sources, "sizes": SIZES}
        if self.width:
            found |= {"width": str(self.width), "height": str(self.height), "loading": "lazy"}
        return found


@dataclass(frozen=True)
class Figure:
    """A picture's IRI or a video's address, as it stands in a text."""

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
    """Return a link to the video; None where the address is none of the web."""
    if not (host := provider(address)):
        return None
    figure = _figure()
    link = Tag(name="a", attrs={"href": address})
    link.string = host
    figure.append(link)
    return figure


def provider(address: str) -> str:
    """Return the host as people know it; "" for what is no address of the web."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def pictures(source: str) -> list[Figure]:
    """Return the pictures of a text as a description holds it, in order."""
    return [Figure(str(each["src"]), str(each.get("alt", ""))) for each in _all(source, "img", "src")]


def videos(source: str) -> list[Figure]:
    return [
        Figure(address, provider=provider(address))
        for each in _all(source, "figure > a", "href")
        if provider(address := str(each["href"]))
    ]


def show(soup: BeautifulSoup, shown: Callable[[str], Shown | None]) -> None:
    """Put in where the files of pictures lie, and the credit below; a picture that is not shown goes."""
    for image in soup.find_all("img"):
        found = shown(str(image.get("src", "")))
        figure = image.parent if image.parent and image.parent.name == "figure" else image
        if found is None:
            figure.decompose()
            continue
        if found.url:
            image.attrs.update(found.attributes())
        else:
            image.replace_with(str(image.get("alt", "")))
        if found.credit and figure is not image:
            caption = Tag(name="figcaption")
            caption.string = found.credit
            figure.append(caption)


def _figure() -> Tag:
    return Tag(name="figure")


def _all(source: str, selector: str, attribute: str) -> Iterator[Tag]:
    # Looking comes first: most texts have neither.
    found = BeautifulSoup(source, "html.parser").select(selector) if "<figure" in source else []
    return (each for each in found if each.get(attribute))
