"""Where backups are kept: in a folder, or in a bucket of a service that speaks S3's protocol.

2026-11-29T02-30-00Z/backup.json
2026-11-29T02-30-00Z/database.dump
files/ab/ab34…            contents of uploaded files, named by their digest, each once for all backups
"""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage

from cms.operations.backup.manifest import FORM, Manifest
from cms.operations.backup.refusals import CannotBackUp

BUCKET = "s3://"
MANIFEST = "backup.json"
FILES = "files"
CHUNK = 1024 * 1024


class Place:
    """Backups at one address."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self._held: set[str] | None = None

    def names(self) -> list[str]:
        """Return the names of complete backups, the oldest first: the manifest is written last."""
        try:
            folders = self.storage.listdir("")[0]
        except FileNotFoundError:
            return []
        return sorted(name for name in folders if name != FILES and self.storage.exists(f"{name}/{MANIFEST}"))

    def manifest(self, name: str) -> Manifest:
        """Return the manifest of a backup. Raises `CannotBackUp` if it has a form that this Accord does not know."""
        manifest = Manifest.from_json(self.storage.open(f"{name}/{MANIFEST}").read())
        if manifest.form > FORM:
            raise CannotBackUp(f"A later release of Accord made {name}: restore it with that release.")
        return manifest

    def keep(self, name: str, content: IO[bytes]) -> None:
        self.storage.save(name, File(content))

    def keep_manifest(self, manifest: Manifest) -> None:
        self.storage.save(f"{manifest.name}/{MANIFEST}", ContentFile(manifest.to_json()))

    def keep_file(self, content: IO[bytes]) -> str:
        """Keep the content of an uploaded file, unless an earlier backup has it. Return its digest."""
        digest = digest_of(content)
        if self._held is None:
            self._held = set(self.held())
        if digest not in self._held:
            content.seek(0)
            self.keep(_path(digest), content)
            self._held.add(digest)
        return digest

    def held(self) -> Iterator[str]:
        """Yield the digests of the contents that are kept here."""
        for name in paths(self.storage, FILES):
            yield name.rpartition("/")[2]

    def forget_file(self, digest: str) -> None:
        self.storage.delete(_path(digest))

    @contextmanager
    def file(self, digest: str) -> Iterator[IO[bytes]]:
        """Open the content with this digest. Raises `CannotBackUp` if it is missing or another one."""
        with self.checked(_path(digest), digest) as content:
            yield content

    @contextmanager
    def checked(self, name: str, digest: str) -> Iterator[IO[bytes]]:
        """Open a copy of a file whose digest was compared with the one that the manifest names."""
        if not self.storage.exists(name):
            raise CannotBackUp(f"{name} is missing in the backup: take another one.")
        with tempfile.TemporaryFile() as copy:
            with self.storage.open(name) as content:
                for chunk in iter(lambda: content.read(CHUNK), b""):
                    copy.write(chunk)
            copy.seek(0)
            if digest_of(copy) != digest:
                raise CannotBackUp(f"{name} in the backup is damaged: take another one.")
            copy.seek(0)
            yield copy


def place_at(address: str) -> Place:
    """Return the place at a folder, or at an address such as s3://bucket/folder. Raises `CannotBackUp`."""
    if not address.startswith(BUCKET):
        folder = Path(address).expanduser().resolve()
        # Drafts, passwords of pages and sessions are for Accord's user alone.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Place(FileSystemStorage(folder, file_permissions_mode=0o600, directory_permissions_mode=0o700))
    try:
        from storages.backends.s3 import S3Storage
    except ImportError:
        raise CannotBackUp("Buckets need boto3 and django-storages: install requirements-production.lock.") from None
    bucket, _, folder = address.removeprefix(BUCKET).partition("/")
    options: dict[str, Any] = {"bucket_name": bucket, "location": folder, "file_overwrite": True, "default_acl": None}
    return Place(S3Storage(**options))


def kept() -> dict[str, Storage]:
    """Return what is kept beside the database: the storages of uploaded files and of dated versions, by a name."""
    return {"media": default_storage, "versions": FileSystemStorage(settings.DATASET_VERSIONS)}


def paths(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the paths of all files of a storage below a folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        if name:
            yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from paths(storage, f"{folder}/{name}" if folder else name)


def digest_of(content: IO[bytes]) -> str:
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def _path(digest: str) -> str:
    return f"{FILES}/{digest[:2]}/{digest}"
