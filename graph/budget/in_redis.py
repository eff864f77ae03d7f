"""The same buckets in a Redis, for several machines: each is poured into by one script, so that none is counted twice.

Redis' own clock is the one that counts. It learns no addresses: keys are digests.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from redis import Redis

from graph.budget.memory import Rate

POUR = """
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local amount, capacity, rate = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local stored = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = math.max(0, (tonumber(stored[1]) or 0) - (now - (tonumber(stored[2]) or now)) * rate)
local fits = level + amount <= capacity or ARGV[4] == '1'
if fits and amount ~= 0 then
  level = math.max(0, level + amount)
  redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', string.format('%.6f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil(level / rate * 1000) + 1000)
end
return {fits and 1 or 0, tostring(level)}
"""
PREFIX = "accord:budget:"
SECONDS = 1
"""A Redis that answers later is taken for one that does not answer."""


def pour(key: str, amount: float, rate: Rate, *, beyond: bool) -> tuple[bool, float]:
    """Add an amount to a bucket if it fits, or in any case; return if it was added, and the level after it."""
    script = _client(settings.REDIS_URL).register_script(POUR)
    fits, level = script(
        keys=[PREFIX + sha256(key.encode()).hexdigest()], args=[amount, rate.capacity, rate.per_second, int(beyond)]
    )
    return bool(fits), float(level)


@lru_cache(maxsize=2)
def _client(url: str) -> Redis:
    # redis+unix:// is how other tools write it.
    return Redis.from_url(url.removeprefix("redis+"), socket_timeout=SECONDS, socket_connect_timeout=SECONDS)
