"""Make addresses of documents, and Link headers between them for machines (https://signposting.org/FAIR/)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings

from graph.declarations import SCHEMA, classes_of, declared_type
from graph.identity import ResourceId, document_iri, iri
from graph.publishing.csvw import MEDIA_TYPE as CSVW
from graph.publishing.formats import FORMATS, IATI, ActivityFormat, Format
from graph.replica import is_elsewhere


def dataset_address() -> str:
    return f"{settings.GRAPH_BASE_IRI}/dataset"


def node(name: str) -> str:
    """Return the IRI of a node that only the description of the dataset names."""
    return f"{dataset_address()}#{name}"


def forms(resource: ResourceId) -> Sequence[Format | ActivityFormat]:
    """Return the formats in which there is a document about a resource."""
    declared = declared_type(resource)
    return (*FORMATS, IATI) if declared and declared.is_funded else FORMATS


def document_address(resource: ResourceId, form: Format | ActivityFormat) -> str:
    return f"{document_iri(resource)}.{form.extension}"


def markdown_address(page: str) -> str:
    """Return the address of a page of the website as Markdown; the query string stays. A front end has none."""
    if is_elsewhere():
        return page
    parts = urlsplit(page)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}.md"))


def of_resource(resource: ResourceId) -> str:
    """Return the Link header of a resource's IRI or page: how to cite the resource, and documents that describe it."""
    types = [_link(str(term), "type") for term in (SCHEMA.AboutPage, *classes_of(resource))]
    documents = (_link(document_address(resource, form), "describedby", form.media_type) for form in forms(resource))
    return ", ".join([_link(iri(resource), "cite-as"), *types, *documents, *_everywhere()])


def of_document(resource: ResourceId) -> str:
    """Return the Link header of a document: the resource that it describes, how to cite it, and other formats."""
    others = (_link(document_address(resource, form), "alternate", form.media_type) for form in forms(resource))
    return ", ".join([_link(iri(resource), "describes"), _link(iri(resource), "cite-as"), *others, *_everywhere()])


def of_file(metadata: str = "") -> str:
    """Return the Link header of a file: the dataset to which it belongs and, for a table, the metadata of columns."""
    described = [_link(metadata, "describedby", CSVW)] if metadata else []
    return ", ".join([_link(dataset_address(), "cite-as"), *described, *_everywhere()])


def of_version_file(version: str) -> str:
    """Return the Link header of a file of a dated version: the version to cite."""
    return ", ".join([_link(version, "cite-as"), _link(version, "describedby"), *_everywhere()])


def of_dataset(alternates: dict[str, str], items: dict[str, str]) -> str:
    """Return the Link header of the dataset's description: its formats and files, as media types by address."""
    described = [_link(address, "describedby", media_type) for address, media_type in alternates.items()]
    files = [_link(address, "item", media_type) for address, media_type in items.items()]
    types = [_link(str(term), "type") for term in (SCHEMA.AboutPage, SCHEMA.Dataset)]
    return ", ".join(
        [_link(dataset_address(), "cite-as"), *types, *described, *files, _link(settings.LICENCE, "license")]
    )


def _everywhere() -> list[str]:
    return [_link(settings.LICENCE, "license"), _link(dataset_address(), "collection")]


def _link(target: str, relation: str, media_type: str = "") -> str:
    return f'<{target}>; rel="{relation}"' + (f'; type="{media_type}"' if media_type else "")
