"""Command that checks settings, migrations and translations in one process: starting Django takes longer than each."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Fails where settings are doubtful, a migration is missing, or a text is not translated."
    requires_system_checks = ()

    def handle(self, *args, **options):
        call_command("check", fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True)
        call_command("update_messages", check=True)
