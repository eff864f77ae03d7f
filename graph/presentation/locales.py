"""Write numbers and moments as the active language does."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, gettext

from graph.declarations import LANGUAGES, primary_language
from graph.declarations.partial_dates import PartialDate


def active_language() -> str:
    """Return the language of this request, as Django has activated it."""
    return primary_language(get_language() or LANGUAGES[0])


def number(value: float | Decimal) -> str:
    return _written(value, active_language())


@lru_cache(maxsize=10_000)
def _written(value: float | Decimal, language: str) -> str:
    return format_decimal(value, locale=language)


def percent(share: float) -> str:
    return format_percent(share, locale=active_language())


def moment(value: str) -> str:
    """Return a time (ISO 8601) to the minute, which is enough for people."""
    read = datetime.datetime.fromisoformat(value)
    day = PartialDate(read.year, read.month, read.day).display(active_language())
    # Translators: a moment in Coordinated Universal Time, such as "3 Feb 2020, 14:30 UTC"
    return gettext("%(day)s, %(time)s UTC") % {"day": day, "time": f"{read:%H:%M}"}
