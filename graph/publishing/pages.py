"""Show the dataset to people: a page with citation, files and types, and a page behind it for each type."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from graph.declarations import DeclaredType, primary_language, registry
from graph.publishing import citation, codebook, links
from graph.publishing.about import about
from graph.publishing.answers import published
from graph.publishing.citation import Cited
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import Distribution, distributions
from graph.publishing.files import File
from graph.publishing.formats import FORMATS
from graph.publishing.queries import worked_queries
from graph.publishing.search_engines import schema_org
from graph.publishing.statistics import Statistics
from graph.publishing.versions.standing import public_versions
from graph.refusals import Refusal

SHOWN_QUERY = "projects-by-country"
SHOWN_VERSIONS = 3


def dataset(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    counted, described = Statistics.of(snapshot), about()
    language = primary_language(get_language() or "")
    shown: dict[str, Any] = {
        "snapshot": snapshot,
        "counted": counted,
        "title": described.title.in_language(language),
        "abstract": described.abstract.in_language(language),
        "rights": described.rights.in_language(language) if described.rights else "",
        "contact": described,
        "files": _files(snapshot, None),
        "types": list(codebook.completeness(counted)),
        "citation": citation.sentence(Cited.now()),
        "versions": list(public_versions())[::-1][:SHOWN_VERSIONS],
        "licence": settings.LICENCE,
        "formats": FORMATS,
        "worked": worked_queries()[SHOWN_QUERY],
        "schema_org": _script(schema_org(snapshot, whole())),
    }
    return _response(request, "graph/dataset.html", shown)


@published("Accept-Language")
def type_of_resource(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is known of the resources of one type: files, fields, and what is known to be missing."""
    declared = registry().by_slug.get(slug)
    if declared is None:
        known = ", ".join(sorted(registry().by_slug))
        raise Refusal(404, "There is no type “%(name)s” here: use one of %(known)s.", name=slug, known=known)
    snapshot = Snapshot.current()
    counted = Statistics.of(snapshot)
    shown: dict[str, Any] = {
        "snapshot": snapshot,
        "declared": declared,
        "type": next(each for each in codebook.completeness(counted) if each.declared is declared),
        "files": _files(snapshot, declared),
        "codebook": [each for each in codebook.entries(counted) if each.type == declared.name],
    }
    return _response(request, "graph/dataset_type.html", shown)


def whole() -> list[Distribution]:
    """Return the files of the whole dataset."""
    return [each for packed in (False, True) for each in distributions(packed) if each.declared is None]


def link_header() -> str:
    described = {f"{links.dataset_address()}.{form.extension}": form.media_type for form in FORMATS}
    return links.of_dataset(described, {each.address: each.media_type for each in whole() if not each.compressed})


def _files(snapshot: Snapshot, declared: DeclaredType | None) -> list[list[tuple[Distribution, File | None]]]:
    """Return the files of a type, or of the whole dataset, with those of one format together."""
    found: dict[str, list[tuple[Distribution, File | None]]] = {}
    for packed in (False, True):
        for each in distributions(packed):
            if each.declared is declared:
                found.setdefault(each.title, []).append((each, each.existing(snapshot)))
    return list(found.values())


def _response(request: HttpRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    response = TemplateResponse(request, template, shown)
    response["Link"] = link_header()
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _script(content: dict[str, Any]) -> str:
    """Return JSON that cannot end the script element in which it stands."""
    return mark_safe(orjson.dumps(content).decode().replace("<", "\\u003c"))  # noqa: S308 it is escaped here
