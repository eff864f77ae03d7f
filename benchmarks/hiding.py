"""Measurement of how soon pages disappear that are restricted all at once.

It may restrict all content, and so runs late, because it leaves little for other measurements.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

from django.db import connection, transaction
from wagtail.models import Page, PageViewRestriction

from benchmarks.content import SEED
from benchmarks.generation.chance import key
from benchmarks.measuring import Measurement, in_child, median_seconds, seconds
from benchmarks.transactions import held
from graph import mirror, replica
from graph.models import Resource

READ = 50
MANY = 10_000


def measure() -> Iterator[Measurement]:
    yield from in_child(hiding)


def hiding() -> list[Measurement]:
    """Restrict sections that together hold at least ten thousand pages, or all sections, and measure the effect."""
    replica.preload()
    # As in gunicorn.conf.py.
    gc.freeze()
    usual = 1000 * median_seconds(replica.preload, READ)
    sections, pages = _sections()
    before = _public()
    with transaction.atomic():
        for section in sections:
            PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    first = seconds(replica.preload)
    gone = before - _public()
    meanwhile = 1000 * median_seconds(replica.preload, READ)
    with held() as holds:
        rest = seconds(mirror.drain_completely)
    results = [
        Measurement("hide: pages below what is restricted", pages, ""),
        Measurement("hide: the next answer", first, "s"),
        Measurement("hide: gone from it", gone, "resources"),
        Measurement("hide: an answer meanwhile", meanwhile, "ms", "usually", usual),
        Measurement("hide: what is left to the worker", rest, "s"),
    ]
    if connection.vendor == "sqlite":
        results.append(Measurement("hide: the worker's longest write lock", max(holds), "s"))
    return results


def _sections() -> tuple[list[Page], int]:
    """Return the sections to restrict, and the number of pages below them."""
    top = Page.objects.get(translation_key=key(SEED, "top"), locale__language_code="en")
    sections: list[Page] = []
    pages = 0
    for section in top.get_children().order_by("path"):
        if pages < MANY:
            sections.append(section)
            pages += section.get_descendants().count()
    return sections, pages


def _public() -> int:
    return Resource.objects.filter(status=Resource.Status.PUBLIC).count()
