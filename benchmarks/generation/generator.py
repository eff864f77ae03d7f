"""Generates the missing part of a synthetic programme in chunks, each in a separate short transaction."""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from benchmarks.generation import organisations, outcomes, programmes
from benchmarks.generation.activities import activities
from benchmarks.generation.chance import key
from benchmarks.generation.insertion import insert
from benchmarks.generation.news import NEWS_EVERY, news
from benchmarks.generation.planned import Planned
from benchmarks.generation.projects import Project, State
from benchmarks.generation.reference import reference
from benchmarks.generation.toolkits import toolkit
from benchmarks.generation.tree import Tree
from cms.models import Organisation, Outcome
from graph.database import give_way
from graph.declarations import LANGUAGES

CHUNK = 50
"""Number of projects in one transaction, which holds SQLite's write lock for about a fifth of a second."""

Progress = Callable[[int, int], None]
"""A function that is called with the number of projects that exist, and their total."""


class Generator:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.tree = Tree(seed)
        self.reference = reference(seed)

    def generate(self, projects: int, progress: Progress = lambda done, total: None) -> int:
        """Create the missing ones of the first `projects` projects. Return how many were missing."""
        made = 0
        for start in range(0, projects, CHUNK):
            stop = min(start + CHUNK, projects)
            made += self._chunk(start, stop)
            progress(stop, projects)
        return made

    def _chunk(self, start: int, stop: int) -> int:
        numbers = self._missing(Page, "translation_key", "project", range(start, stop))
        if numbers:
            english = self.tree.locales["en"]
            funders = self._programmes(start, stop)
            pages = [page for number in numbers for page in self._pages(number)]
            pages += self._toolkits(funders)
            partners, changes = self._organisations(start, stop), self._outcomes(start, stop)
            with transaction.atomic():
                Organisation.objects.bulk_create(partners)
                Outcome.objects.bulk_create(changes)
                insert(funders, english)
                insert(pages, english)
            give_way()
        return len(numbers)

    def _missing(self, model: type[Model], name: str, kind: str, numbers: Iterable[int]) -> list[int]:
        """Return those of the numbers whose instance does not exist."""
        keys = {number: key(self.seed, kind, number) for number in numbers}
        found = model._default_manager.filter(**{f"{name}__in": list(keys.values())}).values_list(name, flat=True)
        there = set(found)
        return [number for number, each in keys.items() if each not in there]

    def _organisations(self, start: int, stop: int) -> list[Organisation]:
        """Return the missing organisations that `stop` projects need and `start` projects do not."""
        new = range(organisations.count(start) if start else 0, organisations.count(stop))
        missing = self._missing(Organisation, "key", "organisation", new)
        return [organisations.organisation(self.seed, number, self.reference) for number in missing]

    def _outcomes(self, start: int, stop: int) -> list[Outcome]:
        new = range(outcomes.count(start) if start else 0, outcomes.count(stop))
        missing = self._missing(Outcome, "key", "outcome", new)
        return [outcomes.outcome(self.seed, number) for number in missing]

    def _programmes(self, start: int, stop: int) -> list[Planned]:
        new = range(programmes.count(start) if start else 0, programmes.count(stop))
        missing = self._missing(Page, "translation_key", "programme", new)
        parent, locale = self.tree.top("en"), self.tree.locales["en"]
        return [programmes.programme(self.seed, number, self.reference, parent, locale) for number in missing]

    def _toolkits(self, funders: list[Planned]) -> Iterator[Planned]:
        """Yield the pages of a toolkit below each programme."""
        for each in funders:
            yield from toolkit(self.seed, each, self.reference, self.tree.locales["en"])

    def _pages(self, number: int) -> Iterator[Planned]:
        """Yield a project with its activities, its news if any, and its translations."""
        project = Project(self.seed, number, self.reference)
        original = project.original(self.tree.index("en", number), self.tree.locales["en"])
        yield original
        yield from activities(project, original, self.tree.locales["en"])
        if number % NEWS_EVERY == 0 and project.state is State.PUBLISHED:
            yield news(project, original, self.tree.index("en", number), self.tree.locales["en"])
        if project.is_translated:
            for language in LANGUAGES:
                if language != "en":
                    yield project.text(language, self.tree.index(language, number), self.tree.locales[language])
