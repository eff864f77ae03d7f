"""Convert pasted addresses of this site's pages to mentions, which are resolved when a description is written.

A text may hold the address of a page instead of Wagtail's link to it. While it is being described, such an address is
a mention of the form "address/…"; when it is written, the address book gives the resource that is meant.
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
    """Return the mention that represents an address while describing; None for an address on another site."""
    host = _host(written)
    if host is None or (host and host not in _our_hosts()) or not urlsplit(written).path.startswith("/"):
        return None
    return PREFIX + quote(written, safe="")


def written(mentioned: ResourceId) -> str | None:
    """Return the address that a mention represents; None for the id of a resource."""
    return unquote(mentioned.removeprefix(PREFIX)) if mentioned.startswith(PREFIX) else None


def reference(mentioned: ResourceId, urls: Mapping[str, str]) -> ResourceId:
    """Return the key under which `Reference` stores a mention: of an address its `identifier`, else the id itself.

    An address without a host is on the host of the page that holds it, given by `urls`.
    """
    address = written(mentioned)
    return mentioned if address is None else identifier(canonical(address, urls))


def canonical(address: str, urls: Mapping[str, str]) -> str:
    """Return host and path, decoded, without scheme, query and fragment, and with a slash at the end."""
    host = _host(address) or next((_host(url) for url in urls.values()), None) or _default_host()
    path = unquote(urlsplit(address).path)
    return f"{host}{path.rstrip('/')}/"


def identifier(address: str) -> ResourceId:
    """Return the key of an address in canonical form: a digest, because PostgreSQL's indexes cannot hold long texts."""
    return PREFIX + hashlib.sha256(address.encode()).hexdigest()


def _host(address: str) -> str | None:
    """Return host and port in lower case without the default port.

    Returns "" for an address without a host, and None for an address that is not HTTP.
    """
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
