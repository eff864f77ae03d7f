"""Generation of the content that all benchmarks share, and measurement of its speed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db import connection
from wagtail.models import Page

from benchmarks.generation.generator import Generator
from benchmarks.measuring import Measurement, in_child, seconds
from benchmarks.transactions import held
from cms.data.reference.loading import load

SEED = 1


def measure(projects: int) -> Iterator[Measurement]:
    yield from in_child(partial(generating, projects))


def generating(projects: int) -> list[Measurement]:
    load()
    with held() as holds:
        duration = seconds(lambda: Generator(SEED).generate(projects))
    pages = Page.objects.count()
    results = [
        Measurement("pages", pages, ""),
        Measurement("generate: all pages", duration, "s"),
        Measurement("generate: speed", pages / duration, "pages/s"),
    ]
    if connection.vendor == "sqlite":
        results.append(Measurement("generate: longest write lock", max(holds), "s"))
    return results
