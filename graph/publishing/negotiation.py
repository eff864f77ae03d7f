"""Parse a request, and choose the format that answers it best.

The rules are those of https://www.rfc-editor.org/rfc/rfc9110#name-accept: the most specific range that matches a media
type gives its quality, quality 0 excludes it, and between equal qualities the order of the offers decides. Parameters
other than `q` (a charset, a JSON-LD profile) do not distinguish the formats on offer and are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from graph.declarations import primary_language
from graph.identity import ResourceId
from graph.publishing.formats import BY_EXTENSION, Format, MediaType

Offer = TypeVar("Offer", bound=MediaType)

ELEMENT = re.compile(r'(?:[^,"]|"[^"]*")+')
PARAMETER = re.compile(r'(?:[^;"]|"[^"]*")+')
TOKEN = r"[\w!#$%&'+.^`|~-]+"  # noqa: S105 a word of HTTP's grammar
RANGE = re.compile(rf"(\*/\*|{TOKEN}/\*|{TOKEN}/{TOKEN})", re.ASCII)
QUALITY = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?", re.ASCII)


@dataclass(frozen=True)
class MediaRange:
    """One element of an Accept header: "text/*;q=0.5"."""

    type: str
    subtype: str
    quality: float = 1.0

    @property
    def specificity(self) -> int:
        return (self.type != "*") + (self.subtype != "*")

    def matches(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.type in ("*", kind) and self.subtype in ("*", subtype)


@dataclass(frozen=True)
class Wanted:
    """The content of a request, of which only the syntax has been checked."""

    type: str
    """The slug of a type as given in the address; the type may not exist."""
    key: str
    extension: str
    """The extension of a format without the dot; empty if `accept` decides."""
    accept: tuple[MediaRange, ...]
    language: str

    @property
    def resource(self) -> ResourceId:
        return f"{self.type}/{quote(self.key, safe='')}"


def parse(request: HttpRequest, name: str = "", extensions: Iterable[str] = BY_EXTENSION) -> Wanted:
    """Parse a request for a resource named by a type and a key, perhaps with one of these extensions.

    Keys may have dots.
    """
    slug, _, key = name.partition("/")
    ends = [each for each in extensions if key.endswith(f".{each}") and len(key) > len(each) + 1]
    extension = max(ends, key=len, default="")
    stem = key.removesuffix(f".{extension}") if extension else key
    language = primary_language(get_language_from_request(request))
    return Wanted(slug, stem, extension, media_ranges(request.headers.get("Accept", "")), language)


def media_ranges(header: str) -> tuple[MediaRange, ...]:
    """Return the ranges of an Accept header without invalid ones, or "*/*" if there are none."""
    found = [_media_range(element) for element in ELEMENT.findall(header)]
    return tuple(each for each in found if each) or (MediaRange("*", "*"),)


def negotiate(accept: Sequence[MediaRange], offered: Iterable[Offer]) -> Offer | None:
    """Return the offer with the highest quality, the first of equals, or None if no offer is acceptable."""
    best, chosen = 0.0, None
    for offer in offered:
        quality = _quality(accept, offer.media_type)
        if quality > best:
            best, chosen = quality, offer
    return chosen


def negotiate_document(accept: Sequence[MediaRange], offered: Sequence[Offer]) -> Offer | None:
    """Return what `negotiate` does, but no format with named graphs if the client also names one without.

    Clients that follow links, such as Comunica, prefer N-Quads, but look for triples in the default graph, which is
    empty there.
    """
    chosen = negotiate(accept, offered)
    if not getattr(chosen, "names_graphs", False):
        return chosen
    named = [each for each in accept if each.specificity == 2]
    without = [each for each in offered if isinstance(each, Format) and not each.names_graphs]
    return negotiate(named, without) or chosen


def _media_range(element: str) -> MediaRange | None:
    name, *parameters = (part.strip() for part in PARAMETER.findall(element) or [""])
    quality = 1.0
    for parameter in parameters:
        attribute, _, value = (part.strip() for part in parameter.partition("="))
        if attribute.lower() == "q":
            if not QUALITY.fullmatch(value):
                return None
            quality = float(value)
    if not RANGE.fullmatch(name):
        return None
    kind, _, subtype = name.lower().partition("/")
    return MediaRange(kind, subtype, quality)


def _quality(accept: Sequence[MediaRange], media_type: str) -> float:
    matching = [(each.specificity, each.quality) for each in accept if each.matches(media_type)]
    return max(matching)[1] if matching else 0.0
