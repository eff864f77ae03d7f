"""Operators of filters: an input type for each kind of field, and the resources that pass them.

A resource passes an operator if the operator is true for at least one of its values. It passes `ne` and `nin` if it has
values, but none of the given ones. A resource without a value passes only `stated: false`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

import graphene
from django.db.models import TextChoices

from graph.declarations import collated
from graph.declarations.coordinates import Coordinates
from graph.declarations.partial_dates import PartialDate as Date
from graph.identity import ResourceId
from graph.replica import ValueIndex
from schema.errors import BadInputError
from schema.types import scalars
from schema.types.enums import choice_enum
from schema.types.object_types import input_type

Found = set[ResourceId]
Given = Mapping[str, Any]

EQUALITY = {
    "eq": "Equal to this value.",
    "ne": "Has a value, but not this one.",
    "in": "Equal to one of these values.",
    "nin": "Has a value, but none of these.",
}
COMPARISON = {
    "lt": "Less than this value.",
    "lte": "Less than or equal to this value.",
    "gt": "Greater than this value.",
    "gte": "Greater than or equal to this value.",
}
TEXT = {
    **EQUALITY,
    "contains": "Contains these words, in this order.",
    "startsWith": "Starts with this text.",
}


@dataclass(frozen=True)
class Operators:
    """The operators of a kind of field.

    `key` converts a given value to a key of an index; `special` are the operators that no other kind has.
    """

    kind: type[graphene.InputObjectType]
    key: Callable[[Any], Any] = lambda value: value
    special: Mapping[str, Callable[[ValueIndex, Any], Found]] = field(default_factory=dict)

    def passing(self, index: ValueIndex, given: Given) -> Found:
        """Return the resources that pass all given operators."""
        found = [self._passing(index, name, value) for name, value in given.items()]
        return set.intersection(*found) if found else index.stated | index.not_stated

    def _passing(self, index: ValueIndex, name: str, value: Any) -> Found:
        if name in self.special:
            return self.special[name](index, value)
        if name == "stated":
            return index.stated if value else index.not_stated
        keys = [self.key(each) for each in (value if name in ("in", "nin") else [value])]
        match name:
            case "eq" | "in":
                return index.equal(keys)
            case "ne" | "nin":
                return index.stated - index.equal(keys)
            case "lt" | "lte":
                return index.between(high=keys[0], open_high=name == "lt")
            case _:
                return index.between(low=keys[0], open_low=name == "gt")


class AmountOperators(Operators):
    """Operators of amounts; a comparison needs a currency, because amounts of different ones are not comparable."""

    def passing(self, index: ValueIndex, given: Given) -> Found:
        compared = {name: value for name, value in given.items() if name != "currency"}
        currency = given.get("currency")
        if currency is None:
            if compared.keys() - {"stated"}:
                raise BadInputError(
                    'Give a currency beside what an amount is compared with, such as currency: "EUR": '
                    "amounts of different currencies are not comparable."
                )
            return super().passing(index, compared)
        currency = currency.upper()
        keyed = {name: _in_currency(currency, value) for name, value in compared.items()}
        return index.where(lambda amount: amount[0] == currency) & super().passing(index, keyed)


def _in_currency(currency: str, value: Any) -> Any:
    if isinstance(value, list):
        return [(currency, each) for each in value]
    return value if isinstance(value, bool) else (currency, value)


def operators_type(name: str, description: str, **fields: graphene.InputField) -> type[graphene.InputObjectType]:
    stated = graphene.InputField(
        graphene.Boolean, description="Whether there is a value at all; false finds resources without one."
    )
    return input_type(name, description, {**fields, "stated": stated})


def _fields(kind: Any, described: Mapping[str, str]) -> dict[str, graphene.InputField]:
    """Return the fields of operators that take a value of this kind, or for `in` and `nin` a list of values."""
    several = graphene.List(graphene.NonNull(kind))
    return {
        name: graphene.InputField(several if name in ("in", "nin") else kind, description=text)
        for name, text in described.items()
    }


def _starting(index: ValueIndex, prefix: str) -> Found:
    start = collated(prefix)
    return index.between(start, start + chr(0x10FFFF))


def _containing(index: ValueIndex, words: str) -> Found:
    sought = collated(words)
    return index.where(lambda text: sought in text)


_IN_TEXT = {"startsWith": _starting, "contains": _containing}
_CAPITALS = "Case and accents are ignored."


def _dates(test: Callable[[Date, Any], bool]) -> Callable[[ValueIndex, Any], Found]:
    """Return an operator that tests every date of an index, because there are few different dates."""
    return lambda index, value: index.where(lambda date: test(date, value))


def _period(given: Given) -> tuple[Date, Date]:
    if not given:
        raise BadInputError("A range needs from, to or both.")
    return given.get("from", Date(1)), given.get("to", Date())


_IN_TIME = {
    "before": _dates(lambda date, other: date.last < other.first),
    "after": _dates(lambda date, other: date.first > other.last),
    "overlaps": _dates(lambda date, given: date.overlaps(*_period(given))),
    "within": _dates(lambda date, given: date.lies_within(*_period(given))),
    "ongoing": _dates(lambda date, ongoing: date.is_open == ongoing),
}


def _partial_date_type() -> type[graphene.InputObjectType]:
    range_type = input_type(
        "DateRange",
        "From the first day of one date to the last day of another. If one is missing, the range is open on that side.",
        {
            "from": graphene.InputField(scalars.EDTF, description="The range starts on the first day of this date."),
            "to": graphene.InputField(scalars.EDTF, description="The range ends on the last day of this date."),
        },
    )
    fields = _fields(scalars.EDTF, {
        **EQUALITY,
        "before": "Every day that the date can mean is before this one.",
        "after": "Every day that the date can mean is after this one; an open end is after every date.",
    }) | _fields(range_type, {
        "overlaps": "Some day that the date can mean lies in this range.",
        "within": "Every day that the date can mean lies in this range.",
    }) | _fields(graphene.Boolean, {"ongoing": "Whether the date is an open end."})  # fmt: skip
    return operators_type(
        "PartialDateOperators", "Operators for a date known to the year, the month or the day.", **fields
    )


def _coordinates(latitude: float, longitude: float) -> Coordinates:
    try:
        return Coordinates(Decimal(repr(latitude)), Decimal(repr(longitude)))
    except ValueError as error:
        raise BadInputError(str(error)) from error


def _inside(index: ValueIndex, box: Given) -> Found:
    if box["south"] > box["north"]:
        raise BadInputError("The southern edge of a box must not lie north of its northern edge.")
    south_west, north_east = _coordinates(box["south"], box["west"]), _coordinates(box["north"], box["east"])
    return index.where(lambda point: point.lies_within(south_west, north_east))


def _near(index: ValueIndex, circle: Given) -> Found:
    centre = _coordinates(circle["latitude"], circle["longitude"])
    return index.where(lambda point: point.kilometres_to(centre) <= circle["kilometres"])


def _degrees(**described: str) -> dict[str, graphene.InputField]:
    return {
        name: graphene.InputField(graphene.Float, required=True, description=text) for name, text in described.items()
    }


def _point_type() -> type[graphene.InputObjectType]:
    box = input_type(
        "Box",
        "The area between two latitudes and two longitudes. It crosses the 180th meridian if west is more than east.",
        _degrees(south="The southern edge.", west="The western edge.", north="The northern edge.",
                 east="The eastern edge."),
    )  # fmt: skip
    circle = input_type(
        "Circle",
        "The area around a point.",
        _degrees(latitude="Degrees north of the equator.", longitude="Degrees east of Greenwich.",
                 kilometres="The distance from the point to the edge."),
    )  # fmt: skip
    return operators_type(
        "PointOperators",
        "Operators for a point on Earth.",
        inside=graphene.InputField(box, description="Lies in this box."),
        near=graphene.InputField(circle, description="Lies in this circle."),
    )


STRING = Operators(
    operators_type("StringOperators", f"Operators for a code or a name without language. {_CAPITALS}",
                   **_fields(graphene.String, TEXT)),
    collated, _IN_TEXT,
)  # fmt: skip
TEXT_IN_LANGUAGES = Operators(
    operators_type("TextOperators", f"Operators for a text. {_CAPITALS}",
                   lang=graphene.InputField(scalars.Language, description="Test only the text in this language; "
                                            "by default, the texts in all languages."),
                   **_fields(graphene.String, TEXT)),
    collated, _IN_TEXT,
)  # fmt: skip
INTEGER = Operators(
    operators_type("IntOperators", "Operators for a number.", **_fields(graphene.Int, EQUALITY | COMPARISON)),
)
BOOLEAN = Operators(
    operators_type("BooleanOperators", "Operators for true or false.",
                   **_fields(graphene.Boolean, {"eq": EQUALITY["eq"]})),
)  # fmt: skip
MOMENT = Operators(
    operators_type("DateTimeOperators", "Operators for a point in time.",
                   **_fields(scalars.DateTime, EQUALITY | COMPARISON)),
)  # fmt: skip
PARTIAL_DATE = Operators(_partial_date_type(), special=_IN_TIME)
POINT = Operators(_point_type(), special={"inside": _inside, "near": _near})
AMOUNT = AmountOperators(
    operators_type("AmountOperators", "Operators for an amount of money.",
                   currency=graphene.InputField(graphene.String, description="The currency as an ISO 4217 code. "
                                                "Required to compare amounts."),
                   **_fields(scalars.Decimal, EQUALITY | COMPARISON)),
)  # fmt: skip
STATED = Operators(operators_type("StatedOperators", "Operators for what is there or is not."))
ID = Operators(
    input_type("IdOperators", "Operators for an id.",
               _fields(graphene.ID, {"eq": EQUALITY["eq"], "ne": "Not this id.", "in": EQUALITY["in"],
                                     "nin": "None of these ids."})),
)  # fmt: skip
LANGUAGE_SET = Operators(
    input_type("LanguageOperators", "Operators for the languages of a resource.",
               _fields(scalars.Language, {"in": "Available in one of these languages.", 
                                        "nin": "Available in other languages, but in none of these."})),
)  # fmt: skip
SITE = Operators(
    operators_type("SiteOperators", "Operators for the website of a page.",
                   **_fields(graphene.String, EQUALITY)),
    str.lower,
)  # fmt: skip


def coded(kind: type[graphene.Enum]) -> Operators:
    name = f"{kind._meta.name}Operators"
    fields = _fields(kind, EQUALITY)
    return Operators(operators_type(name, "Operators for a coded value.", **fields), lambda each: each.value)


@cache
def choice_operators(choices: type[TextChoices], name: str) -> Operators:
    """Return the operators of a coded value, which all fields with these choices share."""
    return coded(choice_enum(choices, name))
