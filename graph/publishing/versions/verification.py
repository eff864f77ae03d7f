"""Prove that the files of versions are those that were published, and that differences lead from each to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack

from graph.models import DatasetVersion
from graph.publishing.versions.lines import Line, applied, difference, unpacked
from graph.publishing.versions.making import STATEMENTS
from graph.publishing.versions.standing import folder, is_outdated, public_versions

PIECE = 1 << 20


def wrong() -> Iterator[str]:
    """Yield a sentence for each fault of a version."""
    for version in public_versions():
        damaged = list(_damaged(version))
        yield from damaged
        if not damaged:
            yield from _statements(version)
            yield from _difference(version)
        if is_outdated(version):
            yield f"{version.name} is to be made again without what was hidden: it is refused until then."


def _damaged(version: DatasetVersion) -> Iterator[str]:
    for name, noted in version.files.items():
        path = folder(version) / name
        if not path.exists():
            yield f"{version.name}/{name} is missing: restore it from the backup."
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if (path.stat().st_size, digest) != (noted["size"], noted["sha256"]):
            yield f"{version.name}/{name} is not the file that was published: restore it from the backup."


def _statements(version: DatasetVersion) -> Iterator[str]:
    digest, number, last = hashlib.sha256(), 0, b""
    with unpacked(folder(version) / STATEMENTS) as lines:
        for line in lines:
            if line <= last:
                yield f"{version.name}/{STATEMENTS} is not sorted at statement {number + 1}."
                return
            digest.update(line)
            number, last = number + 1, line
    if (number, digest.hexdigest()) != (version.statements, version.digest):
        yield f"{version.name}/{STATEMENTS} has other statements than were noted."


def _difference(version: DatasetVersion) -> Iterator[str]:
    """Yield a fault unless the version is its base with the difference, statement by statement."""
    if version.base is None:
        return
    with ExitStack() as held:

        def lines(of: DatasetVersion, name: str) -> Iterator[Line]:
            return held.enter_context(unpacked(folder(of) / name))

        removed, added = (lines(version, f"{kind}-since-{version.base.name}.nq.gz") for kind in ("removed", "added"))
        made = applied(lines(version.base, STATEMENTS), removed, added)
        try:
            differs = next(difference(made, lines(version, STATEMENTS)), None)
        except ValueError as error:
            yield f"{version.name}: {error}"
            return
    if differs:
        yield f"{version.name} is not {version.base.name} with its difference: see {differs[1].decode()}"
