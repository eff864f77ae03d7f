"""Rate limits: the cost that a client may use in a minute, counted before a query is executed, in addition to its time.

https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-10.html
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http.response import HttpResponseBase

from graph.budget import Allowance, Kind, SpentError, place, refuse_if_spent, remaining, take
from schema.clients.identification import Client
from schema.errors import ApiError, Code

EACH_REQUEST = 50
"""Cost of a request before its query is known: reading and checking it takes about a millisecond."""
LARGE = 100_000
"""Cost from which a query is large: it may take a second, and other threads of its process get only what it leaves."""


def charge(client: Client, cost: int) -> None:
    """Subtract a cost from what the client has left in this minute. Raise ApiError if that is not enough."""
    if client.rate is None:
        return
    if not take(client.name, _allowance(client.rate), cost).enough:
        raise ApiError(
            Code.RATE_LIMITED,
            f"You have used up what you may ask for in a minute (a cost of {client.rate:,}), or this query would: "
            "try again when the header Retry-After says.",
            status=429,
        )


def refuse_spent(client: Client) -> None:
    """Raise TooMuchWorkError for an address whose requests, of any kind, have used up its time.

    Keys have a rate instead.
    """
    try:
        refuse_if_spent()
    except SpentError as refusal:
        raise TooMuchWorkError(str(refusal), refusal.seconds) from None


@contextmanager
def place_for(cost: int) -> Iterator[None]:
    """Hold a place while a large query is executed; there is one for each web process. Other queries need none.

    Raise TooMuchWorkError if no place is free.
    """
    if cost < LARGE:
        yield
        return
    try:
        with place(Kind("graphql", "large queries", settings.WEB_CONCURRENCY)):
            yield
    except SpentError as refusal:
        raise TooMuchWorkError(str(refusal), refusal.seconds, refusal.status) from None


class TooMuchWorkError(ApiError):
    """The time of a client, or every place for large queries, is used up, however little the client's queries cost."""

    def __init__(self, message: str, seconds: int, status: int = 429) -> None:
        super().__init__(Code.RATE_LIMITED, message, status=status)
        self.seconds = seconds


def describe(client: Client, response: HttpResponseBase) -> None:
    """Set headers that say what the client has left, unless a shared cache would show them to others."""
    if client.rate is None or "s-maxage" in response.get("Cache-Control", ""):
        return
    balance = remaining(client.name, _allowance(client.rate))
    seconds = balance.seconds_until(client.rate)
    response["RateLimit-Policy"] = f'"cost";q={client.rate};w=60'
    response["RateLimit"] = f'"cost";r={balance.remaining};t={seconds}'
    if response.status_code == 429:
        response.headers.setdefault("Retry-After", str(seconds))


def _allowance(rate: int) -> Allowance:
    return Allowance("cost", rate)
