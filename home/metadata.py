"""What search engines and messengers are told of a page: a description made of its facts, and its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.text import Truncator

from graph.declarations import SCHEMA, registry
from graph.presentation import Image, Presentation

LONGEST = 200
TOLD = 4
"""The number of facts in a description that has no text."""
KINDS_OF_PAGE = {"NewsArticle": "article"}
"""Types of https://ogp.me/ by the term of schema.org; other pages are websites."""


@dataclass(frozen=True)
class Metadata:
    title: str
    description: str
    kind: str
    image: Image | None


def metadata(shown: Presentation) -> Metadata:
    return Metadata(
        title=next(_record(shown, SCHEMA.headline), shown.title.text),
        description=Truncator(_description(shown)).chars(LONGEST),
        kind=next(_kinds(shown), "website"),
        image=next(_images(shown), None),
    )


def absolute(address: str) -> str:
    return address if "://" in address else f"{settings.GRAPH_BASE_IRI}{address}"


def _description(shown: Presentation) -> str:
    """Return what editors wrote for search engines, or the first text, or the first facts."""
    written = next(_record(shown, SCHEMA.abstract), "")
    lead = shown.layout.lead
    texts = [each.html for each in ([lead] if lead else shown.prose) if each.html]
    facts = (f"{each.label}: {', '.join(item.text for item in each.items[:3])}" for each in shown.layout.facts[:TOLD])
    found = written or (strip_tags(texts[0].replace("</p>", " ").replace("</li>", " ")) if texts else "")
    return " ".join((found or f"{shown.kind.label}. {'. '.join(facts)}").split())


def _record(shown: Presentation, predicate: object) -> Iterator[str]:
    fields = registry().by_slug[shown.kind.slug].fields
    yield from (each.items[0].text for each in shown.record if fields[each.name].predicate == predicate)


def _kinds(shown: Presentation) -> Iterator[str]:
    classes = registry().by_slug[shown.kind.slug].graph_type.rdf
    yield from (KINDS_OF_PAGE[name] for each in classes if (name := each.removeprefix(SCHEMA)) in KINDS_OF_PAGE)


def _images(shown: Presentation) -> Iterator[Image]:
    if shown.image:
        yield shown.image
    yield from (picture.image for gallery in shown.galleries for picture in gallery.pictures if picture.image)
