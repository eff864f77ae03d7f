"""Write the whole mirror again from the database."""

from __future__ import annotations

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from graph.mirror import Unavailable, rebuilding


class Command(BaseCommand):
    help = "Make the graph say what the database says. Writes only what differs; readers go on meanwhile."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--base-iri",
            help="Give every resource a new identifier that begins with this; it must equal GRAPH_BASE_IRI.",
        )
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="Do nothing if declarations and base IRI are those of the last rebuild. "
            "A base IRI on localhost is then changed without being asked.",
        )
        parser.add_argument(
            "--restored",
            action="store_true",
            help="The database was restored by other means than `manage.py restore`: go on with numbers of the journal "
            "that were never given out, and let nothing that was kept under earlier ones be used.",
        )

    def handle(self, *args: Any, base_iri: str | None, if_needed: bool, restored: bool, **options: Any) -> None:
        if base_iri and base_iri != settings.GRAPH_BASE_IRI:
            raise CommandError(
                f"Set GRAPH_BASE_IRI to {base_iri} first: it is {settings.GRAPH_BASE_IRI}, "
                f"and every process must agree on it."
            )
        if if_needed and not restored and rebuilding.is_up_to_date():
            self.stdout.write("The graph is up to date.")
            return
        if base_iri or (if_needed and "//localhost" in settings.GRAPH_BASE_IRI):
            rebuilding.change_base_iri()
        if restored:
            rebuilding.continue_restored()
        try:
            written = rebuilding.rebuild(self._progress)
        except Unavailable as error:
            raise CommandError(error.problem) from error
        self.stdout.write(f"The graph is rebuilt: {written} changes.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"{done} of {total} resources")
