"""GraphQL types of the blocks that StreamFields declare, one for each kind of block.

A structure has its parts as fields. Any other block has one field, named after its type (`value` if it is a string), so
that a query can ask for all kinds of blocks at once. Blocks of the same name in different texts share one type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override
from graphql import GraphQLResolveInfo
from wagtail import blocks

from graph.declarations import Stream, camel_case
from graph.replica import resolved_blocks
from schema.types.block_texts import Block, BlockValue, OtherBlock, stream_values, type_name
from schema.types.interfaces import Resource
from schema.types.object_types import object_type
from schema.types.scalars import JSON
from schema.types.specifications import TypeSpec, sentence
from schema.types.texts import RichText

Json = Any
Convert = Callable[[Json, BlockValue, GraphQLResolveInfo], Any]
PLAIN = {blocks.IntegerBlock: graphene.Int, blocks.FloatBlock: graphene.Float, blocks.BooleanBlock: graphene.Boolean}
TEXTS = (
    blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.EmailBlock, blocks.RegexBlock, blocks.ChoiceBlock,
    blocks.DateBlock, blocks.TimeBlock, blocks.DateTimeBlock, blocks.DecimalBlock, blocks.BlockQuoteBlock,
)  # fmt: skip


def block_types(specs: Iterable[TypeSpec]) -> list[type[graphene.ObjectType]]:
    """Return one type for each kind of block of all texts; most of them are reachable only through the interface."""
    made = _Types()
    for spec in specs:
        for field in spec.declared.fields.values():
            if isinstance(field, Stream) and field.blocks:
                made.add(field.blocks)
    return [OtherBlock, *made.types.values()]


class _Types:
    def __init__(self) -> None:
        self.types: dict[str, type[graphene.ObjectType]] = {}
        self._shapes: dict[str, Any] = {}

    def add(self, stream: blocks.StreamBlock) -> None:
        for name, block in stream.child_blocks.items():
            self.object_type(name, block)

    def object_type(self, name: str, block: blocks.Block) -> type[graphene.ObjectType]:
        known, shape = type_name(name), _shape(block)
        if self._shapes.setdefault(known, shape) != shape:
            raise ImproperlyConfigured(f"Two StreamFields have different blocks named {name!r}: rename one.")
        if known not in self.types:
            with override("en"):
                description = sentence(str(block.label or name))
                self.types[known] = object_type(known, description, dict(self._fields(name, block)), (Block,))
        return self.types[known]

    def _fields(self, name: str, block: blocks.Block) -> Iterator[tuple[str, graphene.Field]]:
        if not isinstance(block, blocks.StructBlock):
            field = self._field(name, block, lambda source: source.value, "The content of the block.")
            yield _name_of(field.type), field
            return
        for part, child in block.child_blocks.items():
            if part in ("id", "type"):
                raise ImproperlyConfigured(f"The block {name!r} has a part {part!r}, which every block has: rename it.")
            yield camel_case(part), self._field(f"{name}_{part}", child, _part(part), _description(part, child))

    def _field(
        self, name: str, block: blocks.Block, read: Callable[[BlockValue], Json], description: str
    ) -> graphene.Field:
        kind, convert = self._kind(name, block)

        def resolve(source: BlockValue, info: GraphQLResolveInfo) -> Any:
            value = read(source)
            return None if value is None else convert(value, source, info)

        return graphene.Field(kind, description=description, resolver=resolve)

    def _kind(self, name: str, block: blocks.Block) -> tuple[Any, Convert]:
        """Return the type of a block's value, and the function that converts a stored value for an answer."""
        if isinstance(block, blocks.StructBlock):
            return self.object_type(name, block), lambda value, source, _: _inside(name, value, source)
        if isinstance(block, blocks.StreamBlock):
            self.add(block)
            return _list_of(Block), lambda value, source, _: stream_values(source.tagged(value))
        if isinstance(block, blocks.ListBlock):
            kind, convert = self._kind(f"{name}_item", block.child_block)
            return _list_of(kind), _each(convert)
        if isinstance(block, blocks.RichTextBlock):
            return RichText, lambda value, source, _: source.tagged(value)
        if isinstance(block, blocks.ChooserBlock):
            return Resource, _resource
        if isinstance(block, TEXTS):
            return graphene.String, _text
        return PLAIN.get(type(block), JSON), lambda value, source, _: value


def _description(name: str, block: blocks.Block) -> str:
    """Return the help text, which Wagtail keeps with the block's form field or with the block, or else the label."""
    holders = (getattr(block, "field", None), block.meta)
    helps = (getattr(holder, "help_text", "") for holder in holders)
    return sentence(str(next(filter(None, helps), "") or block.label or name))


def _name_of(kind: Any) -> str:
    """Return the name of the field for a value of this type: richText for RichText."""
    if isinstance(kind, graphene.List):
        return "items"
    name = str(kind._meta.name)
    return "value" if kind is graphene.String else name.lower() if name.isupper() else name[0].lower() + name[1:]


def _part(name: str) -> Callable[[BlockValue], Json]:
    return lambda source: source.value.get(name)


def _inside(name: str, value: Json, source: BlockValue) -> BlockValue:
    return BlockValue(source.id, name, value, source.text)


def _each(convert: Convert) -> Convert:
    def convert_all(values: Json, source: BlockValue, info: GraphQLResolveInfo) -> list[Any]:
        converted = (convert(each, source, info) for each in values if each is not None)
        return [each for each in converted if each is not None]

    return convert_all


def _resource(value: Json, source: BlockValue, info: GraphQLResolveInfo) -> Any:
    info.context.spend(1)
    return value["resource"] if value["resource"] in info.context.replica else None


def _text(value: Json, source: BlockValue, info: GraphQLResolveInfo) -> str:
    return str(resolved_blocks(info.context.replica, value, source.text.lang))


def _list_of(kind: Any) -> Any:
    return graphene.List(graphene.NonNull(kind))


def _shape(block: blocks.Block) -> Any:
    """Return what blocks of one GraphQL type have in common: their class, and the names and shapes of inner blocks."""
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        return type(block).__name__, {name: _shape(each) for name, each in block.child_blocks.items()}
    inner = _shape(block.child_block) if isinstance(block, blocks.ListBlock) else None
    return type(block).__name__, inner
