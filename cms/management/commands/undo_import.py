"""Command that undoes an import; without a number, it lists the imports that can be undone."""

from argparse import ArgumentParser

from django.core.management import BaseCommand, CommandError

from cms.acting import system
from cms.importers import undo
from cms.models import ImportRun


class Command(BaseCommand):
    help = "Undo an import: what it made is deleted, what it changed is restored, what editors edited since is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", nargs="?", type=int, help="the number that import_content printed")

    def handle(self, *args, number: int | None, **options) -> None:
        runs = ImportRun.objects.filter(undone_at=None)
        if number is None:
            lines = [f"{run.pk}: {run}, {len(run.report)} files" for run in runs[:20]]
            self.stdout.write("\n".join(lines) or "There is no import that could be undone.")
            return
        run = runs.filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no import {number} that could be undone: leave the number out for a list.")
        self.stdout.write("\n".join(undo(run, system.on_command())) or "The import made and changed nothing.")
