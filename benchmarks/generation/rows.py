"""Rows that several types of synthetic pages have."""

from collections.abc import Iterable
from decimal import Decimal
from random import Random
from uuid import UUID

from benchmarks.generation import outcomes, words
from benchmarks.generation.chance import day, few, key, partial, rank
from benchmarks.generation.planned import Mention, Planned
from cms.models import CountryLink, Funding, KeyFigure, Outcome, Result, ResultCountry

CURRENCIES = ("EUR", "USD", "XOF", "KRW", "SEK")


def add_countries(planned: Planned, draw: Random, countries: Iterable[int]) -> None:
    for country in countries:
        planned.add(CountryLink, draw, country_id=country)


def add_funding(planned: Planned, draw: Random, donor: UUID, year: int) -> None:
    """Add a funding; one in four has only a donor."""
    thousands = Decimal(round(draw.lognormvariate(4, 1.5)))
    money = {"amount": thousands * 1000, "currency": draw.choice(CURRENCIES), "year": year}
    planned.add_link(Funding, draw, "donor", donor, **(money if draw.random() < 0.75 else {}))


def add_results(planned: Planned, seed: int, number: int, draw: Random, countries: list[int]) -> None:
    """Add the results of a project, mostly one, each measured in numbers or in words."""
    for _ in range(few(draw, 1.2, 5)):
        outcome = key(seed, "outcome", rank(draw, outcomes.count(number)))
        add_result(planned, draw, outcome, countries[: draw.randint(0, 3)])


def add_result(planned: Planned, draw: Random, outcome: UUID, countries: Iterable[int]) -> None:
    before, gained = draw.randint(0, 50), draw.randint(1, 500)
    measured = draw.random() < 0.7
    row = planned.row(
        Result,
        draw,
        indicator=words.phrase("indicators", draw.randrange(100), "en"),
        baseline=str(before) if measured else words.sentence(draw, "en"),
        target=str(before + gained) if measured else "",
        actual=str(before + draw.randint(0, 2 * gained)) if measured else words.sentence(draw, "en"),
        start_date=partial(draw, day(draw)) if draw.random() < 0.5 else None,
    )

    def found(primary: int) -> None:
        row.outcome_id = primary
        planned.rows.append(row)
        planned.nested += [ResultCountry(result=row, country_id=each) for each in countries]

    planned.mentions.append(Mention(Outcome, outcome, found))


def add_key_figures(planned: Planned, shared: Random, language: str) -> None:
    """Add key figures, which are the same in every language, with labels in this language."""
    for _ in range(few(shared, 1.2, 5) - 1):
        value = f"{shared.randint(2, 900)}{shared.choice(('', '+'))}"
        planned.add(KeyFigure, shared, value=value, label=words.phrase("figures", shared.randrange(100), language))
