"""The root field `resources`: a list of the resources of all types."""

from __future__ import annotations

from functools import partial
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from schema.lists import (
    Chosen,
    Page,
    TypeListing,
    list_name,
    open_page,
    order_argument,
    ordering_of,
    paging_arguments,
    selection_of,
)
from schema.roots.assembly import Types
from schema.types import RESOURCE, Given


def resources_field(types: Types) -> graphene.Field:
    def resolve(_: Any, info: GraphQLResolveInfo, filter: Given | None = None, **arguments: Any) -> Page:
        ordering = ordering_of(arguments, info.context.language)
        passing = selection_of(info.context, types.filters).passing(RESOURCE, filter) if filter else None
        name = partial(list_name, "resources", filter)
        listing = TypeListing(name, RESOURCE, passing, info.context.replica, ordering)
        listing.chosen = Chosen(filter)
        return open_page(info.context, listing, **arguments)

    return graphene.Field(
        types[f"{RESOURCE}Connection"],
        required=True,
        description="All public resources of all types, links with attributes such as fundings included: choose with "
        "the filter `type`.",
        args={
            **paging_arguments(),
            "filter": types.filters.argument(RESOURCE),
            **order_argument(types.orders[RESOURCE], "by id"),
        },
        resolver=resolve,
    )
