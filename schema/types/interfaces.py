"""Interfaces of all types: Relay's Node, and Resource with its names and addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId, from_iri, iri
from graph.presentation import address
from graph.publishing.tags import ANY_NAME
from graph.replica import Replica, above, slug, url
from schema.types.context import Context
from schema.types.languages import in_language
from schema.types.linked_data import data_documents_field, jsonld_field
from schema.types.resolvers import Read, Values, bound_by, depends_on
from schema.types.scalars import DateTime, Language, language_argument, text_arguments
from schema.types.sites import site_field


def _bind_iri(context: Context) -> Read:
    prefix = iri("")
    return lambda source, values: prefix + source


class Node(graphene.Interface):
    """Anything that can be fetched by its id."""

    id = graphene.ID(
        required=True,
        description="The IRI of the resource, which never changes.",
        resolver=bound_by(_bind_iri),
    )

    @classmethod
    def resolve_type(cls, source: ResourceId, info: GraphQLResolveInfo) -> Any:
        name = info.context.replica.node(source)["type"]
        return info.schema.get_type(name).graphene_type  # type: ignore[union-attr]


def title_of(
    replica: Replica, resource: ResourceId, lang: str | None, fallback: Sequence[str] | None = None
) -> str | None:
    name = replica.declared(resource).graph_type.title
    found = in_language(replica.shown_values(resource).get(name, {}), lang, fallback)
    return str(found.value) if found else None


@dataclass(frozen=True)
class InLanguage:
    """A resource in one of its languages."""

    resource: ResourceId
    lang: str


class Translation(graphene.ObjectType):
    """A resource in one of its languages."""

    lang = graphene.Field(Language, required=True, description="The language.")
    title = graphene.String(description="Its title in this language, or null.")
    url = graphene.String(required=True, description="The address of its page in this language.")

    @staticmethod
    def resolve_title(source: InLanguage, info: GraphQLResolveInfo) -> str | None:
        return title_of(info.context.replica, source.resource, source.lang, fallback=())

    @staticmethod
    def resolve_url(source: InLanguage, info: GraphQLResolveInfo) -> str:
        return address(info.context.replica, source.resource, source.lang)


def _translations(source: ResourceId, info: GraphQLResolveInfo) -> list[InLanguage]:
    return [InLanguage(source, each) for each in _languages(source, info)]


def _languages(source: ResourceId, info: GraphQLResolveInfo) -> list[str]:
    replica: Replica = info.context.replica
    name = replica.declared(source).graph_type.title
    return list(replica.graph.urls(source) or info.context.values(source).get(name, {}))


def _bind_version(context: Context) -> Read:
    change = context.replica.graph.change
    return lambda source, values: change(source)


def _bind_url(context: Context, lang: str | None = None) -> Read:
    replica, language = context.replica, lang or context.language
    return lambda source, values: url(replica, source, language)


def _bind_path(context: Context, lang: str | None = None) -> Read:
    read = _bind_url(context, lang)
    return lambda source, values: urlsplit(read(source, values)).path


def _bind_slug(context: Context, lang: str | None = None) -> Read:
    replica, language = context.replica, lang or context.language
    return lambda source, values: slug(replica, source, language)


def _bind_breadcrumb(context: Context, lang: str | None = None) -> Read:
    replica, language = context.replica, lang or context.language

    def read(source: ResourceId, values: Values) -> list[ResourceId]:
        found = above(replica, source, language)
        context.spend(len(found))
        return found

    return read


def _bind_parent(context: Context, lang: str | None = None) -> Read:
    read = _bind_breadcrumb(context, lang)
    return lambda source, values: next(reversed(read(source, values)), None)


def _bind_title(context: Context, lang: str | None = None, fallback: Sequence[str] | None = None) -> Read:
    replica, language = context.replica, lang or context.language
    return lambda source, values: title_of(replica, source, language, fallback)


def _modified(source: ResourceId, info: GraphQLResolveInfo) -> str | None:
    """Return when the record of a resource was last changed; for a part, that of its owner."""
    owner = info.context.replica.owner(source)
    value: str | None = info.context.values(owner).get("modified")
    return value


class Resource(graphene.Interface):
    """Anything in the graph: a resource, or a link with attributes such as a funding."""

    class Meta:
        interfaces = (Node,)

    id = Node._meta.fields["id"]
    iri = graphene.String(
        required=True,
        description="The same as `id`: the name of the resource in linked data, and an address that leads to it.",
        resolver=bound_by(_bind_iri),
    )
    url = graphene.String(
        required=True,
        description="The address of its page for people, in this language if available. It changes when the page "
        "moves. A part, such as a funding, has the address of the resource that it belongs to.",
        lang=language_argument(),
        resolver=bound_by(_bind_url),
    )
    path = graphene.String(
        required=True,
        description="The path of `url`.",
        lang=language_argument(),
        resolver=bound_by(_bind_path),
    )
    slug = graphene.String(
        description="The last part of the path of its page; null for a resource without pages.",
        lang=language_argument(),
        resolver=bound_by(_bind_slug),
    )
    parent = graphene.Field(
        lambda: Resource,
        description="The resource whose page is directly above its page; for a part, the resource that it belongs to. "
        "Null at the top, and where the pages above, such as lists, are no resources.",
        lang=language_argument(),
        resolver=depends_on(ANY_NAME)(bound_by(_bind_parent)),
    )
    breadcrumb = graphene.List(
        graphene.NonNull(lambda: Resource),
        required=True,
        description="The resources whose pages are above its page, from the top. Pages that are no resources, such as "
        "lists, are left out.",
        lang=language_argument(),
        resolver=depends_on(ANY_NAME)(bound_by(_bind_breadcrumb)),
    )
    site = site_field()
    title = graphene.String(
        description="Its title; null for a resource without one, such as a funding.",
        args=text_arguments(),
        resolver=bound_by(_bind_title),
    )
    languages = graphene.List(
        graphene.NonNull(Language),
        required=True,
        description="The languages in which it has a page; for a resource without pages, the languages of its title.",
        resolver=_languages,
    )
    translations = graphene.List(
        graphene.NonNull(Translation),
        required=True,
        description="Its languages, each with the title and the page in it.",
        resolver=_translations,
    )
    modified = graphene.Field(
        DateTime,
        description="When its record was last changed: for a page, when the current version was published; for "
        "other resources, when the record was last saved. It stays the same when something around the record changes, "
        "such as the address of a page above. To find all that is different, compare `version` or read `changes`.",
        resolver=_modified,
    )
    version = graphene.Int(
        required=True,
        description="The number of its last change. A different number means that something about it is different, and "
        "a higher number is newer.",
        resolver=bound_by(_bind_version),
    )
    types = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="IRIs of its RDF classes, Accord's own first.",
        resolver=lambda source, info: [str(each) for each in info.context.replica.declared(source).graph_type.rdf],
    )
    data_documents = data_documents_field()
    jsonld = jsonld_field()

    resolve_type = Node.resolve_type


def extend_resource(fields: Mapping[str, graphene.Field]) -> None:
    """Add fields to the interface Resource, as `extend interface` does in GraphQL; call it before types are built."""
    Resource._meta.fields.update(fields)


def find(replica: Replica, text: str) -> ResourceId | None:
    """Return the public resource with this IRI, or None."""
    resource = from_iri(text)
    return resource if resource in replica else None
