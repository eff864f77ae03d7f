"""Who asks: a partner by its key, or else an address. What each may ask for follows from that."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from schema.errors import ApiError, Code
from schema.limits import COST, KEY_RATE, LARGE_COST, RATE, Limit
from schema.models import ApiKey

Address = IPv4Address | IPv6Address


@dataclass(frozen=True)
class Client:
    """`name` is what its requests are counted under."""

    name: str
    key: ApiKey | None = None

    @property
    def cost_limit(self) -> Limit:
        return LARGE_COST if self.key and self.key.large_queries else COST

    @property
    def rate(self) -> int | None:
        """Cost per minute; None without bounds."""
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
    """From the header `Authorization: Bearer <key>`; a key that is wrong is refused, never ignored."""
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
    return Client(f"key {key.pk}", key)


def address_of(request: HttpRequest) -> str:
    """The nearest address that is not one of our proxies: what stands before it anyone can make up.

    IPv6 addresses count by their /64 network, of which a client has as many addresses as it likes.
    """
    forwarded = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
    address = request.META.get("REMOTE_ADDR", "")
    if "*" in settings.TRUSTED_PROXIES:
        # One proxy stands before us, whatever its address, and what it says comes last.
        return _network(forwarded[-1] if forwarded else address)
    # gunicorn gives no address where it listens on a socket of the machine.
    while forwarded and (not address or address in settings.TRUSTED_PROXIES):
        address = forwarded.pop()
    return _network(address)


def _network(text: str) -> str:
    try:
        address: Address = ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, 64), strict=False))
    return str(address)
