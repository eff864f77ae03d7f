"""Describe the service, and suggest resources, types and properties to people who type."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from graph import presentation
from graph.declarations import registry
from graph.identity import iri
from graph.replica import Replica
from home.reconciliation import properties
from home.reconciliation.matching import entity, type_as_named
from home.reconciliation.reading import CANDIDATES, DOCUMENTATION
from search.results import search

Json = Any

NAME = "Accord"
VERSIONS = ["0.2"]
PREVIEW = {"width": 420, "height": 220}
"""Pixels."""


def manifest() -> Json:
    """Return the description of the service, from which clients learn all its addresses."""
    service = settings.GRAPH_BASE_IRI + reverse("reconcile")

    def suggest(what: str) -> Json:
        return {"service_url": service, "service_path": f"/suggest/{what}"}

    return {
        "versions": VERSIONS,
        "name": f"{NAME}: {settings.GRAPH_BASE_IRI}",
        "identifierSpace": iri(""),
        "schemaSpace": f"{settings.GRAPH_BASE_IRI}/vocab#",
        "documentation": DOCUMENTATION,
        "view": {"url": iri("{{id}}")},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", **PREVIEW},
        "defaultTypes": [type_as_named(declared) for declared in registry().resources],
        "suggest": {what: suggest(what) for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def entities(replica: Replica, prefix: str, language: str) -> Json:
    """Return resources for the beginning of a name or of words in it."""
    found = search(replica, prefix, language=language, prefix=True).ranked()[:CANDIDATES]
    suggested = []
    for resource in found:
        kind = presentation.kind(replica.declared(resource))
        named = entity(replica, resource, language)
        suggested.append(
            {"id": named["id"], "name": named["name"], "description": kind.label, "notable": named["type"]}
        )
    return {"result": suggested}


def types(prefix: str) -> Json:
    """Return the types whose names begin so, or have a word that does."""
    named = (type_as_named(declared) for declared in registry().resources)
    return {"result": [each for each in named if _begins(each["name"], prefix) or _begins(each["id"], prefix)]}


def all_properties(prefix: str) -> Json:
    """Return the properties of all types whose names begin so, or have a word that does."""
    named: dict[str, Json] = {}
    for declared in registry().resources:
        for each in properties.described(declared):
            if _begins(each["name"], prefix) or _begins(each["id"], prefix):
                named.setdefault(each["id"], each)
    return {"result": list(named.values())}


def _begins(name: str, prefix: str) -> bool:
    text = name.casefold()
    return any(word.startswith(prefix.casefold()) for word in [text, *text.split()])
