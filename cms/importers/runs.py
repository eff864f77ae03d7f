"""A run imports files one by one, and each page of a file by itself; it keeps the report of what came of them."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cms.models import ImportRun
from graph.pace import AIM, give_way

from .pipeline import Options, import_or_name, read_pages_of
from .reading import Parsed
from .results import Problem, Result
from .source import UnreadableSource

Report = dict[str, Any]
# Gives a file's content, or raises `UnreadableSource`.
Reader = Callable[[], bytes]


@dataclass
class Outcome:
    """What came of one file: a report for each page, or the sentence that says why there is none."""

    name: str
    pages: list[Report] = field(default_factory=list)
    error: str = ""
    problems: list[Report] = field(default_factory=list)
    """The pages that were not imported while others were: address and sentence of each."""

    @property
    def errors(self) -> list[str]:
        """Everything that went wrong, in sentences that name the page."""
        return [*filter(None, [self.error]), *(str(Problem(**each)) for each in self.problems)]


def import_contents(contents: Iterable[tuple[str, Reader]], options: Options) -> tuple[ImportRun | None, list[Outcome]]:
    """Import files by name; the run, if any file could be read, and the outcome of each file, which it keeps."""
    run: ImportRun | None = None
    outcomes: list[Outcome] = []
    try:
        for name, read in contents:
            content, outcome = _read(name, read)
            if not outcome.error:
                run = run or ImportRun.objects.create(user=options.actor.user)
                outcome = _imported(name, content, options, run)
            outcomes.append(outcome)
    finally:
        kept = _finish(run, outcomes) if run else None
    return kept, outcomes


def preview_contents(contents: Iterable[tuple[str, Reader]], options: Options) -> list[Outcome]:
    """What importing each file by itself would do; nothing of it is kept."""
    outcomes = []
    for name, read in contents:
        content, outcome = _read(name, read)
        outcomes.append(outcome if outcome.error else _imported(name, content, options, None))
    return outcomes


def _read(name: str, read: Reader) -> tuple[bytes, Outcome]:
    try:
        return read(), Outcome(name)
    except UnreadableSource as error:
        return b"", Outcome(name, error=str(error))


def _imported(name: str, content: bytes, options: Options, run: ImportRun | None) -> Outcome:
    """Return a file's outcome; without a run to belong to, everything is rolled back."""
    try:
        # Before any transaction: nobody waits for the database while a file is read.
        pages = read_pages_of(content, options)
    except UnreadableSource as error:
        return Outcome(name, error=str(error))
    outcomes = list(_taken_in(pages, options, run))
    reports = [each for each in outcomes if not isinstance(each, Problem)]
    problems = [each for each in outcomes if isinstance(each, Problem)]
    if not reports:
        return Outcome(name, error=" ".join(map(str, problems)))
    return Outcome(name, reports, problems=[vars(each) for each in problems])


def _taken_in(pages: list[Parsed], options: Options, run: ImportRun | None) -> Iterator[Report | Problem]:
    """Import the pages, or tell what that would do by doing it and taking it back.

    A transaction holds SQLite's write lock, so it takes in as many pages as a fraction of a second allows. A preview of
    a large file therefore does not see what the pages of an earlier transaction would have made.
    """
    waiting = deque(pages)
    while waiting:
        with transaction.atomic():
            until = time.monotonic() + AIM
            outcomes: list[Report | Problem] = []
            while waiting and time.monotonic() < until:
                outcome = import_or_name(waiting.popleft(), options, run)
                outcomes.append(outcome.report() if isinstance(outcome, Result) else outcome)
            transaction.set_rollback(run is None)
        yield from outcomes
        if waiting:
            give_way()


def _finish(run: ImportRun, outcomes: list[Outcome]) -> ImportRun | None:
    """Keep the report; a run that took nothing in is not worth keeping."""
    run.report = [vars(outcome) for outcome in outcomes]
    if run.versions.exists() or run.imported_organisations.exists():
        run.save(update_fields=["report"])
        return run
    run.delete()
    return None
