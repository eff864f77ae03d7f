"""Addresses of our own pages as editors paste them, and how a description holds them until they are looked up.

A text may hold the address of a page instead of Wagtail's link to it. While it is being described, such an address is
a mention of its own ("address/…"); which resource is meant is the address book's answer when it is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from wagtail.models import Site

from graph.identity import ResourceId

PREFIX = "address/"
DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def mention(written: str) -> ResourceId | None:
    """What stands for an address while describing; None for one that lies outside of our sites."""
    host = _host(written)
    if host is None or (host and host not in _our_hosts()) or not urlsplit(written).path.startswith("/"):
        return None
    return PREFIX + quote(written, safe="")


def written(mentioned: ResourceId) -> str | None:
    """The address that a mention stands for; None for the id of a resource."""
    return unquote(mentioned.removeprefix(PREFIX)) if mentioned.startswith(PREFIX) else None


def reference(mentioned: ResourceId, urls: Mapping[str, str]) -> ResourceId:
    """What `Reference` remembers: the address without its query, on the host of the page that holds it."""
    address = written(mentioned)
    return mentioned if address is None else identifier(canonical(address, urls))


def canonical(address: str, urls: Mapping[str, str]) -> str:
    """Host and path, as they are read: without scheme, encoding, query and fragment, and with a slash at the end."""
    host = _host(address) or next((_host(url) for url in urls.values()), None) or _default_host()
    path = unquote(urlsplit(address).path)
    return f"{host}{path.rstrip('/')}/"


def identifier(address: str) -> ResourceId:
    """The key of an address in canonical form: a digest, because the indexes of PostgreSQL hold no long text."""
    return PREFIX + hashlib.sha256(address.encode()).hexdigest()


def _host(address: str) -> str | None:
    """Host and port in one form; "" for an address on the same host, None for what is no address of the web."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("", *DEFAULT_PORTS):
        return None
    return parts.netloc.lower().removesuffix(DEFAULT_PORTS.get(parts.scheme, ":"))


def _our_hosts() -> set[str | None]:
    return {_host(root.root_url) for root in Site.get_site_root_paths()}


def _default_host() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return _host(site.root_url) or "" if site else ""
