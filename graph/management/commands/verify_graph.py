"""Check that the mirror is exact, or list the differences."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from graph.mirror import Unavailable, mend
from graph.replica import differences


class Command(BaseCommand):
    help = "Compare the database with every form in which the graph is kept; exits with 1 and a list where they differ."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="Mend what differs, then compare again.")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        found = list(differences())
        if found and repair:
            for difference in found:
                self.stdout.write(f"mending {difference}")
            try:
                mend(found)
            except Unavailable as error:
                raise CommandError(error.problem) from error
            found = list(differences())
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            self.stdout.write(f"The graph differs in {len(found)} places. Mend it with verify_graph --repair.")
            sys.exit(1)
        self.stdout.write("The graph is exact.")
