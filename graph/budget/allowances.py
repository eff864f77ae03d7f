"""How much of something a client may have in a time, counted exactly across processes, with Redis across machines.

A leaky bucket: what is taken fills it, and it empties evenly. Work that turns out dearer than what was left fills it
above its brim, and the client waits until that has drained.
"""

from __future__ import annotations

import logging
import math
import time
from dataclasses import dataclass

from django.conf import settings
from redis.exceptions import RedisError

from graph.budget import in_redis
from graph.budget.memory import Rate, shared

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Allowance:
    """`amount` at once, and as much again, little by little, in so many seconds; `name` is what it is of."""

    name: str
    amount: float
    seconds: float = 60

    @property
    def rate(self) -> Rate:
        return Rate(self.amount, self.amount / self.seconds)


@dataclass(frozen=True)
class Balance:
    """What a client has after a request: `enough` says if it got what it asked for."""

    allowance: Allowance
    level: float
    enough: bool = True

    @property
    def remaining(self) -> int:
        return max(0, math.floor(self.allowance.amount - self.level))

    @property
    def is_spent(self) -> bool:
        return self.level >= self.allowance.amount

    def seconds_until(self, amount: float) -> int:
        """Return after how long so much is left, if nothing more is taken; a second at least."""
        excess = self.level + min(amount, self.allowance.amount) - self.allowance.amount
        return max(1, math.ceil(excess / self.allowance.rate.per_second))


def take(client: str, allowance: Allowance, amount: float, *, beyond: bool = False) -> Balance:
    """Take an amount if it is left; `beyond`: take it in any case, because the work is done already."""
    return _pour(client, allowance, amount, beyond=beyond)


def give_back(client: str, allowance: Allowance, amount: float) -> Balance:
    return _pour(client, allowance, -amount, beyond=True)


def remaining(client: str, allowance: Allowance) -> Balance:
    return _pour(client, allowance, 0, beyond=True)


def _pour(client: str, allowance: Allowance, amount: float, *, beyond: bool) -> Balance:
    key = f"{allowance.name} {client}"
    try:
        if settings.REDIS_URL:
            enough, level = in_redis.pour(key, amount, allowance.rate, beyond=beyond)
        else:
            enough, level = shared.pour(key, amount, allowance.rate, time.monotonic(), beyond=beyond)
    except RedisError:
        # Better to answer uncounted than not to answer.
        logger.exception("What a client has taken could not be counted.")
        return Balance(allowance, 0)
    return Balance(allowance, level, enough)
