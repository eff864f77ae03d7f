"""Publish dated versions of the dataset, keep them right, and prove that they are."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from graph.mirror import Unavailable
from graph.publishing.versions import publication, verification
from graph.publishing.versions.schedule import is_due
from graph.publishing.versions.standing import address, named
from graph.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Publish what is public now as a dated version, whose files never change; make older versions again without "
        "what was hidden since; remove those that are too many."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--if-due", action="store_true", help="publish only if a version is due (for the worker)")
        what.add_argument("--verify", action="store_true", help="prove all files and differences; exits with 1 if not")
        what.add_argument("--remove", metavar="NAME", help="remove one version; its address says so for ever")

    def handle(self, *args: Any, if_due: bool, verify: bool, remove: str | None, **options: Any) -> None:
        try:
            if verify:
                self._verify()
            elif remove:
                publication.remove(named(remove))
                self.stdout.write(f"Removed version {remove}.")
            else:
                self._publish(if_due)
        except Refusal as refusal:
            raise CommandError("\n".join([str(refusal), *refusal.details])) from refusal
        except Unavailable as error:
            raise CommandError(error.problem) from error

    def _publish(self, if_due: bool) -> None:
        for version in publication.renew():
            self.stdout.write(f"Made again without what was hidden: {address(version)}")
        if not if_due or is_due():
            new = publication.publish_version()
            self.stdout.write(f"Published {address(new)}" if new else "Nothing has changed since the last one.")
        for old in publication.remove_old(settings.DATASET_VERSIONS_KEPT):
            self.stdout.write(f"Removed version {old.name}.")

    def _verify(self) -> None:
        faults = list(verification.wrong())
        for each in faults:
            self.stdout.write(each)
        if faults:
            sys.exit(1)
        self.stdout.write("All versions are as they were published.")
