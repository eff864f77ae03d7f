"""Chance that repeats itself: what is drawn follows from names such as the seed, a kind and a number."""

import datetime
from functools import lru_cache
from random import Random
from uuid import UUID

from graph.declarations.partial_dates import PartialDate

EPOCH = datetime.date(2010, 1, 1)
DAYS = 5000


def chance(*names: str | int) -> Random:
    """The generator of these names. Its first draw is the key of what they name: see `key`."""
    return Random("/".join(str(name) for name in names))  # noqa: S311 it hides nothing, it repeats itself


def draw_key(draw: Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)


@lru_cache(maxsize=100_000)
def key(*names: str | int) -> UUID:
    """The key in the graph of what these names stand for, whether or not it is made yet."""
    return draw_key(chance(*names))


def rank(draw: Random, size: int) -> int:
    """A number below `size`, about in proportion to 1, 1/2, 1/3 …: a few are everywhere, most are rare (Zipf's law)."""
    return min(int((size + 1) ** draw.random()), size) - 1


def ranks(draw: Random, size: int, count: int) -> list[int]:
    """Different numbers below `size`; where chance repeats itself, fewer than `count`."""
    return list(dict.fromkeys(rank(draw, size) for _ in range(count)))


def few(draw: Random, shape: float, most: int) -> int:
    """Mostly 1, sometimes several, rarely very many (Pareto's law)."""
    return min(int(draw.paretovariate(shape)), most)


def day(draw: Random) -> datetime.date:
    return EPOCH + datetime.timedelta(days=draw.randrange(DAYS))


def partial(draw: Random, date: datetime.date) -> PartialDate:
    """The date as precisely as programmes know it: to the day, the month or the year, sometimes "about"."""
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
    """An end after the start: known, still open, or not stated."""
    match draw.choices(("known", "open", "not stated"), (70, 15, 15))[0]:
        case "known":
            return partial(draw, start + datetime.timedelta(days=draw.randint(1, 2 * typical_days)))
        case "open":
            return PartialDate()
        case _:
            return None


def moment(draw: Random, start: datetime.date) -> datetime.datetime:
    """When something about what began then was published."""
    hours = draw.randint(24 * 30, 24 * 400)
    midnight = datetime.datetime.combine(start, datetime.time(), datetime.UTC)
    return midnight + datetime.timedelta(hours=hours)
