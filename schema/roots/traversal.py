"""Types that the fields for traversing the graph share: enums of the declarations, and links with a direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from graph.replica import Direction
from schema.types import TypeSpec, link_enum, object_type

DIRECTIONS = {
    None: "The direction of a link between two resources.",
    Direction.OUT: "The first resource links to the second.",
    Direction.IN: "The second resource links to the first.",
}


class Traversal:
    """Types made from the declarations, so that a query cannot ask for an unknown link or type."""

    def __init__(self, specs: Sequence[TypeSpec], types: type[graphene.Enum]) -> None:
        self.types = types
        self.link_types = link_enum(specs)
        self.directions = graphene.Enum.from_enum(Direction, name="LinkDirection", description=DIRECTIONS.get)
        self.link = object_type(
            "DirectedLink",
            "A link between two resources.",
            {
                "type": graphene.Field(self.link_types, required=True, description="The declared link."),
                "direction": graphene.Field(self.directions, required=True, description="The direction of the link."),
            },
        )

    def links_field(self, description: str, resolver: Any = None) -> graphene.Field:
        return graphene.Field(list_of(self.link), required=True, description=description, resolver=resolver)


def list_of(kind: Any) -> graphene.List:
    return graphene.List(graphene.NonNull(kind))


def values_of(members: Sequence[Any] | None) -> list[Any] | None:
    """Return the values of an argument that lists members of an enum; None if it is not given."""
    return None if members is None else [each.value for each in members]
