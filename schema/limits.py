"""Limits of requests, each with its unit, its reason and the code of its error, and the costs of resolvers.

`GRAPHQL_LIMITS` in the settings sets another number for a limit by its name, or None to switch it off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings

from graph.replica import MAX_DEPTH, MAX_HOPS
from schema.errors import BadInputError, Code

R = TypeVar("R", bound=Callable[..., Any])


def overrides() -> dict[str, int | None]:
    """Return the operator's numbers by the names of limits."""
    numbers: dict[str, int | None] = getattr(settings, "GRAPHQL_LIMITS", {})
    return numbers


@dataclass(frozen=True)
class Limit:
    name: str
    unit: str
    default: int
    code: Code
    because: str

    @property
    def value(self) -> int | None:
        return overrides().get(self.name, self.default)

    def is_exceeded(self, amount: int) -> bool:
        return self.value is not None and amount > self.value


BODY = Limit("body", "bytes", 65_536, Code.REQUEST_TOO_LARGE,
             "The longest sensible query with its variables has a tenth of that.")  # fmt: skip
TOKENS = Limit("tokens", "tokens", 2_000, Code.QUERY_TOO_LONG,
               "Parsing takes some 10 µs a token, and the longest sensible query has a quarter of that.")  # fmt: skip
DEPTH = Limit("depth", "levels", 12, Code.QUERY_TOO_DEEP,
              "Four connections inside each other, with room for the fields of their nodes.")  # fmt: skip
ALIASES = Limit("aliases", "aliases", 30, Code.QUERY_TOO_WIDE,
                "Each alias may repeat the most expensive field.")  # fmt: skip
ROOT_FIELDS = Limit("root_fields", "fields", 20, Code.QUERY_TOO_WIDE,
                    "Each root field is a query of its own.")  # fmt: skip
DIRECTIVES = Limit("directives", "directives", 50, Code.QUERY_TOO_WIDE,
                   "No query needs more; floods of them are attacks.")  # fmt: skip
COMPARISONS = Limit("comparisons", "comparisons of fields", 10_000, Code.QUERY_TOO_WIDE,
                    "Fields of one name in one place are compared in pairs; real queries need a tenth.")  # fmt: skip
ERRORS = Limit("errors", "errors", 20, Code.VALIDATION_FAILED,
               "Clients fix the first errors before they read further ones.")  # fmt: skip
PAGE = Limit("page", "items", 100, Code.BAD_USER_INPUT,
             "A page of 100 projects with ten fields takes some 20 ms.")  # fmt: skip
COST = Limit("cost", "fields", 500_000, Code.COST_LIMIT_EXCEEDED,
             "Four lists inside each other with pages of 20; real lists of links are far shorter.")  # fmt: skip
RATE = Limit("rate", "fields a minute", 1_000_000, Code.RATE_LIMITED,
             "Some 400 lists of 20 cards a minute from one address, and ten seconds of one core at worst.")  # fmt: skip
KEY_RATE = Limit("key_rate", "fields a minute", 10_000_000, Code.RATE_LIMITED,
                 "A partner's server asks for all of its visitors.")  # fmt: skip
LARGE_COST = Limit("large_cost", "fields", 5_000_000, Code.COST_LIMIT_EXCEEDED,
                   "For keys that may send large queries; the size of the answer has its own limit.")  # fmt: skip
TIME = Limit("time", "milliseconds", 10_000, Code.TIME_LIMIT_EXCEEDED,
             "Ten times as long as an answer with 10,000 resources takes; clients give up earlier.")  # fmt: skip
RESOURCES = Limit("resources", "resources", 10_000, Code.ANSWER_TOO_LARGE,
                  "An answer with this many resources of five fields takes about a second.")  # fmt: skip
CONDITIONS = Limit("conditions", "conditions", 100, Code.QUERY_TOO_WIDE,
                   "Each condition may match every resource; this many take about 50 ms.")  # fmt: skip
VALUES = Limit("values", "values of a facet", 1_000, Code.BAD_USER_INPUT,
               "A map or a list of choices has all countries; values are short.")  # fmt: skip
HOPS = Limit("hops", "hops", MAX_HOPS, Code.BAD_USER_INPUT,
             "At a greater distance, nearly all resources are connected.")  # fmt: skip
PATHS = Limit("paths", "paths", 20, Code.BAD_USER_INPUT,
              "More paths form a network: ask for neighbours instead.")  # fmt: skip

LEVELS = Limit("levels", "links", MAX_DEPTH, Code.BAD_USER_INPUT,
               "Resources further away are most of the graph.")  # fmt: skip

LIMITS = (
    BODY, TOKENS, DEPTH, ALIASES, ROOT_FIELDS, DIRECTIVES, COMPARISONS, ERRORS, PAGE, CONDITIONS,
    COST, LARGE_COST, RATE, KEY_RATE, TIME, RESOURCES, VALUES, HOPS, PATHS, LEVELS,
)  # fmt: skip


def check_range(name: str, number: int | None, default: int, limit: Limit) -> int:
    """Return the number of an argument, or its default. Raise BadInputError if it is below 1 or beyond the limit."""
    number = default if number is None else number
    if number < 1 or limit.is_exceeded(number):
        raise BadInputError(f"{name} is {number}: give a number from 1 to {limit.value}.")
    return number


def costs(amount: int, **arguments: int) -> Callable[[R], R]:
    """Declare the cost, in fields, of a resolver that does more than look up a value.

    `arguments` names the resolver's arguments that add to the cost, with what each adds if it is given.
    """

    def declare(resolver: R) -> R:
        resolver.cost = amount  # type: ignore[attr-defined]
        resolver.argument_costs = arguments  # type: ignore[attr-defined]
        return resolver

    return declare
