"""List the addresses where machines get a resource or the whole dataset, in each format."""

from collections.abc import Iterable, Iterator

from graph.declarations import DeclaredType, camel_case
from graph.identity import ResourceId, iri
from graph.presentation.kinds import KINDS
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


def selections(declared: DeclaredType) -> Iterator[str]:
    """Yield selections for `graphql_query`: short facts, texts, and the titles of linked resources."""
    for field in declared.fields.values():
        selection = KINDS[field].selection(field)
        if selection is not None and not field.on_record and field.name != declared.graph_type.title:
            yield camel_case(field.name) + selection


def dataset_documents() -> tuple[Document, ...]:
    """Return the documents of the whole public dataset, one file for each format."""
    return documents("all")
