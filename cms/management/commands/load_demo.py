"""Command that loads the sample programme."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.data.sample import content
from cms.data.sample.accounts import write_accounts
from cms.data.sample.publishing import Sample
from cms.data.sample.site import keep_address_in_step, write_site
from cms.data.sample.writing import write_content
from cms.data.shapes import DataError
from cms.models import Country
from graph import mirror

PRODUCTION = "cms.settings.production"


class Command(BaseCommand):
    help = (
        "Load the sample programme. Each thing is made once: what editors have changed, moved"
        " or deleted since then stays as they left it."
    )

    def handle(self, *args, **options):
        if not Country.objects.exists():
            raise CommandError("The sample needs the reference data: run `manage.py load_reference_data` first.")
        try:
            content.read_all()
        except DataError as error:
            raise CommandError(str(error)) from error
        sample = Sample()
        write_site(sample)
        keep_address_in_step()
        write_content(sample)
        if settings.SETTINGS_MODULE == PRODUCTION:
            self.stdout.write("No accounts were made: in production, use `createsuperuser`.")
        else:
            write_accounts(sample)
        mirror.drain_completely()
        counts = (f"{count} {name}" for name, count in sample.created.items())
        self.stdout.write(f"Created: {', '.join(counts) or 'nothing, all of it is there'}.")
