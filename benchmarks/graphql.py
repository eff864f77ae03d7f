"""Measurement of the same questions to Accord's GraphQL and to peers, on the same content, each in its own process.

The peers are wagtail-grapple, strawberry-graphql-django and both versions of Wagtail's API. The floor is a view that
makes Accord's query for freshness and returns the same bytes from memory. The titles in all answers must be the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db.models import Count, QuerySet
from django.db.models.functions import Length

from benchmarks.measuring import Measurement, in_child
from benchmarks.peers.asking import CHANGED, OTHER, REPEATED
from benchmarks.peers.questions import QUESTIONS, Samples
from benchmarks.server import environment
from cms.settings.environment import BASE_DIR

Answers = dict[str, dict[str, Any]]
"""What the process of an interface printed: see `benchmarks.peers.asking.Asked`."""

MAKE = "not installed: make peers"
PEERS = {
    "grapple": ("wagtail-grapple", "grapple", MAKE),
    "strawberry": ("strawberry-graphql-django", "strawberry_django", MAKE),
    "api_v2": ("Wagtail's API v2", "wagtail.api.v2", "not in this Wagtail"),
    "api_v3": ("Wagtail's API v3", "wagtail.api.v3", "not in this Wagtail"),
}
"""The name of each peer, the module without which it cannot be measured, and the sentence for that case."""


def measure() -> Iterator[Measurement]:
    samples = in_child(sampled)
    accord, floor = _asked("accord", samples), _asked("floor", samples)
    for question in QUESTIONS:
        yield from _own(question, accord[question], floor[question])
    for interface, (name, module, missing) in PEERS.items():
        if find_spec(module):
            yield from compared(name, _asked(interface, samples), accord)
        else:
            yield Measurement(name, None, missing)


def sampled() -> Samples:
    """Return the content that the questions name, after withdrawing what has expired, as every site of Wagtail does."""
    from benchmarks.peers.related import public_projects
    from graph.identity import iri, resource_id

    call_command("publish_scheduled", verbosity=0)
    projects = public_projects().order_by()
    longest = list(projects.annotate(length=Length("overview")).order_by("-length", "pk")[:2])
    return Samples(
        countries=_most_common_countries(projects),
        pages=tuple(page.pk for page in longest),
        iris=tuple(iri(resource_id(page.graph_type, page.translation_key)) for page in longest),
    )


def _most_common_countries(projects: QuerySet[Any]) -> tuple[str, str]:
    code = "country_links__country__code"
    by_country = projects.exclude(country_links=None).values_list(code).annotate(number=Count("pk"))
    (first, _), (second, _) = by_country.order_by("-number", code)[:2]
    return first, second


def _asked(interface: str, samples: Samples) -> Answers:
    with tempfile.TemporaryDirectory(prefix="accord-benchmark-") as folder:
        variables = environment(Path(folder)) | {
            "DJANGO_SETTINGS_MODULE": "benchmarks.peers.settings",
            "INTERFACE": interface,
        }
        finished = subprocess.run(
            [sys.executable, "-m", "benchmarks.peers.asking"],
            cwd=BASE_DIR,
            env=os.environ | variables,
            input=json.dumps(vars(samples)),
            capture_output=True,
            text=True,
        )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def _own(question: str, accord: dict[str, Any], floor: dict[str, Any]) -> Iterator[Measurement]:
    """Yield Accord's times for a question in all cases, beside the floor, and the size of its answer."""
    lowest = floor["times"][CHANGED]
    for case in (CHANGED, OTHER, REPEATED):
        what = f"GraphQL: {QUESTIONS[question]}: {case}"
        yield Measurement(what, accord["times"][case], "ms of CPU", "the floor", lowest)
    yield Measurement(f"GraphQL: {QUESTIONS[question]}: size", accord["size"] / 1000, "kB")


def compared(name: str, peer: Answers, accord: Answers) -> Iterator[Measurement]:
    """Yield the measurements of a peer. Raise an error if one of its answers has other titles than Accord's."""
    for question, sentence in QUESTIONS.items():
        what = f"{name}: {sentence}"
        if question not in peer:
            yield Measurement(what, None, "not offered")
            continue
        _require_same_titles(what, peer[question]["titles"], accord[question]["titles"])
        own = accord[question]["times"][CHANGED]
        yield Measurement(what, peer[question]["times"][CHANGED], "ms of CPU", f"Accord {CHANGED}", own)
        yield Measurement(f"{what}: size", peer[question]["size"] / 1000, "kB")


def _require_same_titles(what: str, peer: list[str], accord: list[str]) -> None:
    """Raise AssertionError if the titles differ or there are none, so that no empty answer is measured."""
    different = set(peer) ^ set(accord)
    assert accord, f"{what}: Accord's answer is empty: generate more projects."
    assert not different, f"{what}: only one of the two answers has {sorted(different)[:10]}."
