"""Scalars that GraphQL lacks, and the language arguments that every text takes."""

from __future__ import annotations

import decimal
import re
from typing import Any

import graphene
from django.conf import settings
from django.utils.translation import override
from graphql import (
    EnumValueNode,
    FloatValueNode,
    GraphQLScalarType,
    GraphQLSchema,
    IntValueNode,
    StringValueNode,
    ValueNode,
    print_ast,
)

from graph.declarations import LANGUAGES, moment, primary_language
from graph.declarations.partial_dates import PartialDate
from schema.errors import BadInputError


class Language(graphene.Scalar):
    """A language as a BCP 47 tag: "en", "fr", "es", "ar", "ru" or "zh".

    As an argument it may be written without quotes and in capitals (fr, FR).
    """

    specified_by = "https://www.rfc-editor.org/info/bcp47"

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
    """A point in time in UTC, as in ISO 8601: "2022-06-26T03:21:04Z". A date alone means the start of the day."""

    specified_by = "https://www.rfc-editor.org/rfc/rfc3339"

    serialize = str

    @staticmethod
    def parse_value(value: Any) -> str:
        try:
            return moment(value)
        except (TypeError, ValueError, OverflowError) as error:
            raise BadInputError(f"{value!r:.40} is no moment: write 2022-06-26T03:21:04Z or 2022-06-26.") from error

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> str:
        return DateTime.parse_value(node.value if isinstance(node, StringValueNode) else print_ast(node))


class Decimal(graphene.Scalar):
    """A decimal number as a string, so that it is not rounded: "1720000.50". A number is accepted too."""

    specified_by = "https://www.w3.org/TR/xmlschema11-2/#decimal"

    serialize = str

    @staticmethod
    def parse_value(value: Any) -> decimal.Decimal:
        """Return the decimal number. Its length is bounded, so that no number takes long to compare."""
        text = value if isinstance(value, str) else repr(value)
        if not re.fullmatch(r"-?[0-9]{1,20}(\.[0-9]{1,10})?", text, re.ASCII):
            raise BadInputError(f"{text:.40} is no amount: write a decimal number such as 1720000.50.")
        return decimal.Decimal(text)

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> decimal.Decimal:
        numbers = StringValueNode | IntValueNode | FloatValueNode
        return Decimal.parse_value(node.value if isinstance(node, numbers) else print_ast(node))


class EDTF(graphene.Scalar):
    """A date known to the year, the month or the day, as in EDTF (ISO 8601-2): "2020", "2020-02",
    "2020-02-03", "2020~" for an approximate date, ".." for an open end."""

    specified_by = "https://www.loc.gov/standards/datetime/"

    serialize = str

    @staticmethod
    def parse_value(value: Any) -> PartialDate:
        with override("en"):
            try:
                return PartialDate.parse(str(value))
            except ValueError as error:
                raise BadInputError(str(error)) from error

    @staticmethod
    def parse_literal(node: ValueNode, _variables: Any = None) -> PartialDate:
        return EDTF.parse_value(node.value if isinstance(node, StringValueNode | IntValueNode) else print_ast(node))


class JSON(graphene.Scalar):
    """Any JSON value."""

    specified_by = "https://www.rfc-editor.org/rfc/rfc8259"

    @staticmethod
    def serialize(value: Any) -> Any:
        return value


DATES = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
"""The specification of graphene's own scalar Date."""


def add_specifications(schema: GraphQLSchema) -> None:
    """Name the specification of each scalar, by which code generators recognise it; graphene cannot."""
    for kind in schema.type_map.values():
        declared = getattr(kind, "graphene_type", None)
        if isinstance(kind, GraphQLScalarType) and declared is not None:
            kind.specified_by_url = DATES if declared is graphene.Date else getattr(declared, "specified_by", None)


def known_languages() -> list[str]:
    """Return the six languages of labels, and the languages in which this site's pages are written."""
    content = [primary_language(code) for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    return list(dict.fromkeys([*LANGUAGES, *content]))


def language_argument() -> graphene.Argument:
    """Return the argument of a field that answers in one language; not given, that of the query counts."""
    return graphene.Argument(
        Language,
        description=f"The preferred language; by default, the language of the query (@in) or else {LANGUAGES[0]}. If "
        f"there is no text in it, the first available of {', '.join(LANGUAGES)} is returned.",
    )


def text_arguments() -> dict[str, graphene.Argument]:
    """Return the arguments of a field that has one text."""
    fallback = graphene.Argument(
        graphene.List(graphene.NonNull(Language)),
        description="The only languages to return instead, in order of preference. With [], the result is null if "
        "there is no text in the preferred language.",
    )
    return {"lang": language_argument(), "fallback": fallback}
