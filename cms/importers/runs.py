"""Import files one by one, and each page of a file by itself, in a run that keeps the report."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cms.importers.pipeline import Options, import_or_name, read_pages_of
from cms.importers.reading import Parsed
from cms.importers.results import Problem, Result
from cms.importers.source import UnreadableSource
from cms.models import ImportRun
from graph.database import AIM, give_way

MOST_IN_FULL = 200
"""The most pages of one file of which the report repeats all facts."""

Report = dict[str, Any]
# Returns a file's content, or raises `UnreadableSource`.
Reader = Callable[[], bytes]


@dataclass
class Outcome:
    """The result of one file: a report for each page, or a sentence that says why there is none."""

    name: str
    pages: list[Report] = field(default_factory=list)
    error: str = ""
    problems: list[Report] = field(default_factory=list)
    """The pages that were not imported although others of the file were: address and reason of each."""

    @property
    def errors(self) -> list[str]:
        """All errors of the file, in sentences that name the page if there is one."""
        return [*filter(None, [self.error]), *(str(Problem(**each)) for each in self.problems)]


def import_contents(contents: Iterable[tuple[str, Reader]], options: Options) -> tuple[ImportRun | None, list[Outcome]]:
    """Import files, given by name; return the run, or None if it imported nothing, and the outcome of each file."""
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
    """Return the outcome that importing each file by itself would have; all changes are rolled back."""
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
    """Import a file and return its outcome; without a run, all changes are rolled back."""
    outcomes: list[Report | Problem] = []
    try:
        # Read before any transaction, so that the database is not locked while a file is read.
        for pages in read_pages_of(content, options):
            outcomes += _taken_in(pages, options, run)
            options.progress(len(outcomes))
    except UnreadableSource as error:
        if not outcomes:
            return Outcome(name, error=str(error))
        outcomes.append(Problem("", str(error)))
    if len(outcomes) > MOST_IN_FULL:
        outcomes = [each if isinstance(each, Problem) else _brief(each) for each in outcomes]
    reports = [each for each in outcomes if not isinstance(each, Problem)]
    problems = [each for each in outcomes if isinstance(each, Problem)]
    if not reports:
        return Outcome(name, error=" ".join(map(str, problems)))
    return Outcome(name, reports, problems=[vars(each) for each in problems])


def _brief(report: Report) -> Report:
    """Return a report without the facts that the page states, which it shows itself."""
    return {**report, "stated": []}


def _taken_in(pages: list[Parsed], options: Options, run: ImportRun | None) -> Iterator[Report | Problem]:
    """Import the pages and yield a report or a problem for each; without a run, roll back, for a preview.

    A transaction holds SQLite's write lock, so each one imports only as many pages as fit into a fraction of a second.
    A preview of a large file therefore does not see the organisations and pages that earlier transactions created.
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
        if run is None:
            options.memory.forget()
        yield from outcomes
        if waiting:
            give_way()


def _finish(run: ImportRun, outcomes: list[Outcome]) -> ImportRun | None:
    """Save the report and return the run; delete a run that imported nothing, and return None."""
    run.report = [vars(outcome) for outcome in outcomes]
    if run.versions.exists() or run.imported_organisations.exists():
        run.save(update_fields=["report"])
        return run
    run.delete()
    return None
