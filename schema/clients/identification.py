"""Clients of the API: partners, known by their keys, or else addresses, and how much each may ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from graph.budget import address_of, exempt
from schema.errors import ApiError, Code
from schema.limits import COST, KEY_RATE, LARGE_COST, RATE, Limit
from schema.models import ApiKey


@dataclass(frozen=True)
class Client:
    """A client; its requests are counted under `name`."""

    name: str
    key: ApiKey | None = None

    @property
    def cost_limit(self) -> Limit:
        return LARGE_COST if self.key and self.key.large_queries else COST

    @property
    def rate(self) -> int | None:
        """Cost per minute; None for no limit."""
        if self.key is None:
            return RATE.value
        return self.key.rate or KEY_RATE.value

    def check_cost(self, cost: int) -> None:
        limit = self.cost_limit
        if limit.is_exceeded(cost):
            raise ApiError(
                limit.code,
                f"This query may cost {cost:,}, and at most {limit.value:,} is allowed: ask for smaller pages (first), "
                "of the lists inside of lists above all.",
            )


def client_of(request: HttpRequest) -> Client:
    """Return the client of a request, by the header `Authorization: Bearer <key>` or else by its address.

    Raise ApiError for an invalid key, which is never ignored.
    """
    authorization = request.headers.get("Authorization")
    if authorization is None:
        return Client(f"address {address_of(request)}")
    scheme, _, text = authorization.partition(" ")
    key = ApiKey.of(text.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        raise ApiError(
            Code.UNAUTHENTICATED,
            "This key is not valid, or not any more: send `Authorization: Bearer` with the one that you were given.",
            status=401,
        )
    key.note_use()
    # A key has a rate of its own, so the time that others at its address have used up does not count.
    exempt()
    return Client(f"key {key.pk}", key)
