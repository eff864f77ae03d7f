"""Types of values that are more than a scalar: dates known in part, amounts of money, points on Earth."""

from __future__ import annotations

import graphene
from graphql import GraphQLResolveInfo

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
            return "An open end: there is no date yet."
        return f"Known to the {self.value}."


class PartialDate(graphene.ObjectType):
    """A date known to the year, the month or the day, or an open end."""

    edtf = graphene.String(
        required=True,
        description='The date as in EDTF (ISO 8601-2): "2020", "2020-02", "2020-02-03", "2020~", "..".',
    )
    year = graphene.Int(description="The year; null for an open end.")
    earliest = graphene.Date(description="The first day that the date can mean.")
    latest = graphene.Date(description="The last day that the date can mean.")
    precision = graphene.Field(DatePrecision, required=True, description="How much of the date is known.")
    approximate = graphene.Boolean(required=True, description="Whether the date is approximate.")
    ongoing = graphene.Boolean(required=True, description="Whether the date is an open end.")
    text = graphene.String(
        required=True,
        lang=language_argument(),
        description='The date as people read it: "Feb 2020", "ongoing".',
    )

    @staticmethod
    def resolve_ongoing(source: PartialDateValue, info: GraphQLResolveInfo) -> bool:
        return source.is_open

    @staticmethod
    def resolve_text(source: PartialDateValue, info: GraphQLResolveInfo, lang: str | None = None) -> str:
        return source.display(lang or info.context.language)


class Amount(graphene.ObjectType):
    """An amount of money in one currency. Amounts of different currencies are never added."""

    value = graphene.Field(Decimal, required=True, description="The amount, not rounded.")
    currency = graphene.String(required=True, description='The currency as an ISO 4217 code: "EUR".')


class Point(graphene.ObjectType):
    """A point on Earth in degrees (WGS 84, the system of satellite navigation)."""

    latitude = graphene.Float(required=True, description="Degrees north of the equator; south is negative.")
    longitude = graphene.Float(required=True, description="Degrees east of Greenwich; west is negative.")
