"""Types of values that are more than a scalar: dates known in part, and amounts of money."""

from __future__ import annotations

import graphene
from graphql import GraphQLResolveInfo

from graph.declarations import LANGUAGES
from graph.declarations.partial_dates import PartialDate as PartialDateValue
from schema.types.scalars import Decimal, language_argument


class DatePrecision(graphene.Enum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    OPEN = "open"

    @property
    def description(self) -> str:
        if self == DatePrecision.OPEN:
            return "Not over yet: there is no date."
        return f"Known to the {self.value}."


class PartialDate(graphene.ObjectType):
    """A date known to the year, the month or the day, or an end that is still open."""

    edtf = graphene.String(
        required=True,
        description='The date as EDTF (ISO 8601-2) writes it: "2020", "2020-02", "2020-02-03", "2020~", "..".',
    )
    year = graphene.Int(description="The year; null while it is open.")
    earliest = graphene.Date(description="The first day that it can mean.")
    latest = graphene.Date(description="The last day that it can mean.")
    precision = graphene.Field(DatePrecision, required=True, description="How much of the date is known.")
    approximate = graphene.Boolean(required=True, description="Whether it is only about right.")
    ongoing = graphene.Boolean(required=True, description="Whether there is no end yet.")
    text = graphene.String(
        required=True,
        lang=language_argument(),
        description='The date as people write it: "Feb 2020", "ongoing".',
    )

    @staticmethod
    def resolve_ongoing(source: PartialDateValue, info: GraphQLResolveInfo) -> bool:
        return source.is_open

    @staticmethod
    def resolve_text(source: PartialDateValue, info: GraphQLResolveInfo, lang: str | None) -> str:
        return source.display(lang or LANGUAGES[0])


class Amount(graphene.ObjectType):
    """An amount of money in one currency. Amounts of different currencies are never added."""

    value = graphene.Field(Decimal, required=True, description="The amount, not rounded.")
    currency = graphene.String(required=True, description='The currency as ISO 4217 writes it: "EUR".')
