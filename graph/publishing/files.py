"""Keep finished files of the dataset in a folder that all processes of a machine share.

A file is made once for each sequence number of the journal, under a name with that number, and is put in place only
when it is complete. Requests always get the file of the present number, so that older files cannot reveal resources
that were hidden since; older files are removed whenever a new one is made.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_noop
from fasteners import InterProcessLock

from graph.budget import Kind, place
from graph.publishing.dataset import Snapshot
from graph.refusals import Refusal

MAKING = Kind("dump", gettext_noop("files of the dataset"), places=2)
"""Two places, of which a client may take one: one file is made while another client waits, so that a client who asks
for many files does not block all others."""
LONGEST_WAIT = 10
"""Seconds to wait for each of the two locks, while another file is made."""
ABANDONED = 3600
"""Seconds after which the process that was making an unfinished file must have died."""
MEGABYTE = 1024 * 1024
UNFINISHED = ".part"
DIGEST = ".sha256"

Write = Callable[[IO[bytes]], None]
_one_thread = threading.Lock()


@dataclass(frozen=True)
class File:
    path: Path
    sha256: str
    """The digest in hexadecimal digits."""

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def open(self) -> IO[bytes]:
        """Open the file, which stays readable even if it is removed in the meantime."""
        return self.path.open("rb")


def finished(snapshot: Snapshot, name: str, write: Write) -> File:
    """Return the file of this name as of the snapshot; `write` makes its content if it does not exist yet."""
    found = existing(snapshot, name)
    if found is None:
        with _alone():
            found = existing(snapshot, name) or _make(snapshot, name, write)
    return found


def existing(snapshot: Snapshot, name: str) -> File | None:
    path = _path(snapshot, name)
    with suppress(FileNotFoundError):
        digest = path.with_name(f"{path.name}{DIGEST}").read_text("ascii")
        return File(path, digest) if path.exists() else None
    return None


def remove_older(snapshot: Snapshot) -> None:
    """Remove files of other snapshots, and files that a process has left unfinished."""
    for path in settings.DATASET_FILES.glob("*-*"):
        with suppress(FileNotFoundError):
            unfinished = path.name.endswith(UNFINISHED)
            if unfinished and time.time() - path.stat().st_mtime < ABANDONED:
                continue
            if unfinished or not path.name.startswith(f"{snapshot.name}-"):
                path.unlink()


def packed(write: Write) -> Write:
    """Return a writer of the content compressed without name and time, so that equal content gives equal bytes."""

    def compress(output: IO[bytes]) -> None:
        with gzip.GzipFile("", "wb", fileobj=output, mtime=0) as file:
            write(file)  # type: ignore[arg-type]

    return compress


def _path(snapshot: Snapshot, name: str) -> Path:
    folder: Path = settings.DATASET_FILES
    return folder / f"{snapshot.name}-{name}"


def _make(snapshot: Snapshot, name: str, write: Write) -> File:
    path = _path(snapshot, name)
    handle, part = tempfile.mkstemp(UNFINISHED, "making-", path.parent)
    try:
        with os.fdopen(handle, "wb") as raw:
            output = Hashing(raw)
            write(output)  # type: ignore[arg-type]
        digest = output.digest.hexdigest()
        # The digest is written first, so that a file in its place always has one.
        path.with_name(f"{path.name}{DIGEST}").write_text(digest, "ascii")
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
    remove_older(snapshot)
    _make_room(path)
    return File(path, digest)


def _make_room(newest: Path) -> None:
    """Remove the oldest files until all files together take no more than the setting DATASET_SPACE (in MB)."""
    times = {}
    for path in settings.DATASET_FILES.glob("*-*"):
        with suppress(FileNotFoundError):
            times[path] = path.stat()
    excess = sum(status.st_size for status in times.values()) - settings.DATASET_SPACE * MEGABYTE
    for path in sorted(times, key=lambda path: times[path].st_mtime):
        if excess > 0 and not path.name.startswith(newest.name) and not path.name.endswith(UNFINISHED):
            path.unlink(missing_ok=True)
            excess -= times[path].st_size


class Hashing:
    """A file that computes the SHA-256 digest of its content while it is written."""

    def __init__(self, output: IO[bytes]) -> None:
        self.output = output
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self.output.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.output, name)


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the locks between threads and between processes, so that a machine makes one file at a time.

    Raises `Refusal` if a lock is not free in time.
    """
    settings.DATASET_FILES.mkdir(parents=True, exist_ok=True)
    between_processes = InterProcessLock(settings.DATASET_FILES / "lock")
    with ExitStack() as held:
        held.enter_context(place(MAKING))
        for lock in (_one_thread, between_processes):
            if not lock.acquire(timeout=LONGEST_WAIT):
                raise Refusal(503, "Another file of the dataset is being made: ask again in a moment.")
            held.callback(lock.release)
        yield
