"""GraphQL fields of values, made from their specifications by one small function per kind of declaration.

A kind that subclasses a known one has the same field; any other kind is added with `value_field.register`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import singledispatch
from typing import Any

import graphene
from django.core.exceptions import ImproperlyConfigured
from graphql import GraphQLResolveInfo

from graph.declarations import (
    Amount,
    Boolean,
    Choice,
    DateTime,
    Field,
    Integer,
    PartialDate,
    RichText,
    Stream,
    String,
    Text,
)
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from graph.identity import ResourceId
from schema.types import scalars, texts, values
from schema.types.enums import choice_enum
from schema.types.languages import Tagged, in_all_languages, in_language
from schema.types.resolvers import reads_stored
from schema.types.specifications import FieldSpec

Json = Any
Resolver = Callable[..., Any]


@singledispatch
def value_field(declared: Field, spec: FieldSpec) -> graphene.Field:
    """Return the GraphQL field of a declared field. Raise ImproperlyConfigured for a kind that is not registered."""
    raise ImproperlyConfigured(
        f"{spec.name} is declared as {type(declared).__name__}, which has no GraphQL field: "
        "register one with schema.types.fields.value_field."
    )


@value_field.register
def text(declared: Text, spec: FieldSpec) -> graphene.Field:
    if spec.by_language:
        return _all_languages(spec, texts.LanguageTexts if declared.many else texts.LanguageText, _short(spec))
    if declared.many:
        return _one_language(spec, _list_of(graphene.String), _short(spec), _texts)
    return _one_language(spec, graphene.String, _short(spec), _text)


@value_field.register
def rich_text(declared: RichText, spec: FieldSpec) -> graphene.Field:
    return _long_text(spec, texts.RichText)


@value_field.register
def stream(declared: Stream, spec: FieldSpec) -> graphene.Field:
    return _long_text(spec, texts.BlockText)


@value_field.register
def string(declared: String, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, _list_of(graphene.String) if declared.many else graphene.String)


@value_field.register
def integer(declared: Integer, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, graphene.Int)


@value_field.register
def boolean(declared: Boolean, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, graphene.Boolean)


@value_field.register
def moment(declared: DateTime, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, scalars.DateTime)


@value_field.register
def choice(declared: Choice, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, choice_enum(declared.choices, declared.scheme))


@value_field.register
def amount(declared: Amount, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, values.Amount)


@value_field.register
def partial_date(declared: PartialDate, spec: FieldSpec) -> graphene.Field:
    return _plain(spec, values.PartialDate, PartialDateValue.parse)


def _plain(spec: FieldSpec, kind: Any, convert: Callable[[Json], Any] = lambda value: value) -> graphene.Field:
    """Return a field that is null if no value is stated."""
    name = spec.declared.name

    def resolve(source: ResourceId, info: GraphQLResolveInfo) -> Any:
        value = info.context.values(source).get(name)
        return None if value is None else convert(value)

    return graphene.Field(kind, name=spec.name, description=spec.description, resolver=resolve)


def _long_text(spec: FieldSpec, kind: type[graphene.ObjectType]) -> graphene.Field:
    def show(found: Tagged) -> Tagged:
        return replace(found, field=spec.declared)

    made = (_all_languages if spec.by_language else _one_language)(spec, kind, _long(spec), show)
    reads_stored(made.resolver)
    return made


def _one_language(spec: FieldSpec, kind: Any, read: Resolver, show: Callable[[Any], Any]) -> graphene.Field:
    def resolve(
        source: ResourceId, info: GraphQLResolveInfo, lang: str | None, fallback: Sequence[str] | None = None
    ) -> Any:
        found = in_language(read(source, info), lang, fallback)
        return show(found) if found else None

    return graphene.Field(
        kind,
        name=spec.name,
        description=spec.description,
        resolver=resolve,
        args=scalars.text_arguments(),
    )


def _all_languages(
    spec: FieldSpec, kind: Any, read: Resolver, show: Callable[[Tagged], Tagged] = lambda found: found
) -> graphene.Field:
    def resolve(source: ResourceId, info: GraphQLResolveInfo, lang: str | None = None) -> Any:
        if lang is None:
            return [show(each) for each in in_all_languages(read(source, info))]
        found = in_language(read(source, info), lang)
        return [show(found)] if found else []

    return graphene.Field(
        _list_of(kind),
        name=spec.name,
        description=spec.description,
        resolver=resolve,
        required=True,
        lang=graphene.Argument(
            scalars.Language,
            description="Return only the text for this language; `isFallback` tells if it is in another one.",
        ),
    )


def _short(spec: FieldSpec) -> Resolver:
    return lambda source, info: info.context.values(source).get(spec.declared.name, {})


def _long(spec: FieldSpec) -> Resolver:
    return lambda source, info: info.context.texts.of(source).get(spec.declared.name, {})


def _text(found: Any) -> str:
    return str(found.value)


def _texts(found: Any) -> list[str]:
    return texts.as_list(found.value)


def _list_of(kind: Any) -> Any:
    return graphene.List(graphene.NonNull(kind))
