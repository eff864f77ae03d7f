"""The website of a page, according to the page's address."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from graph.replica import Replica, own_url
from schema.types.scalars import language_argument


class Site(graphene.ObjectType):
    """A website that has pages."""

    host = graphene.String(required=True, description="Its host, with the port if that is not the default one.")
    url = graphene.String(required=True, description="The beginning of the addresses of all its pages.")

    @staticmethod
    def resolve_host(source: str, info: GraphQLResolveInfo) -> str:
        return urlsplit(source).netloc

    @staticmethod
    def resolve_url(source: str, info: GraphQLResolveInfo) -> str:
        return source


def site_field() -> graphene.Field:
    return graphene.Field(
        Site,
        description="The website that has its page, in this language if available; null for a resource without a page.",
        lang=language_argument(),
        resolver=_site,
    )


def hosts(node: dict[str, Any]) -> set[str]:
    """Return the hosts of all addresses of a node of the replica."""
    return {urlsplit(_base(each)).netloc for each in node["urls"].values()}


def _site(source: ResourceId, info: GraphQLResolveInfo, lang: str | None = None) -> str | None:
    replica: Replica = info.context.replica
    return _base(own_url(replica, source, lang or info.context.language)) if replica.node(source)["urls"] else None


def _base(address: str) -> str:
    """Return the scheme and host of an address."""
    return "/".join(address.split("/")[:3])
