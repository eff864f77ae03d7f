"""The type of texts that consist of blocks (StreamFields), and the interface that all blocks share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import iri
from graph.replica import Replica, resolved_blocks
from graph.text import block_content
from schema.limits import costs
from schema.types.languages import Tagged
from schema.types.scalars import JSON
from schema.types.texts import LONG_TEXT, fallback_field, language_field

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


class BlockText(graphene.ObjectType):
    """A text in one language that consists of blocks: headings, paragraphs, quotations …"""

    lang = language_field()
    is_fallback = fallback_field()
    content = graphene.List(
        graphene.NonNull(Block),
        required=True,
        description="The blocks in order, each of its own type.",
    )
    blocks = graphene.Field(
        JSON,
        required=True,
        description='The blocks in order, each {"id", "type", "value"}; ids stay the same when a block moves. '
        'Paragraphs are HTML, and a chosen resource is {"resource": its IRI}.',
    )
    text = graphene.String(required=True, description="The text of all blocks without markup.")

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_content(source: Tagged, info: GraphQLResolveInfo) -> list[BlockValue]:
        return stream_values(source)

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_blocks(source: Tagged, info: GraphQLResolveInfo) -> Json:
        replica: Replica = info.context.replica
        visible = block_content.unlink_blocks(source.value, lambda each: each if each in replica else None)
        ordered = block_content.in_form_order(visible, getattr(source.field, "blocks", None))
        return _with_iris(resolved_blocks(replica, ordered, source.lang))

    @staticmethod
    @costs(LONG_TEXT)
    def resolve_text(source: Tagged, info: GraphQLResolveInfo) -> str:
        return block_content.plain_blocks(source.value, getattr(source.field, "blocks", None))


def _with_iris(blocks: Json) -> Json:
    if isinstance(blocks, list):
        return [_with_iris(each) for each in blocks]
    if isinstance(blocks, dict) and blocks.keys() == {"resource"}:
        return {"resource": iri(blocks["resource"])}
    if isinstance(blocks, dict):
        return {name: _with_iris(each) for name, each in blocks.items()}
    return blocks
