"""Read the journal's tables without trusting their content, and name their faults."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from graph.identity import ResourceId, split
from graph.journal import digest_of
from graph.models import Change, Resource

Content = dict[str, Any]
Status = Resource.Status
COLUMNS = ("values", "texts", "nquads", "turtle")


def differing_parts(expected: Content, row: Resource) -> list[str]:
    """Return the names of the differing parts of a row: "node / field", "N-Quads", "Turtle", or else "digest"."""
    stored = {column: getattr(row.change, column) for column in COLUMNS}
    if digest_of(stored) == digest_of(expected) == row.digest:
        return []
    fields = _differing_fields(expected, stored)
    triples = {"nquads": "N-Quads", "turtle": "Turtle"}
    return [*fields, *(name for column, name in triples.items() if stored[column] != expected[column])] or ["digest"]


def faults_of_rows(rows: QuerySet[Resource], resources: Collection[ResourceId] | None) -> Iterator[tuple[str, str]]:
    """Yield resources with the contradiction in their rows, such as a change that is missing or another resource's."""
    own = Change.objects.filter(pk=OuterRef("change_id"), resource=OuterRef("pk"))
    for resource in rows.exclude(Exists(own)).order_by("pk").values_list("pk", flat=True):
        yield resource, "its newest change is missing"
    later = Change.objects.filter(resource=OuterRef("pk"), sequence__gt=OuterRef("change_id"))
    for resource in rows.filter(Exists(later)).order_by("pk").values_list("pk", flat=True):
        yield resource, "the journal has a newer change"
    for resource, slug, status, change in rows.values_list("pk", "type", "status", "change__kind").iterator():
        if slug != split(resource)[0]:
            yield resource, "its type differs"
        if (change == Change.Kind.UPSERT) != (status == Status.PUBLIC):
            yield resource, "its newest change is of another kind"
    changes = Change.objects.all() if resources is None else Change.objects.filter(resource__among=set(resources))
    lost = changes.exclude(Exists(Resource.objects.filter(pk=OuterRef("resource"))))
    for resource in lost.order_by("resource").values_list("resource", flat=True).distinct():
        yield resource, "has changes, but no row that says whether they may be told"


def _differing_fields(expected: Content, stored: Content) -> list[str]:
    wanted, kept = _flat(expected), _flat(stored)
    return sorted(name for name in wanted.keys() | kept.keys() if wanted.get(name) != kept.get(name))


def _flat(content: Content) -> dict[str, Any]:
    """Return the values by field name, or by column name where the content has another form than a description."""
    try:
        flat = {f"url {language}": url for language, url in content["values"]["urls"].items()}
        for node_id, node in content["values"]["nodes"].items():
            flat[f"{node_id} / type"] = node["type"]
            flat |= {f"{node_id} / {name}": value for name, value in node["values"].items()}
        for node_id, texts in content["texts"].items():
            flat |= {f"{node_id} / {name}": value for name, value in texts.items()}
    except (AttributeError, KeyError, TypeError):
        return {"values": content["values"], "texts": content["texts"]}
    return flat
