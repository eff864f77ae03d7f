"""Command that loads missing countries, country groups, terms, conventions, goals and targets."""

from django.core.management.base import BaseCommand, CommandError

from cms.data.reference.loading import load
from cms.data.shapes import DataError
from graph import mirror


class Command(BaseCommand):
    help = (
        "Load countries and their groups, themes, types of project, conventions with parties, monitoring goals and the"
        " sustainable development targets. Only what is missing is created: what editors have changed or deleted stays"
        " as they left it."
    )

    def handle(self, *args, **options):
        try:
            created = load()
        except DataError as error:
            raise CommandError(str(error)) from error
        mirror.drain_completely()
        counts = (f"{count} {model._meta.verbose_name_plural}" for model, count in created.items())
        self.stdout.write(f"Created: {', '.join(counts) or 'nothing, all of it is there'}.")
