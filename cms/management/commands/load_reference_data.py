"""Countries and their groups, terms, conventions, goals and targets: loads what is missing."""

from django.core.management.base import BaseCommand

from cms.reference_data.loading import load
from graph import mirror


class Command(BaseCommand):
    help = (
        "Load countries and their groups, themes, types of project, conventions with parties, monitoring goals and the"
        " sustainable development targets. Only what is missing is created: what editors have changed or deleted stays"
        " as they left it."
    )

    def handle(self, *args, **options):
        created = load()
        mirror.drain_completely()
        counts = (f"{count} {model._meta.verbose_name_plural}" for model, count in created.items())
        self.stdout.write(f"Created: {', '.join(counts) or 'nothing, all of it is there'}.")
