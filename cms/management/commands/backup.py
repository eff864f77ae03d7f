"""Command that backs the installation up."""

from django.core.management.base import BaseCommand, CommandError

from cms.operations.backup import CannotBackUp, back_up, keep_newest, place_at


class Command(BaseCommand):
    help = "Back up the database and the uploaded files, while people work, to a folder or to s3://bucket/folder."

    def add_arguments(self, parser):
        parser.add_argument("place", help="A folder, or s3://bucket/folder.")
        parser.add_argument("--keep", type=int, metavar="N", help="Afterwards, delete all but the N newest backups.")

    def handle(self, *args, **options):
        if options["keep"] is not None and options["keep"] < 1:
            raise CommandError("Keep one backup at least.")
        try:
            place = place_at(options["place"])
            manifest = back_up(place, self.stdout.write)
            gone = keep_newest(place, options["keep"]) if options["keep"] else []
        except (CannotBackUp, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{manifest.name} is complete, with change {manifest.sequence} as its last.")
        if gone:
            self.stdout.write(f"Deleted: {', '.join(gone)}.")
        if manifest.secrets:
            self.stdout.write(f"Not in it, so keep them elsewhere: {', '.join(manifest.secrets)}.")
