"""Write the files of a version into a folder, and note their sizes and digests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from graph.models import DatasetVersion
from graph.publishing.dataset import Snapshot
from graph.publishing.distributions import ALL, PACKED, Distribution, distributions
from graph.publishing.files import Hashing
from graph.publishing.formats import NQUADS
from graph.publishing.versions.lines import Line, difference, in_order, packing, unpacked
from graph.publishing.versions.standing import DIFFERENCE, address, folder

STATEMENTS = f"{ALL}.nq{PACKED}"
"""The file with all statements, sorted, from which differences are computed."""


def write_statements(version: DatasetVersion, snapshot: Snapshot, place: Path) -> None:
    """Write the sorted statements, and note their number and digest."""
    with _file(version, place, STATEMENTS) as output, packing(output) as packed:
        hashing, count = Hashing(packed), Counter[str]()  # type: ignore[arg-type]
        for line in in_order(_lines(snapshot, count)):
            hashing.write(line)
    version.digest = hashing.digest.hexdigest()
    version.statements, version.resources = count["statements"], count["resources"]


def digest_of(snapshot: Snapshot) -> str:
    """Return the digest that the statements of a snapshot would have as a version."""
    digest = hashlib.sha256()
    for line in in_order(_lines(snapshot, Counter())):
        digest.update(line)
    return digest.hexdigest()


def write_others(version: DatasetVersion, snapshot: Snapshot, place: Path) -> None:
    """Write all other files of the whole dataset, packed unless they are archives."""
    for each in offered():
        if each.name != STATEMENTS:
            with _file(version, place, each.name) as output:
                each.writer(snapshot)(output)


def offered() -> Iterator[Distribution]:
    """Yield the files of a version without differences, those for people and for most tools first."""
    whole = [each for packed in (True, False) for each in distributions(packed) if each.declared is None]
    packed = {each.form for each in whole if each.compressed}
    yield from (each for each in whole if each.compressed or each.form not in packed)


def write_differences(version: DatasetVersion, base: DatasetVersion) -> None:
    """Write the difference from another version in place of the one that there is, and note the base."""
    remove_differences(version)
    names = [f"{kind}-since-{base.name}.nq.gz" for kind in ("removed", "added")]
    place = folder(version)
    with ExitStack() as held:
        outputs = [held.enter_context(packing(held.enter_context(_file(version, place, name)))) for name in names]
        old, new = (held.enter_context(unpacked(folder(each) / STATEMENTS)) for each in (base, version))
        for is_new, line in difference(old, new):
            outputs[is_new].write(line)
    version.base = base
    version.withdrawn = [each for each in version.withdrawn if each not in names]


def remove_differences(version: DatasetVersion) -> None:
    for name in [each for each in version.files if DIFFERENCE.fullmatch(each)]:
        (folder(version) / name).unlink(missing_ok=True)
        del version.files[name]
        version.withdrawn.append(name)
    version.base = None


def _lines(snapshot: Snapshot, count: Counter[str]) -> Iterator[Line]:
    """Yield the statements of all resources, and count both; a notice counts as a statement only."""
    for resource in snapshot.resources(NQUADS):
        lines = resource.text.encode().split(b"\n")[:-1]
        count["statements"] += len(lines)
        count["resources"] += not resource.graph.startswith(address(""))
        yield from (line + b"\n" for line in lines)


@contextmanager
def _file(version: DatasetVersion, place: Path, name: str) -> Iterator[IO[bytes]]:
    """Yield a new file; at its end, its size and digest are noted."""
    with (place / name).open("wb") as raw:
        output: Any = Hashing(raw)
        yield output
        size = raw.tell()
    version.files[name] = {"size": size, "sha256": output.digest.hexdigest()}
