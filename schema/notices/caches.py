"""Write the requests by which caches drop answers: each kind of cache is told of tags in its own way.

The setting PURGE lists the caches: `fastly:SERVICE:TOKEN`, `cloudflare:ZONE:TOKEN`, `varnish:ADDRESS` for a Varnish
with the module xkey, and `json:ADDRESS` for a program of the operator's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import orjson
from django.conf import settings

from graph.publishing.tags import Tag

FASTLY = "https://api.fastly.com"
CLOUDFLARE = "https://api.cloudflare.com"
JSON = {"Content-Type": "application/json"}


class UnknownCacheError(Exception):
    """An entry of the setting PURGE cannot be read."""


@dataclass(frozen=True)
class Purge:
    """A request to a cache."""

    address: str
    headers: dict[str, str]
    body: bytes = b""
    method: str = "POST"


@dataclass(frozen=True)
class Kind:
    """How a kind of cache is told."""

    secrets: int
    """How many of the parts of its entry are secret: the last ones."""
    at_once: int
    """Most tags of one request."""
    request: Callable[..., Purge]
    """Makes a request from tags and the parts of the entry."""


@dataclass(frozen=True)
class Cache:
    """A cache before this site."""

    name: str
    """Its entry in the setting without secrets, for tasks and for the log."""
    kind: Kind
    parts: tuple[str, ...]

    def requests(self, tags: Sequence[Tag]) -> Iterator[Purge]:
        for start in range(0, len(tags), self.kind.at_once):
            yield self.kind.request(tags[start : start + self.kind.at_once], *self.parts)


def _fastly(tags: Sequence[Tag], service: str, token: str) -> Purge:
    """https://www.fastly.com/documentation/reference/api/purging/"""
    return Purge(f"{FASTLY}/service/{service}/purge", {"Fastly-Key": token, "Surrogate-Key": " ".join(tags)})


def _cloudflare(tags: Sequence[Tag], zone: str, token: str) -> Purge:
    """https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/"""
    address = f"{CLOUDFLARE}/client/v4/zones/{zone}/purge_cache"
    return Purge(address, JSON | {"Authorization": f"Bearer {token}"}, orjson.dumps({"tags": tags}))


def _varnish(tags: Sequence[Tag], address: str) -> Purge:
    """https://github.com/varnish/varnish-modules/blob/master/src/vmod_xkey.vcc"""
    return Purge(address, {"xkey-purge": " ".join(tags)}, method="PURGE")


def _json(tags: Sequence[Tag], address: str) -> Purge:
    return Purge(address, JSON, orjson.dumps({"tags": tags}))


# Fastly takes 256 keys and Cloudflare at least 30 tags; Varnish reads 8 kB of headers.
KINDS = {
    "fastly": Kind(1, 200, _fastly),
    "cloudflare": Kind(1, 30, _cloudflare),
    "varnish": Kind(0, 100, _varnish),
    "json": Kind(0, 1_000, _json),
}


def known_caches() -> list[Cache]:
    """Return the caches of the setting. Raise UnknownCacheError."""
    return [_cache(number, each) for number, each in enumerate(settings.PURGE, 1)]


def _cache(number: int, entry: str) -> Cache:
    name, _, rest = entry.partition(":")
    kind = KINDS.get(name)
    if kind and kind.secrets:
        parts = tuple(rest.split(":"))
        if len(parts) == 2 and all(parts):
            return Cache(f"{name}:{parts[0]}", kind, parts)
    elif kind and rest.startswith(("http://", "https://")):
        return Cache(entry, kind, (rest,))
    # The entry itself is not shown, because it may hold a token.
    raise UnknownCacheError(
        f"Entry {number} of PURGE cannot be read: write fastly:SERVICE:TOKEN, cloudflare:ZONE:TOKEN, varnish:ADDRESS "
        "or json:ADDRESS."
    )
