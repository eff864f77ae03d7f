"""The cache settings: a cache in each process, or a Redis that all processes share."""

from typing import Any

# A small number, because a query may be some 60 kB long.
MOST_QUERIES = 500


def caches(redis_url: str) -> dict[str, Any]:
    """Return the setting CACHES.

    The cache `queries` holds queries that clients name by a hash. It is separate, so that a flood of queries removes
    no other entries.
    """
    if redis_url:
        backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
        return {"default": backend, "queries": {**backend, "KEY_PREFIX": "queries"}}
    backend = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    queries = {**backend, "LOCATION": "queries", "OPTIONS": {"MAX_ENTRIES": MOST_QUERIES}}
    return {"default": backend, "queries": queries}
