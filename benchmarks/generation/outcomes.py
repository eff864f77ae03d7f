"""Synthetic outcomes, numbered: many projects contribute to the first, one or two to the last."""

from benchmarks.generation import words
from benchmarks.generation.chance import chance, day, draw_key, partial
from cms.models import Outcome
from graph.declarations import LANGUAGES, MultilingualText

FIRST = 10
PUBLISHED_SHARE = 0.5


def count(projects: int) -> int:
    return FIRST + projects // 5


def outcome(seed: int, number: int) -> Outcome:
    draw = chance(seed, "outcome", number)
    key = draw_key(draw)
    what, where = draw.randrange(100), words.name(draw)
    languages = LANGUAGES if draw.random() < 0.2 else LANGUAGES[:1]
    return Outcome(
        key=key,
        labels=MultilingualText({each: f"{words.phrase('outcomes', what, each)} ({where})" for each in languages}),
        description=MultilingualText({each: words.sentence(draw, each) for each in languages}),
        kind=draw.choice(Outcome.Kind.values),
        date=partial(draw, day(draw)),
        live=draw.random() < PUBLISHED_SHARE,
    )
