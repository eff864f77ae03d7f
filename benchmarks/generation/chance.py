"""Repeatable random values, which depend only on names such as the seed, a kind and a number."""

import datetime
from functools import lru_cache
from random import Random
from uuid import UUID

from graph.declarations.partial_dates import PartialDate

EPOCH = datetime.date(2010, 1, 1)
DAYS = 5000


def chance(*names: str | int) -> Random:
    """Return the random generator for these names; its first draw is the key of the named object, see `key`."""
    return Random("/".join(str(name) for name in names))  # noqa: S311 it hides nothing, it repeats itself


def draw_key(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


@lru_cache(maxsize=100_000)
def key(*names: str | int) -> UUID:
    """Return the key in the graph of the object with these names, whether or not it exists yet."""
    return draw_key(chance(*names))


def rank(draw: Random, size: int) -> int:
    """Return a number below `size`, with probabilities of about 1, 1/2, 1/3 …, so that most are rare (Zipf's law)."""
    return min(int((size + 1) ** draw.random()), size) - 1


def ranks(draw: Random, size: int, count: int) -> list[int]:
    """Return `count` different numbers below `size`, or fewer if a number was drawn twice."""
    return list(dict.fromkeys(rank(draw, size) for _ in range(count)))


def few(draw: Random, shape: float, most: int) -> int:
    """Return a number that mostly is 1, sometimes more, and rarely up to `most` (Pareto's law)."""
    return min(int(draw.paretovariate(shape)), most)


def day(draw: Random) -> datetime.date:
    return EPOCH + datetime.timedelta(days=draw.randrange(DAYS))


def partial(draw: Random, date: datetime.date) -> PartialDate:
    """Return the date with a random precision: to the day, the month or the year, or about the year."""
    match draw.choices(("day", "month", "year", "about"), (30, 40, 20, 10))[0]:
        case "day":
            return PartialDate(date.year, date.month, date.day)
        case "month":
            return PartialDate(date.year, date.month)
        case "year":
            return PartialDate(date.year)
        case _:
            return PartialDate(date.year, approximate=True)


def end(draw: Random, start: datetime.date, typical_days: int) -> PartialDate | None:
    """Return an end after the start, an open end, or None if it is not stated."""
    match draw.choices(("known", "open", "not stated"), (70, 15, 15))[0]:
        case "known":
            return partial(draw, start + datetime.timedelta(days=draw.randint(1, 2 * typical_days)))
        case "open":
            return PartialDate()
        case _:
            return None


def moment(draw: Random, start: datetime.date) -> datetime.datetime:
    """Return a random time of publication, 30 to 400 days after the start."""
    hours = draw.randint(24 * 30, 24 * 400)
    midnight = datetime.datetime.combine(start, datetime.time(), datetime.UTC)
    return midnight + datetime.timedelta(hours=hours)
