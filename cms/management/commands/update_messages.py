"""Command that brings the catalogues of translations into step with the sources, and compiles them."""

from django.core.management.base import BaseCommand, CommandError

from cms.messages.catalogues import files, languages, updated
from cms.messages.checking import problems
from cms.messages.extraction import messages


class Command(BaseCommand):
    help = "Adds new texts to the catalogues in locale/, takes out those no longer used, and compiles the catalogues."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing, and fail where something is missing")

    def handle(self, *args, **options):
        found = messages()
        if not options["check"]:
            for language in languages():
                self._write(language, updated(language, found))
        faults = [each for language in languages() for each in problems(language, found)]
        if faults and options["check"]:
            raise CommandError("\n".join(faults))
        self.stdout.write("\n".join([*faults, f"{len(found)} texts, {len(faults)} faults."]))

    def _write(self, language, catalogue):
        for path, content in files(language, catalogue):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
