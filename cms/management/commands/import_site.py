"""Command that reads what export_site wrote into an empty installation."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cms.data.package import BadPackage, read_package


class Command(BaseCommand):
    help = "Read a package of export_site into an empty Accord, on either database; users get new passwords there."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("package", type=Path)

    def handle(self, *args, package: Path, **options) -> None:
        try:
            manifest = read_package(package)
        except BadPackage as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{sum(manifest.rows.values())} rows are here. Passwords: manage.py changepassword USER.")
        self.stdout.write("To prove that the graph is the same: manage.py verify_graph")
