"""Caches: in each process, or in a Redis that all of them share."""

from typing import Any

# Queries may be some 60 kB long.
MOST_QUERIES = 500


def caches(redis_url: str) -> dict[str, Any]:
    """`queries` keeps what clients name by a hash; apart, so that a flood of them pushes nothing else out."""
    if redis_url:
        backend = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url}
        return {"default": backend, "queries": {**backend, "KEY_PREFIX": "queries"}}
    backend = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    queries = {**backend, "LOCATION": "queries", "OPTIONS": {"MAX_ENTRIES": MOST_QUERIES}}
    return {"default": backend, "queries": queries}
