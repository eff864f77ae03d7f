"""The cache settings: a cache in each process, with queries in files for one machine, or a Redis for all machines."""

from pathlib import Path
from typing import Any

# A small number, because a query may be some 60 kB long.
MOST_QUERIES = 500


def caches(redis_url: str, folder: Path) -> dict[str, Any]:
    """Return the setting CACHES.

    The cache `queries` holds queries that clients name by a hash. It is separate, so that a flood of queries removes
    no other entries. A client that names a query must not depend on which process answers, so it is in a folder.
    """
    if redis_url:
        backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
        return {"default": backend, "queries": {**backend, "KEY_PREFIX": "queries"}}
    files = "django.core.cache.backends.filebased.FileBasedCache"
    return {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
        "queries": {"BACKEND": files, "LOCATION": folder, "OPTIONS": {"MAX_ENTRIES": MOST_QUERIES}},
    }
