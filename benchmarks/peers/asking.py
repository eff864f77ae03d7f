"""Ask one interface all questions and print what the answers took: `python -m benchmarks.peers.asking < samples`.

Times are those of the processor, so that other work of the machine is not measured.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import count
from statistics import median
from time import process_time

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from benchmarks.peers.questions import Request, Samples, titles

RUNS = 20
FEWEST_RUNS = 3
ENOUGH_SECONDS = 10.0
"""Limit for all runs of one question, because some peers need seconds for an answer."""
CHANGED, OTHER, REPEATED = "after a change", "another page", "repeat"


@dataclass(frozen=True)
class Asked:
    """Milliseconds of the processor by case, the size of the answer, and the titles in it."""

    times: dict[str, float]
    size: int
    titles: list[str]


def main() -> None:
    django.setup()
    samples = Samples(**json.load(sys.stdin))
    interface = import_module(f"benchmarks.peers.{settings.INTERFACE}")
    asked = {question: _asked(several) for question, several in interface.requests(samples).items()}
    json.dump({question: asdict(each) for question, each in asked.items()}, sys.stdout)


def _asked(requests: Sequence[Request]) -> Asked:
    client = Client()
    for request in requests:
        answer, _ = _timed(client, request)
    answer, _ = _timed(client, requests[0])
    # As gunicorn does before it forks: what is loaded once is not searched for garbage in every run.
    gc.freeze()
    runs = list(_runs(client, requests))
    times = {case: median(run[case] for run in runs) for case in runs[0]}
    return Asked(times, len(answer.content), sorted(set(titles(answer.json()))))


def _runs(client: Client, requests: Sequence[Request]) -> Iterator[dict[str, float]]:
    """Yield the times of each run. Interfaces that keep nothing have the same time in every case, so one is asked."""
    started = process_time()
    for number in range(RUNS):
        if number >= FEWEST_RUNS and process_time() - started > ENOUGH_SECONDS:
            return
        if len(requests) > 1:
            _change_the_graph()
        run = {CHANGED: _timed(client, requests[0])[1]}
        if len(requests) > 1:
            run[OTHER] = _timed(client, requests[1])[1]
            run[REPEATED] = _timed(client, requests[0])[1]
        yield run


def _timed(client: Client, request: Request) -> tuple[HttpResponse, float]:
    start = process_time()
    if request.body is None:
        answer = client.get(request.path)
    else:
        answer = client.post(request.path, request.body, content_type="application/json")
    taken = 1000 * (process_time() - start)
    assert answer.status_code == 200 and "errors" not in answer.json(), (request, answer.content[:2000])
    return answer, taken


_numbers = count()


def _change_the_graph() -> None:
    """Give a theme another name, as an editor does, and let this process's graph follow."""
    from cms.models import Theme
    from graph.replica import reading

    theme = Theme.objects.first()
    theme.alternative_labels = {"en": [f"Name {next(_numbers)}"]}
    theme.save()
    with reading():
        pass


if __name__ == "__main__":
    main()
