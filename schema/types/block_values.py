"""The blocks of a StreamField in an answer, and the interface that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from schema.types.languages import Tagged

Json = Any


@dataclass(frozen=True)
class BlockValue:
    """A block of a text in one language; inside a structure, `id` is that of the surrounding block."""

    id: str
    type: str
    value: Json
    text: Tagged

    def tagged(self, value: Json) -> Tagged:
        """Return a value with the language of the text."""
        return self.text._replace(value=value)


class Block(graphene.Interface):
    """A piece of a text: a heading, a paragraph, a quotation … Each kind has its own type."""

    id = graphene.ID(required=True, description="An identifier that stays the same when the block is moved or changed.")
    type = graphene.String(
        required=True,
        description="The kind of block, such as success_factor.",
        # Without this, graphene would take `resolve_type` below for the resolver of the field `type`.
        resolver=lambda source, _: source.type,
    )

    @classmethod
    def resolve_type(cls, source: BlockValue, info: GraphQLResolveInfo) -> Any:
        kind = info.schema.get_type(type_name(source.type))
        # A stored text may hold blocks of a kind that is no longer declared.
        return getattr(kind, "graphene_type", OtherBlock)


class OtherBlock(graphene.ObjectType):
    """A block of a kind that is no longer declared."""

    class Meta:
        interfaces = (Block,)


def type_name(block_type: str) -> str:
    """Return the name of the GraphQL type of a kind of block: SuccessFactorBlock for success_factor."""
    return "".join(each.capitalize() for each in block_type.split("_")) + "Block"


def stream_values(text: Tagged) -> list[BlockValue]:
    return [BlockValue(each["id"], each["type"], each["value"], text) for each in text.value]
