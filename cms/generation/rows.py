"""Rows that several types of synthetic pages have."""

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from uuid import UUID

from cms.generation.planned import Planned
from cms.models import CountryLink, Funding

CURRENCIES = ("EUR", "USD", "XOF", "KRW", "SEK")


def add_countries(planned: Planned, draw: Random, countries: Iterable[int]) -> None:
    for country in countries:
        planned.add(CountryLink, draw, country_id=country)


def add_funding(planned: Planned, draw: Random, donor: UUID, year: int) -> None:
    """Of some fundings only the donor is known."""
    thousands = Decimal(round(draw.lognormvariate(4, 1.5)))
    money = {"amount": thousands * 1000, "currency": draw.choice(CURRENCIES), "year": year}
    planned.add_link(Funding, draw, "donor", donor, **(money if draw.random() < 0.75 else {}))
