"""Version 3 of Wagtail's API. Its lists show titles only, so that it can answer only the question for one project."""

from __future__ import annotations

from django.urls import path
from wagtail.api.v3.urls import api

from benchmarks.peers.questions import Request, Requests, Samples

urlpatterns = [path("api/v3/", api.urls)]


def requests(samples: Samples) -> Requests:
    return {"one": [Request(f"/api/v3/pages/{samples.pages[0]}/")]}
