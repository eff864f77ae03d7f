"""Present a withdrawn resource, whose public past stays readable."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import translation

from graph.declarations import django_language, registry
from graph.identity import ResourceId
from graph.models import Change, Resource
from graph.presentation.kinds import moment_item
from graph.presentation.listing import modified_field
from graph.presentation.model import Item, Kind
from graph.presentation.reader import kind, title


@dataclass(frozen=True)
class Withdrawal:
    kind: Kind
    title: Item
    modified: Item | None
    """The time of its last public version."""


def withdrawal(resource: ResourceId, language: str) -> Withdrawal | None:
    """Return a withdrawn resource, or None if it never was public or its past is hidden too."""
    if not Resource.objects.filter(pk=resource, status=Resource.Status.WITHDRAWN).exists():
        return None
    public = Change.objects.filter(resource=resource, kind=Change.Kind.UPSERT)
    nodes = public.order_by("-sequence").values_list("values", flat=True)[0]["nodes"]
    declared = registry().types[nodes[resource]["type"]]
    values = nodes[resource]["values"]
    field = modified_field(declared)
    moment = values.get(field.name) if field else None
    with translation.override(django_language(language)):
        name = title(declared, resource, values, language)
        return Withdrawal(kind(declared), name, moment_item(moment) if moment else None)
