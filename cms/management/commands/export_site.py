"""Command that takes everything out of this installation, as one file for another one (see cms/data/package)."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from cms.data.package import write_package


class Command(BaseCommand):
    help = (
        "Write all content with drafts and history, files, users without passwords and settings of the site into one"
        " file, which import_site reads into an empty Accord."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", required=True, type=Path, help="the file to write, such as site.zip")

    def handle(self, *args, output: Path, **options) -> None:
        part = output.with_name(f"{output.name}.part")
        try:
            manifest = write_package(part)
            part.replace(output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        files = sum(name.startswith("media/") for name in manifest.files)
        self.stdout.write(f"{output}: {sum(manifest.rows.values())} rows, {files} uploaded files.")
