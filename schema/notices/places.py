"""Find the place on the network that an address leads to, and refuse places that partners must not reach through us.

A notice is sent from inside of the operator's network. Without this check, whoever may subscribe could address servers
that trust this one: in private networks, on this machine, or the services that tell cloud machines their passwords.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext

Address = IPv4Address | IPv6Address

NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses through which networks with IPv6 alone reach those of IPv4."""
NEVER = (
    ip_network("fec0::/10"),
    # Given to protocols; some of it counts as public in Python.
    ip_network("192.0.0.0/24"),
    # Answers virtual machines of Azure, though it is a public address.
    ip_network("168.63.129.16/32"),
)
PORTS = {"https": 443, "http": 80}


class RefusedPlaceError(Exception):
    """The address cannot be sent to; the message says why, for whoever subscribes."""


@dataclass(frozen=True)
class Place:
    """Where to connect to, and what to ask for there. The connection goes to `ip`: the name is not looked up again."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def place_of(address: str, is_trusted: bool = False) -> Place:
    """Return the place that an address leads to now. Raise RefusedPlaceError.

    An address is trusted if the operator has set it: it may be private, and without https.
    """
    anywhere = is_trusted or settings.NOTICES_ANYWHERE
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise RefusedPlaceError(
            gettext("This is no web address: give one such as https://example.org/hook.")
        ) from error
    if parts.scheme != "https" and not (anywhere and parts.scheme == "http"):
        raise RefusedPlaceError(gettext("Notices are sent over https only: give an address that begins so."))
    if not host or parts.username is not None or parts.password is not None:
        raise RefusedPlaceError(gettext("Give an address with a host, and without a user's name and password."))
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    return Place(parts.scheme, host, port, iri_to_uri(path), _ip_of(host, port, anywhere))


def _ip_of(host: str, port: int, anywhere: bool) -> str:
    """Return an address of a host. Raise RefusedPlaceError if it has none, or one that is not public and must be."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise RefusedPlaceError(
            gettext("The host {host} is not known: check the address.").format(host=host)
        ) from error
    if not anywhere and not all(is_public(ip_address(each)) for each in found):
        message = gettext("{host} is not on the public internet: give an address that everybody can reach.")
        raise RefusedPlaceError(message.format(host=host))
    return found[0]


def is_public(address: Address) -> bool:
    """Return whether an address is one of the public internet, also for IPv6 addresses that stand for IPv4 ones."""
    if isinstance(address, IPv6Address) and (inside := _ipv4_inside(address)):
        return is_public(inside)
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special and not any(address in each for each in NEVER)


def _ipv4_inside(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
