"""Read a package into an installation without content."""

import hashlib
import io
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers import deserialize
from django.db import connection, transaction
from django.utils.translation import gettext
from wagtail.models import Page, Revision

from cms.data.package import contents
from cms.data.package.contents import BadPackage, Manifest, models
from cms.models import Organisation

AT_ONCE = 200


def read_package(path: Path) -> Manifest:
    """Read everything and rebuild the graph; raise `BadPackage`, and change nothing, if that is not possible."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _checked(archive)
            _require_empty()
            call_command("flush", interactive=False, verbosity=0)
            _read_rows(archive, manifest)
            _read_files(archive)
    except (zipfile.BadZipFile, FileNotFoundError, IsADirectoryError) as error:
        raise BadPackage(gettext("This is no package of export_site: give the file that it wrote.")) from error
    call_command("rebuild_graph", verbosity=0)
    return manifest


def _checked(archive: zipfile.ZipFile) -> Manifest:
    """Return the manifest, if it fits this installation and all files are whole."""
    if contents.MANIFEST not in archive.namelist():
        raise BadPackage(gettext("This is no package of export_site: give the file that it wrote."))
    manifest = Manifest.from_json(archive.read(contents.MANIFEST).decode())
    if manifest.base_iri != settings.GRAPH_BASE_IRI:
        message = gettext("The package is of %(theirs)s and this site is %(ours)s: set GRAPH_BASE_IRI to the former.")
        raise BadPackage(message % {"theirs": manifest.base_iri, "ours": settings.GRAPH_BASE_IRI})
    if missing := set(manifest.languages) - {code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES}:
        message = gettext("The package has pages in languages that this site does not have: %(codes)s.")
        raise BadPackage(message % {"codes": ", ".join(sorted(missing))})
    for name, digest in manifest.files.items():
        if _digest(archive, name) != digest:
            message = gettext("“%(name)s” in the package is damaged: copy the package again.")
            raise BadPackage(message % {"name": name})
    return manifest


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _require_empty() -> None:
    """Raise `BadPackage` if somebody has worked here: a page besides those of a new database, or an organisation."""
    if Page.objects.filter(depth__gt=2).exists() or Revision.objects.exists() or Organisation.objects.exists():
        raise BadPackage(
            gettext("This site has content already, which reading a package would replace: use an empty database.")
        )


def _read_rows(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Save all rows as they are in the package. Links may lead to rows that come later."""
    read: Counter[str] = Counter()
    with transaction.atomic(), connection.constraint_checks_disabled():
        with archive.open(contents.CONTENT) as file:
            for lines in _batches(io.TextIOWrapper(file, "utf-8")):
                for row in deserialize("jsonl", "".join(lines), handle_forward_references=False):
                    row.save()
                    read[row.object._meta.label_lower] += 1
        _continue_numbering()
    connection.check_constraints()
    if read != Counter(manifest.rows):
        raise BadPackage(gettext("The package does not hold the rows that its manifest counts: make it again."))


def _batches(lines: io.TextIOWrapper) -> Iterator[list[str]]:
    batch = []
    for line in lines:
        batch.append(line)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _continue_numbering() -> None:
    """Have the database number new rows after those that were read."""
    statements = connection.ops.sequence_reset_sql(no_style(), models())
    with connection.cursor() as cursor:
        for each in statements:
            cursor.execute(each)


def _read_files(archive: zipfile.ZipFile) -> None:
    for entry in archive.infolist():
        name = entry.filename.removeprefix(contents.MEDIA)
        if name == entry.filename or entry.is_dir() or ".." in PurePosixPath(name).parts:
            continue
        with archive.open(entry) as file:
            if not default_storage.exists(name):
                default_storage.save(name, File(file))
                continue
            with default_storage.open(name, "wb") as target:
                shutil.copyfileobj(file, target)
