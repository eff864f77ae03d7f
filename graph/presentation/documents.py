"""List the addresses where machines get a resource or the whole dataset, in each format."""

from collections.abc import Iterable

from graph.declarations import DeclaredType, camel_case
from graph.identity import ResourceId, iri
from graph.presentation.model import Document
from graph.publishing.formats import FORMATS
from graph.publishing.links import document_address


def documents(resource: ResourceId) -> tuple[Document, ...]:
    return tuple(Document(form.title, form.media_type, document_address(resource, form)) for form in FORMATS)


def graphql_query(declared: DeclaredType, resource: ResourceId, more: Iterable[str] = ()) -> str:
    """Return a GraphQL query that selects the title and URL of the resource; `more` are further selections."""
    root_field = camel_case(declared.graph_type.singular)
    selected = "\n    ".join(("title", "url", *more))
    return f'{{\n  {root_field}(id: "{iri(resource)}") {{\n    {selected}\n  }}\n}}'


def dataset_documents() -> tuple[Document, ...]:
    """Return the documents of the whole public dataset, one file for each format."""
    return documents("all")
