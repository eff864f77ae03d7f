"""Everything hidden at once: how soon it is gone. Comes last, because it leaves little to measure."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from wagtail.models import Page, PageViewRestriction

from benchmarks.content import SEED
from benchmarks.measuring import Measurement, in_child, median_seconds, seconds
from benchmarks.transactions import held
from cms.generation.chance import key
from graph import mirror, replica
from graph.models import Resource

READ = 50


def measure() -> Iterator[Measurement]:
    yield from in_child(hiding)


def hiding() -> list[Measurement]:
    """Restrict the page above all synthetic content."""
    replica.preload()
    usual = 1000 * median_seconds(replica.preload, READ)
    top = Page.objects.get(translation_key=key(SEED, "top"), locale__language_code="en")
    pages, before = top.get_descendants().count(), _public()
    PageViewRestriction.objects.create(page=top, restriction_type=PageViewRestriction.LOGIN)
    first = seconds(replica.preload)
    gone = before - _public()
    meanwhile = 1000 * median_seconds(replica.preload, READ)
    with held() as holds:
        rest = seconds(mirror.drain_completely)
    results = [
        Measurement(f"hide {pages} pages: the next answer", first, "s"),
        Measurement("hide: gone from it", gone, "resources"),
        Measurement("hide: an answer meanwhile", meanwhile, "ms", "usually", usual),
        Measurement("hide: what is left to the worker", rest, "s"),
    ]
    if connection.vendor == "sqlite":
        results.append(Measurement("hide: the worker's longest write lock", max(holds), "s"))
    return results


def _public() -> int:
    return Resource.objects.filter(status=Resource.Status.PUBLIC).count()
