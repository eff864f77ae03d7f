"""Command that sends notices of changes to partners' sites and to caches; the command `work` keeps it running."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from graph.publishing.processes import asked_to_stop
from schema.notices import Sender

EVERY_SECONDS = 1


class Command(BaseCommand):
    help = "Send notices of changes until asked to stop or until the parent process ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due and end, for cron and tests")

    def handle(self, *args: Any, **options: Any) -> None:
        sender = Sender()
        sender.tend()
        if options["once"]:
            return
        is_over = asked_to_stop()
        while not is_over():
            time.sleep(EVERY_SECONDS)
            sender.tend()
