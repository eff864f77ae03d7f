"""Relay connections: pages of a listing, with `nodes` next to `edges` and an exact `totalCount`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from schema.errors import BadInputError
from schema.limits import PAGE
from schema.lists.listings import Listing
from schema.types import Context, object_type

DEFAULT_PAGE = 20

NodeType = Callable[[], type[Any]]
"""A function that returns a type, because the type may not have been built yet."""


class Page(NamedTuple):
    """A slice of a listing from index `start` up to, but not including, index `end`."""

    listing: Listing
    start: int
    end: int

    @classmethod
    def of(
        cls,
        listing: Listing,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Page:
        if first is not None and last is not None:
            raise BadInputError("Give either first or last: they page in opposite directions.")
        size = _size("last", last) if last is not None else _size("first", first)
        start = listing.after(after) if after is not None else 0
        end = listing.before(before) if before is not None else len(listing.resources)
        end = max(start, end)
        if last is not None:
            return cls(listing, max(start, end - size), end)
        return cls(listing, start, min(end, start + size))

    @property
    def resources(self) -> Sequence[ResourceId]:
        return self.listing.resources[self.start : self.end]


L = TypeVar("L", bound=Listing)


@dataclass(frozen=True)
class Edge(Generic[L]):
    listing: L
    index: int

    @property
    def node(self) -> ResourceId:
        return self.listing.resources[self.index]

    @property
    def cursor(self) -> str:
        return self.listing.cursor(self.index)


def _size(name: str, size: int | None) -> int:
    if size is None:
        return DEFAULT_PAGE
    if size < 0:
        raise BadInputError(f"{name} is {size}: give a number from 0 to {PAGE.value}.")
    if PAGE.is_exceeded(size):
        raise BadInputError(
            f"{name} is {size}, and a page has at most {PAGE.value}: go on with after: pageInfo.endCursor."
        )
    return size


class PageInfo(graphene.ObjectType):
    """Pagination information."""

    has_next_page = graphene.Boolean(required=True, description="Whether there are items after this page.")
    has_previous_page = graphene.Boolean(required=True, description="Whether there are items before this page.")
    start_cursor = graphene.String(description="The cursor of the first item of this page, for `before`.")
    end_cursor = graphene.String(description="The cursor of the last item of this page, for `after`.")

    @staticmethod
    def resolve_has_next_page(page: Page, info: GraphQLResolveInfo) -> bool:
        return page.end < len(page.listing.resources)

    @staticmethod
    def resolve_has_previous_page(page: Page, info: GraphQLResolveInfo) -> bool:
        return page.start > 0

    @staticmethod
    def resolve_start_cursor(page: Page, info: GraphQLResolveInfo) -> str | None:
        return page.listing.cursor(page.start) if page.resources else None

    @staticmethod
    def resolve_end_cursor(page: Page, info: GraphQLResolveInfo) -> str | None:
        return page.listing.cursor(page.end - 1) if page.resources else None


def paging_arguments() -> dict[str, graphene.Argument]:
    text = {
        "first": f"Return this many items from the start of the list, or after the cursor `after`: {DEFAULT_PAGE} by "
        f"default, at most {PAGE.default}.",
        "after": "Return items after this cursor.",
        "last": "Return this many items from the end of the list, or before the cursor `before`.",
        "before": "Return items before this cursor.",
    }
    kinds = {"first": graphene.Int, "last": graphene.Int}
    return {
        name: graphene.Argument(kinds.get(name, graphene.String), description=description)
        for name, description in text.items()
    }


def connection(
    name: str,
    node: NodeType,
    edge_fields: Mapping[str, graphene.Field] | None = None,
    fields: Mapping[str, graphene.Field] | None = None,
) -> type[graphene.ObjectType]:
    """Return the connection type to a type of nodes, with additional fields of the connection and of its edges."""
    edge = object_type(
        f"{name}Edge",
        f"An item of {name}Connection.",
        {
            "node": graphene.Field(graphene.NonNull(node), description="The resource."),
            "cursor": graphene.String(required=True, description="The cursor of this item, for `after` and `before`."),
            **(edge_fields or {}),
        },
    )
    return object_type(
        f"{name}Connection",
        "A page of a list.",
        {
            "nodes": _items(node, "The resources of this page.", _nodes),
            "edges": _items(edge, "The items of this page with their cursors.", _edges),
            "page_info": graphene.Field(
                PageInfo, required=True, description="Pagination information.", resolver=lambda page, _: page
            ),
            "total_count": graphene.Int(
                required=True,
                description="Total number of items in the list.",
                resolver=lambda page, _: len(page.listing.resources),
            ),
            **(fields or {}),
        },
    )


def open_page(context: Context, listing: Listing, **arguments: Any) -> Page:
    """Return a page of a listing, and count it towards the size of the answer: an empty page counts as one resource."""
    page = Page.of(listing, **arguments)
    context.spend(1 + page.end - page.start)
    return page


def _edges(page: Page, info: GraphQLResolveInfo) -> list[Edge]:
    return [Edge(page.listing, index) for index in range(page.start, page.end)]


def _nodes(page: Page, info: GraphQLResolveInfo) -> Sequence[ResourceId]:
    return page.resources


def _items(kind: Any, description: str, resolver: Any) -> graphene.Field:
    return graphene.Field(
        graphene.List(graphene.NonNull(kind)),
        required=True,
        description=description,
        resolver=resolver,
    )
