"""Who asks, told by address: that of the connection, or what one of our own proxies says of it."""

from __future__ import annotations

import logging
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

ANY_PROXY = "*"
UNKNOWN = "unknown"


def address_of(request: HttpRequest) -> str:
    """Return the address that a request came from, behind our proxies."""
    return nearest_address(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def nearest_address(peer: str, forwarded_for: str) -> str:
    """Return the nearest address that is not one of our proxies: what stands before it anyone can make up.

    IPv6 addresses count by their /64 network, of which a client has as many addresses as it likes.
    """
    return _nearest(peer, forwarded_for, tuple(settings.TRUSTED_PROXIES))


@lru_cache(maxsize=1000)
def _nearest(peer: str, forwarded_for: str, trusted: tuple[str, ...]) -> str:
    forwarded = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    if ANY_PROXY in trusted:
        # One proxy stands before us, whatever its address, and what it says comes last.
        return _counted(forwarded[-1] if forwarded else peer)
    # gunicorn gives no address where it listens on a socket of the machine.
    address = peer
    while forwarded and (not address or _is_trusted(address, trusted)):
        address = forwarded.pop()
    if forwarded and address == peer:
        _warn_of_a_proxy_unnamed(peer)
    return _counted(address)


def is_proxy(peer: str) -> bool:
    """Tell if it is one of our own proxies, or a socket of the machine."""
    trusted = tuple(settings.TRUSTED_PROXIES)
    return not peer or ANY_PROXY in trusted or _is_trusted(peer, trusted)


def _counted(text: str) -> str:
    address = _parsed(text)
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)


def _is_trusted(text: str, trusted: tuple[str, ...]) -> bool:
    address = _parsed(text)
    return text in trusted or (address is not None and is_within(address, trusted))


def is_within(address: Address, names: tuple[str, ...]) -> bool:
    """Tell if the address is one of those that are named, or in a network that is named."""
    return any(address in network for network in _networks(names))


@lru_cache(maxsize=8)
def _networks(names: tuple[str, ...]) -> tuple[Network, ...]:
    """Return the networks among the names of proxies: a single address is one of its own."""
    found = []
    for name in names:
        try:
            found.append(ip_network(name, strict=False))
        except ValueError:
            # A socket of the machine has no address.
            continue
    return tuple(found)


def _parsed(text: str) -> Address | None:
    """Return an address; one of IPv4 that is written as one of IPv6 is the same client."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


@lru_cache(maxsize=8)
def _warn_of_a_proxy_unnamed(peer: str) -> None:
    """Say once that all visitors share one budget. A public peer may as well be a client with a header of its own."""
    address = _parsed(peer)
    if address is not None and address.is_private:
        logger.warning(
            "Requests come through a proxy at %s that FORWARDED_ALLOW_IPS does not name, so all of its visitors are "
            "counted as one client: name it there.",
            peer,
        )
