"""Write a package: rows and files one after the other, so that memory stays bounded."""

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.core.serializers.jsonl import Serializer
from django.db import transaction
from django.db.models import Model

from cms.data.package import contents
from cms.data.package.contents import Manifest, models
from graph.mirror import drain_completely
from graph.publishing import iati
from graph.publishing.archives import write_zip
from graph.publishing.dataset import Snapshot
from graph.publishing.formats import TURTLE

BLOCK = 1 << 20
NAMED = (ContentType, Permission)
NO_PASSWORD = "!taken-out"  # noqa: S105 a mark with which nobody can sign in


class _Exact(DjangoJSONEncoder):
    """Writes times to the microsecond, as the database holds them; Django's own encoder cuts them off."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class _Rows(Serializer):
    """Serialises rows without what signs people in.

    Links are primary keys, which stay the same; only types and permissions are named, as each database numbers its own.
    """

    def handle_fk_field(self, obj: Model, field: Any) -> None:
        self.use_natural_foreign_keys = field.remote_field.model in NAMED
        super().handle_fk_field(obj, field)

    def handle_m2m_field(self, obj: Model, field: Any) -> None:
        self.use_natural_foreign_keys = field.remote_field.model in NAMED
        super().handle_m2m_field(obj, field)

    def get_dump_object(self, instance: Model) -> dict[str, Any]:
        row = super().get_dump_object(instance)
        if row["model"] == settings.AUTH_USER_MODEL.lower():
            row["fields"] |= {"password": NO_PASSWORD, "last_login": None}
        return row


def write_package(path: Path) -> Manifest:
    """Write the package to a new file, and return what is in it."""
    drain_completely()
    counted: Counter[str] = Counter()
    digests: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with transaction.atomic(), _Entry(archive, contents.CONTENT, digests) as file:
            for model in models():
                counted[model._meta.label_lower] += _write_rows(model, file)
        for name in sorted(_files("")):
            with _Entry(archive, contents.MEDIA + name, digests) as file, default_storage.open(name) as source:
                _copy(source, file)
        _write_data(archive, digests)
        languages = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
        manifest = Manifest(settings.GRAPH_BASE_IRI, languages, dict(counted), digests)
        archive.writestr(contents.MANIFEST, manifest.to_json())
        archive.writestr(contents.README, (contents.__doc__ or "").strip() + "\n")
    return manifest


def _write_rows(model: type[Model], file: "_Entry") -> int:
    """Write the rows of a model in the order of their keys, and return their number."""
    number = 0
    for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
        line = _Rows().serialize([row], cls=_Exact)
        file.write(line.strip().encode() + b"\n")
        number += 1
    return number


def _files(folder: str) -> Iterator[str]:
    """Yield the names of uploaded files, without the sizes of pictures that are made again."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        # Nobody has uploaded a file yet.
        return
    for each in files:
        yield f"{folder}{each}"
    for each in folders:
        if f"{folder}{each}" != "images":
            yield from _files(f"{folder}{each}/")


def _write_data(archive: zipfile.ZipFile, digests: dict[str, str]) -> None:
    """Write what is public, in formats that other systems read."""
    snapshot = Snapshot.current()
    with _Entry(archive, f"{contents.DATA}all.ttl", digests) as file:
        snapshot.write(TURTLE, file)  # type: ignore[arg-type]
    with _Entry(archive, f"{contents.DATA}all.iati.xml", digests) as file:
        iati.write(snapshot, None, file)  # type: ignore[arg-type]
    with TemporaryFile() as tables:
        write_zip(snapshot, None, tables)
        tables.seek(0)
        with _Entry(archive, f"{contents.DATA}all.zip", digests) as file:
            _copy(tables, file)


class _Entry:
    """A file in the archive whose digest is computed while it is written."""

    def __init__(self, archive: zipfile.ZipFile, name: str, digests: dict[str, str]) -> None:
        self._file = archive.open(name, "w", force_zip64=True)
        self._name, self._digests, self._digest = name, digests, hashlib.sha256()

    def __enter__(self) -> "_Entry":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()
        self._digests[self._name] = self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)


def _copy(source: IO[bytes], target: _Entry) -> None:
    while block := source.read(BLOCK):
        target.write(block)
