"""Examine the folders: writable where they must be, served by nobody where they must not be, with space left."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from cms.operations.doctor.findings import Finding, advice, fault, good

MEGABYTE = 1024 * 1024
LITTLE = 1024 * MEGABYTE
TOO_LITTLE = 200 * MEGABYTE


def folders() -> Iterator[Finding]:
    for name, path in _written().items():
        yield _writable(name, path)
    yield _static_files()
    yield from _apart()
    yield from _space()


def _written() -> dict[str, Path]:
    found = {"MEDIA_ROOT": Path(settings.MEDIA_ROOT), "DATASET_FILES": settings.DATASET_FILES}
    found |= {"SPARQL_SOCKET": settings.SPARQL_SOCKET.parent, "CHANGES_SOCKET": settings.CHANGES_SOCKET.parent}
    if database := _database():
        found["DATABASE_URL"] = database.parent
    return found


def _database() -> Path | None:
    """Return the file of an SQLite database."""
    name = settings.DATABASES["default"]["NAME"]
    return name if isinstance(name, Path) else None


def _writable(name: str, path: Path) -> Finding:
    nearest = _existing(path)
    if not os.access(nearest, os.W_OK | os.X_OK):
        sentence = f"Accord's user cannot write in {nearest}."
        return fault(f"Folder {name}", sentence, f"Run `chown` on it, or set {name} to another place.")
    return good(f"Folder {name}", f"{path} can be written.")


def _existing(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.exists())


def _static_files() -> Finding:
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if settings.DEBUG or manifest.is_file():
        return good("Folder STATIC_ROOT", "Static files are there.")
    sentence = f"{settings.STATIC_ROOT} has no collected static files, so every page of the site fails."
    return fault("Folder STATIC_ROOT", sentence, "Run `make frontend` and `manage.py collectstatic --no-input`.")


def _apart() -> Iterator[Finding]:
    """Yield folders and files inside of the one that everybody may read."""
    public = Path(settings.STATIC_ROOT).resolve()
    inside = [name for name, path in _written().items() if _is_within(path, public)]
    if inside:
        sentence = f"{', '.join(inside)} is below STATIC_ROOT, which everybody may read."
        yield fault("Folders", sentence, "Set it to a folder of its own.")
    if (database := _database()) and _is_within(database, Path(settings.MEDIA_ROOT).resolve()):
        sentence = "The database is among the uploaded files, which the web server sends."
        yield fault("Folders", sentence, "Move it, and set DATABASE_URL.")
    elif not inside:
        yield good("Folders", "Nothing private is in a folder that everybody may read.")


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder)


def _space() -> Iterator[Finding]:
    seen = set()
    for name, path in _written().items():
        nearest = _existing(path)
        disk = os.stat(nearest).st_dev
        if disk in seen:
            continue
        seen.add(disk)
        free = shutil.disk_usage(nearest).free
        sentence = f"{free // MEGABYTE} MB are free on the disk of {name}."
        if free < TOO_LITTLE:
            yield fault("Disk", sentence, "Make room: with a full disk nothing can be saved.")
        elif free < LITTLE:
            yield advice("Disk", sentence, "Make room before it is full.")
        else:
            yield good("Disk", sentence)
