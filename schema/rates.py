"""How much a client may ask for in a minute, counted by cost: in each process, or exactly across all in Redis.

https://www.ietf.org/archive/id/draft-ietf-httpapi-ratelimit-headers-10.html
"""

from __future__ import annotations

import logging
import math
import time
from functools import lru_cache

from django.conf import settings
from django.http.response import HttpResponseBase
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from schema.clients import Client
from schema.errors import ApiError, Code

logger = logging.getLogger(__name__)

EACH_REQUEST = 50
"""What a request costs before its query is known: reading and checking one takes about a millisecond."""


def charge(client: Client, cost: int) -> None:
    """Take the cost from what the client has left in this minute, or refuse."""
    if client.rate is None:
        return
    item = RateLimitItemPerMinute(client.rate)
    try:
        is_enough = limiter().hit(item, client.name, cost=cost)
    except StorageError:
        # Better to answer uncounted than not to answer.
        logger.exception("The rate limit could not be counted.")
        return
    if not is_enough:
        raise ApiError(
            Code.RATE_LIMITED,
            f"You have used up what you may ask for in a minute (a cost of {client.rate:,}), or this query would: "
            "try again when the header Retry-After says.",
            status=429,
        )


def describe(client: Client, response: HttpResponseBase) -> None:
    """Say in headers what is left, except where a cache would show them to others."""
    if client.rate is None or "s-maxage" in response.get("Cache-Control", ""):
        return
    try:
        stats = limiter().get_window_stats(RateLimitItemPerMinute(client.rate), client.name)
    except StorageError:
        return
    seconds = max(1, math.ceil(stats.reset_time - time.time()))
    response["RateLimit-Policy"] = f'"cost";q={client.rate};w=60'
    response["RateLimit"] = f'"cost";r={stats.remaining};t={seconds}'
    if response.status_code == 429:
        response["Retry-After"] = str(seconds)


@lru_cache(maxsize=1)
def limiter() -> SlidingWindowCounterRateLimiter:
    storage = storage_from_string(settings.REDIS_URL or "memory://", wrap_exceptions=True)
    return SlidingWindowCounterRateLimiter(storage)
