"""Command that restores a backup."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.operations.backup import CannotBackUp, place_at, restore


class Command(BaseCommand):
    help = "Restore a backup, while web and worker are stopped, and prove that the graph says what the database says."
    # Checks need the database, which may be empty.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("place", help="The folder, or s3://bucket/folder, that `backup` was given.")
        parser.add_argument("name", nargs="?", help="The name of the backup; without it, the newest.")
        parser.add_argument("--list", action="store_true", help="Only list the backups.")
        parser.add_argument("--replace", action="store_true", help="Give up what the database holds now.")
        parser.add_argument(
            "--new-identifiers", action="store_true", help="Let all identifiers begin with today's GRAPH_BASE_IRI."
        )

    def handle(self, *args, **options):
        try:
            place = place_at(options["place"])
            names = place.names()
            if options["list"]:
                self.stdout.write("\n".join(names) or "There is no backup.")
                return
            name = options["name"] or (names[-1] if names else "")
            if name not in names:
                raise CommandError(f"There is no backup {name} there: it has {', '.join(names) or 'none'}.")
            replace, new_identifiers = options["replace"], options["new_identifiers"]
            restore(place, name, replace=replace, new_identifiers=new_identifiers, say=self.stdout.write)
        except (CannotBackUp, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("verify_graph", stdout=self.stdout)
        self.stdout.write(f"{name} is restored: start the web and the worker.")
