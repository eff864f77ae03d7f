"""The scalars that GraphQL lacks, and the language argument that every text takes."""

from __future__ import annotations

from typing import Any

import graphene
from django.conf import settings
from graphql import EnumValueNode, StringValueNode, ValueNode, print_ast

from graph.languages import LANGUAGES, primary_language
from schema.errors import BadInputError


class Language(graphene.Scalar):
    """A language as its BCP 47 tag: "en", "fr", "es", "ar", "ru" or "zh".

    As an argument it may stand without quotes and in capitals (fr, FR).
    """

    serialize = str

    @staticmethod
    def parse_value(value: Any) -> str:
        language = primary_language(value) if isinstance(value, str) else None
        if language not in known_languages():
            raise BadInputError(
                f"{value!r:.40} is not a language of this site: use one of {', '.join(known_languages())}."
            )
        return language

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> str:
        if isinstance(node, StringValueNode | EnumValueNode):
            return Language.parse_value(node.value)
        return Language.parse_value(print_ast(node))


class DateTime(graphene.Scalar):
    """A moment in UTC as ISO 8601 has it: "2022-06-26T03:21:04Z"."""

    serialize = str


class Decimal(graphene.Scalar):
    """A decimal number as a string, so that nothing is rounded: "1720000.50"."""

    serialize = str


class JSON(graphene.Scalar):
    """Any JSON value."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


def known_languages() -> list[str]:
    """The six languages of labels, and those in which pages are written here."""
    content = [primary_language(code) for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    return list(dict.fromkeys([*LANGUAGES, *content]))


def language_argument() -> graphene.Argument:
    return graphene.Argument(
        Language,
        default_value=LANGUAGES[0],
        description="The language wanted. Where it is missing, the first of "
        f"{', '.join(LANGUAGES)} that exists answers in its place.",
    )
