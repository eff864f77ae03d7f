"""Synthetic activities: about three for every two projects, each below its project."""

import json
from collections.abc import Iterator
from random import Random

from wagtail.models import Locale

from benchmarks.generation import organisations, words
from benchmarks.generation.chance import chance, draw_key, end, few, key, partial, rank
from benchmarks.generation.planned import Planned
from benchmarks.generation.projects import Project
from benchmarks.generation.rows import add_countries
from cms.models import ActivityPage, Partnership, ProjectLink

ONE_AND_A_HALF = 0.511
"""The rate of an exponential distribution whose values, rounded down, have the mean 1.5."""


def activities(project: Project, below: Planned, locale: Locale) -> Iterator[Planned]:
    number = int(chance(project.seed, "activities", project.number).expovariate(ONE_AND_A_HALF))
    for position in range(number):
        yield _activity(project, position, below, locale)


def _activity(project: Project, position: int, below: Planned, locale: Locale) -> Planned:
    draw = chance(project.seed, "activity", project.number, position)
    own_key = draw_key(draw)
    countries = project.countries[: draw.randint(1, 3)]
    kind = draw.choice(list(ActivityPage.Kind))
    place = project.reference.country_names[countries[0]]["en"]
    page = ActivityPage(
        translation_key=own_key,
        locale=locale,
        title=f"{kind.label}: {words.Subject(draw).title('en', place)}",
        slug=f"activity-{position + 1}",
        kind=kind,
        summary=words.rich_text(draw, "en", 1),
        body=_body(draw),
        place=words.name(draw),
        online=draw.random() < 0.2,
        start_date=partial(draw, project.start),
        end_date=end(draw, project.start, 20),
        live=below.page.live,
        has_unpublished_changes=not below.page.live,
        last_published_at=below.page.last_published_at,
    )
    planned = Planned(page, below)
    add_countries(planned, draw, countries)
    _add_links(planned, draw, project)
    return planned


def _add_links(planned: Planned, draw: Random, project: Project) -> None:
    for _ in range(few(draw, 1.5, 6)):
        partner = key(project.seed, "organisation", organisations.partner(draw, project.number))
        role = draw.choice((Partnership.Role.ORGANISER, Partnership.Role.PARTICIPANT))
        planned.add_link(Partnership, draw, "partner", partner, role=role)
    if project.number and draw.random() < 0.1:
        other = key(project.seed, "project", rank(draw, project.number))
        planned.add_link(ProjectLink, draw, "project", other)


def _body(draw: Random) -> str:
    """Return StreamField content as JSON, as its column holds it."""
    quote = {"quotation": words.sentence(draw, "en"), "speaker": words.name(draw), "role": "Director"}
    blocks = [
        ("heading", words.phrase("headings", draw.randrange(100), "en")),
        ("paragraph", words.rich_text(draw, "en", draw.randint(1, 3))),
        ("quote", quote),
    ]
    shown = blocks if draw.random() < 0.3 else blocks[:2]
    return json.dumps([{"type": kind, "value": value, "id": str(draw_key(draw))} for kind, value in shown])
