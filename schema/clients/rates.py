"""Rate limits: the cost that a client may use in a minute, counted before a query is executed, in addition to its time.

https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-10.html
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import thread_time

from django.conf import settings
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_noop

from graph.budget import Allowance, Kind, SpentError, give_back, place, refuse_if_spent, remaining, take
from schema.clients.identification import Client
from schema.errors import ApiError, Code

EACH_REQUEST = 50
"""Cost of a request before its query is known: reading and checking it takes about a millisecond."""
COST_OF_A_SECOND = 100_000
"""Cost of a second of work: the rate of clients without a key is ten seconds of one core a minute."""
LARGE = 100_000
"""Cost from which a query is large: it may take a second, and other threads of its process get only what it leaves."""


def charge(client: Client, cost: int, charged_before: int = 0) -> None:
    """Subtract a cost from what the client has left in this minute. Raise TooMuchWorkError if that is not enough.

    `charged_before` is a cost that the same request has had already and will have again when it is repeated.
    """
    if client.rate is None:
        return
    balance = take(client.name, _allowance(client.rate), cost)
    if not balance.enough:
        raise TooMuchWorkError(
            f"This query may cost {cost:,}, and {balance.remaining:,} are left of {client.rate:,} a minute: try again "
            "when the header Retry-After says, or ask for less at a time.",
            balance.seconds_until(charged_before + cost),
        )


def charge_request(client: Client) -> None:
    """Charge a request before its query is known. Raise TooMuchWorkError if nothing at all is left.

    Where a little is left, the request may exceed it: only its query tells when there is enough again.
    """
    if client.rate is None:
        return
    allowance = _allowance(client.rate)
    if not remaining(client.name, allowance).remaining:
        charge(client, EACH_REQUEST)
    take(client.name, allowance, EACH_REQUEST, beyond=True)


@contextmanager
def charged(client: Client, cost: int) -> Iterator[Used]:
    """Charge the highest cost of a query while it is executed; afterwards, give back what the work did not take."""
    charge(client, cost, charged_before=EACH_REQUEST)
    used = Used(cost)
    begun = thread_time()
    try:
        yield used
    finally:
        used.cost = min(cost, work(thread_time() - begun))
        if client.rate is not None:
            give_back(client.name, _allowance(client.rate), cost - used.cost)


@dataclass
class Used:
    """The cost of a query: the highest possible one, and after the execution what it really was."""

    cost: int


def work(seconds: float) -> int:
    """Return the cost of work that took so many seconds of the processor."""
    return max(1, math.ceil(seconds * COST_OF_A_SECOND))


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
        with place(Kind("graphql", gettext_noop("large queries"), settings.WEB_CONCURRENCY)):
            yield
    except SpentError as refusal:
        raise TooMuchWorkError(str(refusal), refusal.seconds, refusal.status) from None


class TooMuchWorkError(ApiError):
    """The time of a client, or every place for large queries, is used up, however little the client's queries cost."""

    def __init__(self, message: str, seconds: int, status: int = 429) -> None:
        super().__init__(Code.RATE_LIMITED, message, status=status)
        self.seconds = seconds


def describe(client: Client, response: HttpResponseBase, cost: int) -> None:
    """Set headers that say what the client has left, and in how many seconds a query of this cost fits in.

    They are left out if a shared cache would show them to others.
    """
    if client.rate is None or "s-maxage" in response.get("Cache-Control", ""):
        return
    balance = remaining(client.name, _allowance(client.rate))
    seconds = balance.seconds_until(cost)
    response["RateLimit-Policy"] = f'"cost";q={client.rate};w=60'
    response["RateLimit"] = f'"cost";r={balance.remaining};t={seconds}'
    if response.status_code == 429:
        response.headers.setdefault("Retry-After", str(seconds))


def _allowance(rate: int) -> Allowance:
    return Allowance("cost", rate)
