"""Measurement of the side panels of a page's form, for the pages with the most links."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from benchmarks.measuring import Measurement, in_child, median_seconds
from cms.models import ProgrammePage, ProjectPage
from cms.quality import check
from graph import replica

RUNS = 20
PAGES = 5
"""Number of pages of each type."""


def measure() -> Iterator[Measurement]:
    yield from in_child(panels)


def panels() -> list[Measurement]:
    replica.preload()
    client = Client(headers={"host": settings.GRAPH_BASE_IRI.removeprefix("http://")})
    client.force_login(get_user_model().objects.create_superuser("measuring"))
    pages = [page for model in (ProjectPage, ProgrammePage) for page in _most_linked(model)]
    addresses = [reverse("page_statements", args=[each.pk]) for each in pages]
    said = max(median_seconds(lambda address=each: client.get(address), RUNS) for each in addresses)
    checked = max(median_seconds(lambda page=each: check(page), RUNS) for each in pages)
    return [
        Measurement(f"panel: what a page says, the slowest of {Page.objects.count()} pages", 1000 * said, "ms"),
        Measurement("panel: what is missing on a page, the slowest", 1000 * checked, "ms"),
    ]


def _most_linked(model: type[Page]) -> list[Page]:
    with replica.reading() as graph:
        ids = sorted(graph.of_type(model.graph_type.name), key=lambda each: (-graph.graph.degree(each), each))
        keys = [each.partition("/")[2] for each in ids[:PAGES]]
    return list(model.objects.filter(translation_key__in=keys, locale__language_code="en"))
