"""Fields for the linked data of a resource: the documents about it, and its statements as JSON-LD."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId, iri
from graph.publishing import jsonld
from graph.publishing.formats import FORMATS, Format
from graph.publishing.links import document_address
from schema.limits import costs
from schema.types.resolvers import reads_stored
from schema.types.scalars import JSON

EXPANDING = 50
"""Cost of a resource as JSON-LD, in fields: its triples are fetched, parsed and written again."""


@dataclass(frozen=True)
class DocumentIn:
    """The document about a resource in one format."""

    resource: ResourceId
    format: Format


class DataDocument(graphene.ObjectType):
    """A document with the statements about a resource, for machines."""

    url = graphene.String(required=True, description="Its address.")
    media_type = graphene.String(required=True, description='Its media type, such as "text/turtle".')
    format = graphene.String(required=True, description='The name of the format, such as "Turtle".')

    @staticmethod
    def resolve_url(source: DocumentIn, info: GraphQLResolveInfo) -> str:
        return document_address(source.resource, source.format)

    @staticmethod
    def resolve_media_type(source: DocumentIn, info: GraphQLResolveInfo) -> str:
        return source.format.media_type

    @staticmethod
    def resolve_format(source: DocumentIn, info: GraphQLResolveInfo) -> str:
        return source.format.title


def data_documents_field() -> graphene.Field:
    return graphene.Field(
        graphene.List(graphene.NonNull(DataDocument)),
        required=True,
        description="The documents about the resource, one in each RDF format; for a part, those of its owner.",
        resolver=_documents,
    )


def jsonld_field() -> graphene.Field:
    return graphene.Field(
        JSON,
        required=True,
        description="The statements of its document as JSON-LD; for a part, the statements about the part itself.",
        resolver=_jsonld,
    )


def _documents(source: ResourceId, info: GraphQLResolveInfo) -> list[DocumentIn]:
    owner = info.context.replica.owner(source)
    return [DocumentIn(owner, each) for each in FORMATS]


@reads_stored
@costs(EXPANDING)
def _jsonld(source: ResourceId, info: GraphQLResolveInfo) -> dict[str, Any]:
    """Return the JSON-LD of a resource, made once for an answer that has the resource many times."""
    nquads = info.context.texts.nquads(source)
    key = (_jsonld, source, bool(nquads))
    if key not in info.context.memo:
        is_part = info.context.replica.is_part(source)
        info.context.memo[key] = jsonld.linked(nquads, iri(source), alone=is_part)
    found: dict[str, Any] = info.context.memo[key]
    return found
