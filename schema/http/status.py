"""Serve the status page for partner sites: what the API offers now, and what has changed, for people and as JSON."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import markdown
from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from graph.mirror import UNREADABLE, Unavailable
from graph.models import Change
from graph.publishing.dataset import Snapshot
from schema.clients import deprecated
from schema.http.headers import allow_origins, not_cacheable
from schema.http.protocol import HTML, JSON, preferred
from schema.http.responses import json_response
from schema.http.view import schema_bytes
from schema.limits import LIMITS
from schema.schema import current_schema

CHANGES = settings.BASE_DIR / "docs" / "schema-changes.md"
TOLD = "What has changed"
"""The headings of the sections that concern partners begin so; other sections are for contributors."""


@require_safe
def api_status(request: HttpRequest) -> HttpResponseBase:
    facts = current_facts()
    if preferred(request, [JSON, HTML]) == HTML:
        shown = facts | {"changelog": changelog(CHANGES)}
        response: HttpResponseBase = not_cacheable(render(request, "schema/status.html", shown))
    else:
        response = not_cacheable(json_response(facts))
    allow_origins(request, response)
    return response


def current_facts() -> dict[str, Any]:
    """Return the state of the data, the version of the schema, its deprecations and the limits as they are now."""
    schema = current_schema().graphql_schema
    return _data() | {
        "schema": {
            "sha256": hashlib.sha256(schema_bytes(schema)).hexdigest(),
            "url": f"{settings.GRAPH_BASE_IRI}{reverse('graphql-schema')}",
        },
        "deprecated": [
            {"what": what, "since": each.since, "use": each.use, "until": each.until}
            for what, each in sorted(deprecated(schema))
        ],
        "limits": [{"name": each.name, "value": each.value, "unit": each.unit} for each in LIMITS],
    }


def _data() -> dict[str, Any]:
    try:
        sequence = Snapshot.current().sequence
        changed = Change.objects.order_by("-sequence").values_list("recorded_at", flat=True).first()
    except (Error, Unavailable) as error:
        problem = error.problem if isinstance(error, Unavailable) else UNREADABLE
        return {"status": "not ready", "problem": problem, "data": None}
    return {"status": "ready", "problem": None, "data": {"sequence": sequence, "changed": changed}}


@lru_cache(maxsize=1)
def changelog(path: Path) -> SafeString:
    """Return the sections of a file of ours that say what has changed, as HTML."""
    sections = [each for each in path.read_text("utf-8").split("\n## ")[1:] if each.startswith(TOLD)]
    return mark_safe(markdown.markdown("\n".join(f"## {each}\n" for each in sections)))  # noqa: S308 our own file
