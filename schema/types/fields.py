"""Make the GraphQL fields of values: plain values, and texts in one language or in all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import graphene
from graphql import GraphQLResolveInfo

from graph.identity import ResourceId
from schema.types import scalars, texts
from schema.types.languages import Tagged, in_all_languages, in_language
from schema.types.resolvers import reads_stored
from schema.types.specifications import FieldSpec

Json = Any
Resolver = Callable[..., Any]


def plain_field(spec: FieldSpec, kind: Any, convert: Callable[[Json], Any] = lambda value: value) -> graphene.Field:
    """Return a field that is null if no value is stated."""
    name = spec.declared.name

    def resolve(source: ResourceId, info: GraphQLResolveInfo) -> Any:
        value = info.context.values(source).get(name)
        return None if value is None else convert(value)

    return graphene.Field(kind, name=spec.name, description=spec.description, resolver=resolve)


def text_field(spec: FieldSpec) -> graphene.Field:
    """Return the field of a short text, or of several, in one language or in all of them."""
    many = spec.declared.many
    if spec.by_language:
        return _all_languages(spec, texts.LanguageTexts if many else texts.LanguageText, _short(spec))
    if many:
        return _one_language(spec, list_of(graphene.String), _short(spec), lambda found: texts.as_list(found.value))
    return _one_language(spec, graphene.String, _short(spec), lambda found: str(found.value))


def long_text_field(spec: FieldSpec, kind: type[graphene.ObjectType]) -> graphene.Field:
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
        list_of(kind),
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


def list_of(kind: Any) -> Any:
    return graphene.List(graphene.NonNull(kind))
