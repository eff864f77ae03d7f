"""Make the documents of single resources from the text stored in the journal."""

from __future__ import annotations

from typing import Any

from graph.declarations import declared_type, holders
from graph.identity import ResourceId, document_iri, iri
from graph.mirror import ensure_fresh
from graph.models import Change, Resource
from graph.publishing import jsonld
from graph.publishing.absence import absence
from graph.publishing.formats import Format
from graph.publishing.serialisers import StoredText
from graph.replica import reading


def public_resource(resource: ResourceId) -> Resource:
    """Return the row of a public resource. Raises `Refusal`: 410 if it was public once, 404 if it never was."""
    ensure_fresh()
    found = Resource.objects.filter(pk=resource, status=Resource.Status.PUBLIC).first()
    if found is None:
        raise absence(resource)
    return found


def text(resource: Resource, form: Format) -> str:
    """Return the document of a resource in this format."""
    stored: str = Change.objects.values_list(form.column, flat=True).get(pk=resource.change_id)
    return "".join(form.write([StoredText(document_iri(resource.pk), stored)]))


def json_ld(resource: ResourceId) -> dict[str, Any] | None:
    """Return what a public resource says in terms of schema.org, for the page that shows it; None for any other."""
    ensure_fresh()
    public = Resource.objects.filter(pk=resource, status=Resource.Status.PUBLIC)
    stored = public.values_list("change__nquads", flat=True).first()
    return None if stored is None else jsonld.schema_org(stored, first=iri(resource))


def is_part(resource: ResourceId) -> bool:
    """Return whether the id is that of a part or of a node made of a value, which its owner's document describes."""
    declared = declared_type(resource)
    return declared.is_part if declared else bool(holders(resource))


def owner(resource: ResourceId) -> ResourceId:
    """Return the public resource to which a part or a node made of a value belongs; others belong to themselves.

    Raises `Refusal` if the resource is not public.
    """
    candidates = holders(resource) or [resource]
    with reading() as replica:
        for each in candidates:
            if each in replica:
                return replica.owner(each)
    raise absence(candidates[0] if len(candidates) == 1 else resource)
