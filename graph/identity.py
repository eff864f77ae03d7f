"""Convert model instances to resource ids, and resource ids to IRIs; neither ever changes.

A *resource id* is the part of an IRI after `/id/`: "country/KH", "project/0d9f…". The journal, the replica and
the database hold ids; IRIs are made of the installation's base IRI and an id.
"""

from __future__ import annotations

import re
from typing import Any, Protocol
from urllib.parse import quote, unquote

from django.conf import settings
from django.db.models import Model
from wagtail.models import Page

ResourceId = str
UUID = re.compile("[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")


class TypeOfResource(Protocol):
    """The properties of a declared type that make up a resource id: the slug, and the name of the key's field."""

    @property
    def slug(self) -> str: ...

    @property
    def key(self) -> str: ...


def iri(resource: ResourceId) -> str:
    return f"{settings.GRAPH_BASE_IRI}/id/{resource}"


def document_iri(resource: ResourceId) -> str:
    """Return the IRI of the document that describes a resource, which is also the name of its named graph."""
    return f"{settings.GRAPH_BASE_IRI}/data/{resource}"


def concept_iri(scheme: str, value: str) -> str:
    """Return the IRI of a coded value, such as the kind of an organisation, as a concept of Accord's vocabulary."""
    return f"{settings.GRAPH_BASE_IRI}/vocab#{scheme}-{value}"


def from_iri(text: str) -> ResourceId | None:
    prefix = iri("")
    return text[len(prefix) :] if text.startswith(prefix) else None


def resource_id(graph_type: TypeOfResource, key: Any) -> ResourceId:
    return f"{graph_type.slug}/{quote(str(key), safe='')}"


def split(resource: ResourceId) -> tuple[str, str]:
    """Return the type slug and the key of a resource id: ("country", "KH")."""
    slug, _, key = resource.partition("/")
    return slug, unquote(key)


def id_of(instance: Model | None) -> ResourceId | None:
    """Return the id of the resource that an instance describes, or None for an instance that is not in the graph.

    An alias page has no id of its own: it is another address of its source's resource.
    """
    if isinstance(instance, Page):
        if instance.alias_of_id:
            return _id_of_source(instance)
        model: Any = instance.specific_class
    else:
        model = type(instance)
    graph_type = getattr(model, "graph_type", None)
    if graph_type is None or instance is None:
        return None
    return resource_id(graph_type, getattr(instance, graph_type.key))


def _id_of_source(alias: Page) -> ResourceId | None:
    """Return the id of an alias's source, or None where a hand-edited database has lost the source.

    So resources that name the alias can still be described.
    """
    try:
        return id_of(alias.alias_of)
    except Page.DoesNotExist:
        return None
