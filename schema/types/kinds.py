"""Everything that GraphQL does with each kind of declared field: `KINDS` has an entry for each.

`schema.lists` reads filters, orderings, facets and sums from these entries. A kind without an entry has the one of its
nearest base class; if there is none either, `schema.checks` fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import graphene

from graph.declarations import (
    URL,
    Amount,
    Boolean,
    Choice,
    DateTime,
    Field,
    Integer,
    Json,
    Link,
    Part,
    PartialDate,
    PartLink,
    PictureFile,
    Point,
    RichText,
    Stream,
    String,
    Text,
    collated,
)
from graph.declarations.by_kind import ByKind
from schema.types import operators, scalars, texts, values
from schema.types.block_texts import BlockText
from schema.types.enums import choice_enum
from schema.types.fields import TypeOf, list_of, long_text_field, part_field, plain_field, text_field
from schema.types.languages import in_language
from schema.types.operators import Operators
from schema.types.renditions import rendition_fields
from schema.types.specifications import FieldSpec, LinkCount, OrderSpec, TypeSpec, capitals
from schema.types.versions import VERSION

SortValue = str | int | None
Value = str | int | bool
"""A value that a facet counts."""


@dataclass(frozen=True)
class Facet:
    """How the resources of a list are counted by the values of a kind of field."""

    value: Callable[[Any], Value | None] = lambda key: key
    """Returns the value under which a key of the index is counted, or None if it is not counted."""
    name: Callable[[Any, Value], str] = lambda field, value: str(value).lower()
    """Returns the value as a filter takes it."""
    label: Callable[[Any, Value], str] = lambda field, value: str(value).lower()
    """Returns the value as people read it, in the active language."""
    classifies: bool = False
    """Whether the values of linked reference data are counted too: a change's time, for example, classifies nothing."""


@dataclass(frozen=True)
class Handler:
    """The handler of one kind of field. What it leaves out, GraphQL does not do with the kind."""

    output: Callable[[FieldSpec], graphene.Field] | None = None
    """Makes the field that returns a value; None for links, whose fields `schema.lists.links` makes."""
    operators: Callable[[Any], Operators] | None = None
    """Returns the operators with which filters test a value."""
    sort: Callable[[Any, Json, str], SortValue] | None = None
    """Returns the value by which lists are sorted in a language."""
    sorted_as: type[str] | type[int] = str
    facet: Facet | None = None
    is_summed: bool = False
    """Whether lists have sums of the values, which are keys of currency and number."""
    example: Callable[[Any], str | None] = lambda field: None
    """Returns what follows the field's name in an example of a query; None leaves the field out."""
    further: Callable[[], Mapping[str, graphene.Field]] = dict
    """Makes further fields of the types that declare such a field."""
    refers: Callable[[FieldSpec, TypeOf], graphene.Field] | None = None
    """Makes the field that returns a part of another resource, in place of `output`."""


def value_field(spec: FieldSpec, type_of: TypeOf) -> graphene.Field:
    """Return the GraphQL field of a declared field that is no link."""
    handler = KINDS[spec.declared]
    if handler.refers:
        return handler.refers(spec, type_of)
    assert handler.output, spec.name  # noqa: S101 specifications keep links apart
    return handler.output(spec)


def can_order(field: Field) -> bool:
    """Return whether the values of a field have an order in which people look for them."""
    return KINDS[field].sort is not None and not field.many


def sorted_as(field: Field | LinkCount) -> type[str] | type[int]:
    return int if isinstance(field, LinkCount) else KINDS[field].sorted_as


def sort_value(field: Field, value: Json, language: str) -> SortValue:
    sort = KINDS[field].sort
    return None if sort is None or value is None else sort(field, value, language)


def orders_of(spec: TypeSpec) -> Iterator[OrderSpec]:
    """Yield the fields and the numbers of links by which lists of a type can be ordered."""
    yield OrderSpec(capitals(VERSION.name), VERSION)
    for field in spec.declared.fields.values():
        if can_order(field):
            yield OrderSpec(capitals(field.name), field)
    for link in spec.links:
        if link.many:
            yield OrderSpec(f"{capitals(link.name)}_COUNT", LinkCount(link))


def _plain(kind: Any) -> Callable[[FieldSpec], graphene.Field]:
    return lambda spec: plain_field(spec, list_of(kind) if spec.declared.many else kind)


def _choice(spec: FieldSpec) -> graphene.Field:
    declared: Any = spec.declared
    return plain_field(spec, choice_enum(declared.choices, declared.scheme))


def _first_key(field: Field, value: Json, language: str) -> SortValue:
    """Return the key under which an index holds the value."""
    key: SortValue = next(field.keys(value))
    return key


def _text_in(field: Field, value: Json, language: str) -> SortValue:
    found = in_language(value, language)
    return collated(str(found.value)) if found else None


def _scalar(field: Field) -> str:
    return ""


STRING = Handler(_plain(graphene.String), lambda _: operators.STRING, _first_key, example=_scalar)
URLS = replace(STRING, sort=None)

KINDS = ByKind(
    "schema.types.kinds",
    {
        Text: Handler(
            text_field,
            lambda _: operators.TEXT_IN_LANGUAGES,
            _text_in,
            example=lambda field: None if field.many else "",
        ),
        RichText: Handler(lambda spec: long_text_field(spec, texts.RichText), example=lambda field: " { html }"),
        Stream: Handler(lambda spec: long_text_field(spec, BlockText)),
        String: STRING,
        URL: URLS,
        PictureFile: replace(URLS, further=rendition_fields),
        Integer: Handler(
            _plain(graphene.Int), lambda _: operators.INTEGER, _first_key, sorted_as=int, facet=Facet(), example=_scalar
        ),
        Boolean: Handler(_plain(graphene.Boolean), lambda _: operators.BOOLEAN, facet=Facet(), example=_scalar),
        DateTime: Handler(
            _plain(scalars.DateTime),
            lambda _: operators.MOMENT,
            _first_key,
            facet=Facet(lambda moment: int(moment[:4])),
        ),
        PartialDate: Handler(
            lambda spec: plain_field(spec, values.PartialDate, spec.declared.decode),
            lambda _: operators.PARTIAL_DATE,
            lambda field, value, language: field.decode(value).sort_key,
            facet=Facet(lambda date: date.year),
        ),
        Point: Handler(
            lambda spec: plain_field(spec, values.Point, spec.declared.decode),
            lambda _: operators.POINT,
            example=lambda field: " { latitude longitude }",
        ),
        Choice: Handler(
            _choice,
            lambda field: operators.choice_operators(field.choices, field.scheme),
            facet=Facet(
                name=lambda field, value: field.choices(value).name,
                label=lambda field, value: str(field.choices(value).label),
                classifies=True,
            ),
        ),
        Amount: Handler(_plain(values.Amount), lambda _: operators.AMOUNT, is_summed=True),
        Link: Handler(
            facet=Facet(classifies=True),
            example=lambda field: " { totalCount nodes { title } }" if field.many else " { title }",
        ),
        Part: Handler(example=lambda field: " { totalCount }"),
        PartLink: Handler(refers=part_field, operators=lambda _: operators.STATED, example=lambda field: " { id }"),
    },
)
