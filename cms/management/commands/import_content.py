"""Imports pages of other sites from files: see cms/importers for the formats."""

from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction

from cms.importers import AUTO, FORMATS, format_named
from cms.importers.addresses import read_address
from cms.importers.pipeline import Result, import_source
from cms.importers.source import UnreadableSource, read_source


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
        parser.add_argument("--match", metavar="IRI", help="the resource of which it is a version")

    def handle(self, *args, files: list[Path], **options) -> None:
        self._check(files, options)
        tally: Counter[str] = Counter()
        failures = []
        for file in files:
            try:
                tally[self._import(file, options)] += 1
            except UnreadableSource as error:
                failures.append(f"{file}: {error}")
        self._sum_up(tally, len(failures), options["dry_run"])
        if failures:
            raise CommandError("\n".join(failures))

    def _check(self, files: list[Path], options: dict) -> None:
        if options["match"]:
            raise CommandError(
                "--match does not exist yet: import the file without it, and it becomes a page of its own."
            )
        if options["url"] and len(files) > 1:
            raise CommandError("--url is the address of one page: import one file at a time with it.")
        try:
            read_address(options["url"])
            if options["format"] != AUTO:
                format_named(options["format"])
        except UnreadableSource as error:
            raise CommandError(str(error)) from error

    def _import(self, file: Path, options: dict) -> str:
        content = read_source(file)
        with transaction.atomic():
            result = import_source(
                content,
                format_name=options["format"],
                url=options["url"],
                publish=options["publish"],
            )
            self._report(file, result, options["dry_run"])
            transaction.set_rollback(options["dry_run"])
        return result.action.value

    def _report(self, file: Path, result: Result, dry_run: bool) -> None:
        published = ", published" if result.published else ""
        note = f" ({result.note})" if result.note else ""
        self.stdout.write(f"{file}: {result.action.value}{published}: “{result.page.title}”{note}")
        if not dry_run:
            self.stdout.write(f"  {result.iri}")
        page = result.page.get_latest_revision_as_object()
        for name in result.new_organisations:
            self.stdout.write(f"  new organisation, a draft: {name}")
        for row in page.unresolved_references.all():
            self.stdout.write(f"  unresolved {row.field}: {row.name}")
        for row in page.unplaced_values.all():
            label = row.label or "(no label)"
            self.stdout.write(f"  unplaced {label}: {row.value}")

    def _sum_up(self, tally: Counter[str], failed: int, dry_run: bool) -> None:
        counts = [f"{number} {action}" for action, number in sorted(tally.items())]
        if failed:
            counts.append(f"{failed} failed")
        told = "Dry run, nothing is kept: " if dry_run else ""
        self.stdout.write(f"{told}{', '.join(counts)}.")
