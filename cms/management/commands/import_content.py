"""Command that imports pages of other sites from files (see cms/importers for the formats)."""

import json
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cms.acting import system
from cms.importers import (
    AUTO,
    FORMATS,
    Options,
    Outcome,
    UnreadableSource,
    format_named,
    import_contents,
    in_words,
    preview_contents,
    read_address,
    read_source,
)

SECONDS_BETWEEN_REPORTS = 5.0


class Command(BaseCommand):
    help = "Import pages of other sites. What has no place here is kept with the page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
        parser.add_argument(
            "--format",
            default=AUTO,
            help=f"{AUTO} (the default) finds it out; or one of: {', '.join(FORMATS)}",
        )
        parser.add_argument("--publish", action="store_true", help="publish; else pages become drafts")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
        parser.add_argument("--url", default="", help="the page's address, where the file has none")
        parser.add_argument("--match", metavar="IRI", default="", help="the resource of which it is a version")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, files: list[Path], **options) -> None:
        self._check(files, options)
        contents = [(str(file), partial(read_source, file)) for file in files]
        chosen = Options(
            *(system.on_command(), options["format"], options["url"], options["publish"], options["match"]),
            progress=self._progress(),
        )
        if options["dry_run"]:
            number, outcomes = None, preview_contents(contents, chosen)
        else:
            run, outcomes = import_contents(contents, chosen)
            number = run and run.pk
        if options["json"]:
            report = {"dry_run": options["dry_run"], "import": number, "files": [vars(each) for each in outcomes]}
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._report(number, outcomes, options["dry_run"])
        failures = [f"{each.name}: {error}" for each in outcomes for error in each.errors]
        if failures:
            raise CommandError("\n".join(failures))

    def _check(self, files: list[Path], options: dict) -> None:
        if len(files) > 1 and (options["url"] or options["match"]):
            raise CommandError("--url and --match are about one page: import one file at a time with them.")
        try:
            read_address(options["url"])
            if options["format"] != AUTO:
                format_named(options["format"])
        except UnreadableSource as error:
            raise CommandError(str(error)) from error

    def _progress(self) -> Callable[[int], None]:
        """Return a function that tells on stderr, every few seconds, how many pages were taken in."""
        told = time.monotonic()

        def tell(done: int) -> None:
            nonlocal told
            if time.monotonic() - told >= SECONDS_BETWEEN_REPORTS:
                told = time.monotonic()
                self.stderr.write(f"{done} pages")

        return tell

    def _report(self, number: int | None, outcomes: list[Outcome], dry_run: bool) -> None:
        for outcome in outcomes:
            for page in outcome.pages:
                first, *others = in_words(page)
                self.stdout.write("\n".join([f"{outcome.name}: {first}", *others]))
        tally = Counter(page["action"] for outcome in outcomes for page in outcome.pages)
        tally["failed"] = sum(len(outcome.errors) for outcome in outcomes)
        counts = ", ".join(f"{count} {action}" for action, count in sorted(tally.items()) if count)
        told = "Dry run, nothing is kept: " if dry_run else ""
        self.stdout.write(f"{told}{counts}.")
        if number:
            self.stdout.write(f"To take this back: manage.py undo_import {number}")
