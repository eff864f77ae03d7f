"""Make the GraphQL fields of values: plain values, and texts in one language or in all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import graphene

from graph.declarations import best_language
from graph.identity import ResourceId
from schema.types import scalars, texts
from schema.types.context import Context
from schema.types.languages import Tagged, in_all_languages, in_language
from schema.types.resolvers import Bind, Read, Values, bound_by, reads_stored
from schema.types.specifications import FieldSpec

Json = Any
ByLanguage = Mapping[str, Json]
TypeOf = Callable[[str], type[Any]]
"""A function from the name of a type to the built type; it is called only after all types are built."""
TextsOf = Callable[[Context], Callable[[ResourceId, Values], ByLanguage]]
"""A function from the context to the function that reads a text in all its languages."""


def plain_field(spec: FieldSpec, kind: Any, convert: Callable[[Json], Any] | None = None) -> graphene.Field:
    """Return a field that is null if no value is stated. Without `convert`, the value is stored as it is shown."""
    name = spec.declared.name

    def bind(context: Context) -> Read:
        if convert is None:
            return lambda source, values: values.get(name)
        return lambda source, values: None if (value := values.get(name)) is None else convert(value)

    return graphene.Field(kind, name=spec.name, description=spec.description, resolver=bound_by(bind))


def part_field(spec: FieldSpec, type_of: TypeOf) -> graphene.Field:
    """Return the field of a part of another resource; null if no part is stated or the part is not there any more."""
    declared: Any = spec.declared

    def bind(context: Context) -> Read:
        def read(source: ResourceId, values: Values) -> ResourceId | None:
            value = values.get(declared.name)
            context.spend(1)
            return value["part"] if value and value["part"] in context.replica else None

        return read

    return graphene.Field(
        lambda: type_of(declared.to), name=spec.name, description=spec.description, resolver=bound_by(bind)
    )


def text_field(spec: FieldSpec) -> graphene.Field:
    """Return the field of a short text, or of several, in one language or in all of them."""
    name, many = spec.declared.name, spec.declared.many

    def texts_of(context: Context) -> Callable[[ResourceId, Values], ByLanguage]:
        return lambda source, values: values.get(name) or {}

    if spec.by_language:
        return _all_languages(spec, texts.LanguageTexts if many else texts.LanguageText, texts_of)
    kind, show = (list_of(graphene.String), texts.as_list) if many else (graphene.String, str)
    return _one_language(spec, kind, _bind_short(name, show))


def _bind_short(name: str, show: Callable[[Json], Json]) -> Bind:
    def bind(context: Context, lang: str | None = None, fallback: Sequence[str] | None = None) -> Read:
        lang = lang or context.language

        def read(source: ResourceId, values: Values) -> Json:
            by_language = values.get(name)
            if not by_language:
                return None
            language = best_language(by_language, lang, fallback)
            return show(by_language[language]) if language else None

        return read

    return bind


def long_text_field(spec: FieldSpec, kind: type[graphene.ObjectType]) -> graphene.Field:
    name = spec.declared.name

    def texts_of(context: Context) -> Callable[[ResourceId, Values], ByLanguage]:
        stored = context.texts.of
        return lambda source, values: stored(source).get(name) or {}

    def bind(context: Context, lang: str | None = None, fallback: Sequence[str] | None = None) -> Read:
        read, lang = texts_of(context), lang or context.language
        return lambda source, values: in_language(read(source, values), lang, fallback, spec.declared)

    made = _all_languages(spec, kind, texts_of) if spec.by_language else _one_language(spec, kind, bind)
    reads_stored(made.resolver)
    return made


def _one_language(spec: FieldSpec, kind: Any, bind: Bind) -> graphene.Field:
    return graphene.Field(
        kind,
        name=spec.name,
        description=spec.description,
        resolver=bound_by(bind),
        args=scalars.text_arguments(),
    )


def _all_languages(spec: FieldSpec, kind: Any, texts_of: TextsOf) -> graphene.Field:
    def bind(context: Context, lang: str | None = None) -> Read:
        read = texts_of(context)

        def read_all(source: ResourceId, values: Values) -> list[Tagged]:
            by_language = read(source, values)
            if lang is None:
                return in_all_languages(by_language, spec.declared)
            tagged = in_language(by_language, lang, field=spec.declared)
            return [tagged] if tagged else []

        return read_all

    return graphene.Field(
        list_of(kind),
        name=spec.name,
        description=spec.description,
        resolver=bound_by(bind),
        required=True,
        lang=graphene.Argument(
            scalars.Language,
            description="Return only the text for this language; `isFallback` tells if it is in another one.",
        ),
    )


def list_of(kind: Any) -> Any:
    return graphene.List(graphene.NonNull(kind))
