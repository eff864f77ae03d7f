"""Replace references by number in Wagtail's database HTML: pages, documents, images and videos.

No content raises an error: an invalid or unknown number refers to nothing. The words of such a link are kept, and
such a picture is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from graph.identity import id_of, iri
from graph.text import figures

LONGEST = 18
"""Maximum number of digits of an id that every database accepts in a query."""


def name_links(soup: BeautifulSoup) -> None:
    """Replace links to pages and documents by links to IRIs; unwrap all other links with a `linktype`."""
    anchors = soup.find_all("a", linktype=True)
    known = {
        "page": linked_pages(anchors, Page.objects.only("content_type", "translation_key", "alias_of")),
        "document": _instances(get_document_model().objects.all(), _of_type(anchors, "linktype", "document")),
    }
    for anchor in anchors:
        resource = id_of(meant(anchor, known.get(str(anchor["linktype"]), {})))
        if resource:
            anchor.attrs = {"href": iri(resource)}
        else:
            anchor.unwrap()


def name_embeds(soup: BeautifulSoup) -> None:
    """Replace embedded images and videos by figures; remove other embeds."""
    embeds = soup.find_all("embed")
    images = _instances(get_image_model().objects.all(), _of_type(embeds, "embedtype", "image"))
    for embed in embeds:
        figure = None
        if embed.get("embedtype") == "image" and (resource := id_of(meant(embed, images))):
            figure = figures.picture(iri(resource), str(embed.get("alt", "")), str(embed.get("format", "")))
        elif embed.get("embedtype") == "media":
            figure = figures.video(str(embed.get("url", "")))
        if figure:
            embed.replace_with(figure)
        else:
            embed.decompose()


def meant(element: Tag, instances: Mapping[int, Any]) -> Any:
    """Return the instance that a link or an embed names by number; None where it does not exist."""
    return instances.get(_number(element) or 0)


def document_slug() -> str:
    """Return the type slug in ids of documents; "" where documents are not in the graph."""
    declared = getattr(get_document_model(), "graph_type", None)
    return declared.slug if declared else ""


def linked_pages(anchors: Iterable[Tag], pages: QuerySet[Any]) -> Mapping[int, Any]:
    """Return the subset of the pages to which the links lead, by primary key."""
    return _instances(pages, _of_type(anchors, "linktype", "page"))


def _of_type(elements: Iterable[Tag], attribute: str, kind: str) -> list[Tag]:
    return [each for each in elements if each.get(attribute) == kind]


def _instances(several: QuerySet[Any], elements: Iterable[Tag]) -> Mapping[int, Model]:
    """Return the instances that the elements name by primary key, with one query, or none if there are no numbers."""
    numbers = {number for each in elements if (number := _number(each))}
    return several.in_bulk(numbers) if numbers else {}


def _number(element: Tag) -> int | None:
    text = str(element.get("id", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
