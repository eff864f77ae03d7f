"""The floor: a view that makes the same query for freshness as Accord, and returns the same bytes from memory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from benchmarks.peers import accord
from benchmarks.peers.questions import Request, Requests, Samples
from graph.mirror import freshness

_answers: dict[str, bytes] = {}


@csrf_exempt
def answer(request: HttpRequest, question: str) -> HttpResponse:
    request.only_reads = True
    freshness()
    return HttpResponse(_answers[question], content_type="application/json; charset=utf-8")


urlpatterns = [path("floor/<str:question>/", answer)]


def requests(samples: Samples) -> Requests:
    """Ask Accord once for its answers, and return requests of the same size for the floor."""
    asked = {question: several[0] for question, several in accord.requests(samples).items()}
    for question, each in asked.items():
        _answers[question] = Client().post(each.path, each.body, content_type="application/json").content
    return {question: [Request(f"/floor/{question}/", each.body)] for question, each in asked.items()}
