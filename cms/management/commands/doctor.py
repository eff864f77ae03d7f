"""Command that examines the installation and says what to do."""

import json
from dataclasses import asdict

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.operations.doctor import Level, examine
from cms.operations.doctor.outside import outside

SIGNS = {Level.GOOD: "ok    ", Level.ADVICE: "advice", Level.FAULT: "FAULT "}


class Command(BaseCommand):
    help = "Say what is missing, wrong or unsafe in this installation, and what to do. Ends with 1 if there is a fault."
    # Django's own checks need the database, and this command says better what is wrong with it.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Print the findings as JSON, the good ones too.")
        parser.add_argument("--all", action="store_true", help="Print what is in order too.")
        parser.add_argument(
            "--outside",
            nargs="?",
            const=settings.WAGTAILADMIN_BASE_URL,
            metavar="ADDRESS",
            help="Ask the site at this address too, as a visitor would: https, and uploaded files.",
        )

    def handle(self, *args, **options):
        found = [*examine(), *(outside(options["outside"].rstrip("/")) if options["outside"] else ())]
        faults = sum(1 for each in found if each.level is Level.FAULT)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(each) for each in found], indent=2))
        else:
            self._print(found, options["all"])
        if faults:
            raise SystemExit(1)

    def _print(self, found, everything):
        for finding in found:
            if everything or finding.level is not Level.GOOD:
                self.stdout.write(f"{SIGNS[finding.level]}  {finding}")
        counts = {level: sum(1 for each in found if each.level is level) for level in Level}
        self.stdout.write(
            f"{counts[Level.FAULT]} faults, {counts[Level.ADVICE]} pieces of advice, {counts[Level.GOOD]} in order."
        )
