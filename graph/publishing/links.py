"""Addresses of documents, and Link headers that lead machines from one to the other (https://signposting.org/FAIR/)."""

from __future__ import annotations

from graph.identity import ResourceId, document_iri, iri
from graph.publishing.formats import FORMATS, Format


def document_address(resource: ResourceId, form: Format) -> str:
    return f"{document_iri(resource)}.{form.extension}"


def of_resource(resource: ResourceId) -> str:
    """For what stands for a resource, its name or the page about it: how to cite it, and what describes it."""
    documents = (_link(document_address(resource, form), "describedby", form.media_type) for form in FORMATS)
    return ", ".join([_link(iri(resource), "cite-as"), *documents])


def of_document(resource: ResourceId) -> str:
    """For a document: what it describes, how to cite that, and the same in other formats."""
    others = (_link(document_address(resource, form), "alternate", form.media_type) for form in FORMATS)
    return ", ".join([_link(iri(resource), "describes"), _link(iri(resource), "cite-as"), *others])


def _link(target: str, relation: str, media_type: str = "") -> str:
    return f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
