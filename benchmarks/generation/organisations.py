"""Synthetic organisations, numbered: the first are donors or partners of most projects, the last of one or two."""

from random import Random

from benchmarks.generation import words
from benchmarks.generation.chance import chance, draw_key, rank
from benchmarks.generation.reference import Reference
from cms.models import Organisation
from graph.declarations import LANGUAGES, MultilingualText

FIRST = 40
PUBLISHED_SHARE = 0.6


def count(projects: int) -> int:
    """Return the number of organisations for this many projects; it grows with them."""
    return FIRST + projects // 2


def donor(draw: Random, project: int) -> int:
    """Return the number of a random donor of a project; there are fewer donors than partners."""
    return rank(draw, FIRST + project // 50)


def partner(draw: Random, project: int) -> int:
    return rank(draw, count(project))


def organisation(seed: int, number: int, reference: Reference) -> Organisation:
    draw = chance(seed, "organisation", number)
    key = draw_key(draw)
    name = words.name(draw)
    languages = LANGUAGES if draw.random() < 0.1 else LANGUAGES[:1]
    labels = words.organisation_labels(name, languages)
    return Organisation(
        key=key,
        labels=MultilingualText(labels),
        acronym=name[:3].upper() if draw.random() < 0.3 else "",
        kind=draw.choice(Organisation.Kind.values),
        country_id=reference.draw_countries(draw, 1)[0],
        homepage=f"https://{name.lower()}.example/" if draw.random() < 0.5 else "",
        live=draw.random() < PUBLISHED_SHARE,
    )
