"""Synthetic programmes, numbered; most projects belong to the first ones."""

from wagtail.models import Locale, Page

from benchmarks.generation import words
from benchmarks.generation.chance import chance, day, draw_key, end, key, moment, partial
from benchmarks.generation.organisations import donor
from benchmarks.generation.planned import Planned
from benchmarks.generation.reference import Reference
from benchmarks.generation.rows import add_countries, add_funding
from cms.models import ProgrammePage

PROJECTS_EACH = 250


def count(projects: int) -> int:
    """Return the number of programmes for this many projects."""
    return 1 + projects // PROJECTS_EACH


def programme(seed: int, number: int, reference: Reference, parent: Page, locale: Locale) -> Planned:
    draw = chance(seed, "programme", number)
    own_key, start = draw_key(draw), day(draw)
    page = ProgrammePage(
        translation_key=own_key,
        locale=locale,
        title=words.Subject(draw).title("en", f"all regions, phase {number + 1}"),
        slug=f"programme-{number + 1}",
        overview=words.rich_text(draw, "en", 2),
        start_date=partial(draw, start),
        end_date=end(draw, start, 2000),
        last_published_at=moment(draw, start),
    )
    planned = Planned(page, parent)
    add_countries(planned, draw, reference.draw_countries(draw, 30))
    for donor_number in dict.fromkeys(donor(draw, number) for _ in range(draw.randint(1, 3))):
        add_funding(planned, draw, key(seed, "organisation", donor_number), start.year)
    return planned
