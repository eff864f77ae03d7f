"""Make the files of the dataset before anybody asks for them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from graph.mirror import Unavailable
from graph.publishing import ahead
from graph.refusals import Refusal


class Command(BaseCommand):
    help = "Make all files of the whole dataset and all tables now; the worker does it when the data has settled."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = ahead.make()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except Unavailable as error:
            raise CommandError(error.problem) from error
        self.stdout.write(f"Made {number} files.")
