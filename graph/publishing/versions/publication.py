"""Publish versions, make them again without what was suppressed, and remove the oldest ones.

One process of the installation does this at a time. A row is written first, in the transaction that reads the number of
the journal and what is suppressed then: what is suppressed later is noticed whenever it happens.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Value
from django.utils import timezone
from fasteners import InterProcessLock

from graph.journal import Untold
from graph.mirror import drain_completely, ensure_fresh, exclusive
from graph.models import DatasetVersion, Erasure, Omission, PrivateLanguage, State
from graph.publishing.dataset import Snapshot
from graph.publishing.versions.content import Past
from graph.publishing.versions.making import (
    STATEMENTS,
    digest_of,
    remove_differences,
    write_differences,
    write_others,
    write_statements,
)
from graph.publishing.versions.standing import Status, folder, is_outdated, newest, public_versions, suppressed
from graph.refusals import Refusal

BATCH = 1000
UNFINISHED = "making-"


@contextmanager
def alone() -> Iterator[None]:
    """Hold the lock of whoever makes versions, after removing what a process left that died while it did."""
    settings.DATASET_VERSIONS.mkdir(parents=True, exist_ok=True)
    lock = InterProcessLock(settings.DATASET_VERSIONS / "lock")
    if not lock.acquire(blocking=False):
        raise Refusal(503, "Another process is publishing a version: ask again when it has ended.")
    try:
        DatasetVersion.objects.filter(status=Status.MAKING).delete()
        for left in settings.DATASET_VERSIONS.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left)
        yield
    finally:
        lock.release()


def publish_version() -> DatasetVersion | None:
    """Publish what is public now as a version; returns None if the newest version says exactly that."""
    with alone():
        drain_completely()
        before = newest()
        version, _ = _begin(timezone.localdate())
        snapshot = Snapshot(State.objects.get().epoch, version.sequence)
        with _making(version) as place:
            write_statements(version, snapshot, place)
            if before and before.digest == version.digest:
                return None
            write_others(version, snapshot, place)
            _put(version, place)
        connect()
    version.refresh_from_db()
    return version


def renew() -> list[DatasetVersion]:
    """Make the versions again that say something that is suppressed now; returns their successors."""
    with alone():
        ensure_fresh()
        successors = [_renewed(each) for each in public_versions() if is_outdated(each)]
        connect()
    return list(public_versions().filter(pk__in=[each.pk for each in successors if each]))


def remove_old(keep: int) -> list[DatasetVersion]:
    """Remove versions except the newest ones and the last one of each year; returns what was removed."""
    with alone():
        versions = list(public_versions())
        yearly = {each.date.year: each.pk for each in versions}
        old = versions[:-keep] if keep else versions[:-1]
        return [_removed(each) for each in old if each.pk not in yearly.values()]


def remove(version: DatasetVersion) -> None:
    """Remove a version, which leaves an entry that it was here."""
    with alone():
        _removed(version)


def connect() -> None:
    """Make the differences that are missing: of each version from the one before it."""
    base = None
    for version in public_versions():
        there = (folder(version) / STATEMENTS).exists()
        if version.base_id != (base and base.pk):
            if base and there:
                write_differences(version, base)
            else:
                remove_differences(version)
            version.save()
        base = version if there else base


def _begin(day: date, again: DatasetVersion | None = None) -> tuple[DatasetVersion, Untold]:
    """Write the row of a new version, or of one that is made again, with all that is suppressed at this moment."""
    with exclusive() as state:
        version = DatasetVersion.objects.create(
            name=_free_name(day),
            date=day,
            sequence=again.sequence if again else state.sequence,
            is_again=again is not None,
            erasure=Erasure.objects.aggregate(newest=Max("pk"))["newest"] or 0,
        )
        hidden = suppressed().values_list("pk", Value(""))
        languages = PrivateLanguage.objects.values_list("resource", "language")
        rows = [Omission(version=version, resource=resource, language=each) for resource, each in [*hidden, *languages]]
        Omission.objects.bulk_create(rows, batch_size=BATCH)
        return version, Untold.now()


def _renewed(version: DatasetVersion) -> DatasetVersion | None:
    """Make a version again and return its successor; None if its files say nothing of what was suppressed since."""
    successor, untold = _begin(version.date, version)
    epoch = State.objects.get().epoch
    with _making(successor) as place:
        if digest_of(Past(epoch, version.sequence, untold, version)) == version.digest:
            _accept(version, successor)
            return None
        past = Past(epoch, version.sequence, untold, successor)
        write_statements(successor, past, place)
        _require_known_losses(version, successor)
        successor.left_out = version.left_out + version.resources - successor.resources
        # The notice says how many resources are left out.
        write_statements(successor, past, place)
        write_others(successor, past, place)
        _put(successor, place, version)
    return successor


def _require_known_losses(version: DatasetVersion, successor: DatasetVersion) -> None:
    """Raise `RuntimeError` if more is lost than was suppressed: the journal is not that from which it was made."""
    erased = Erasure.objects.values("resource").distinct().count()
    if version.resources - successor.resources > successor.omissions.count() + erased:
        raise RuntimeError(
            f"The journal does not hold all of version {version.name} any more, which therefore cannot be made again "
            f"without what was hidden since. It stays refused until a backup of the database is restored, or until "
            f"`manage.py publish_dataset --remove {version.name}`."
        )


def _accept(version: DatasetVersion, successor: DatasetVersion) -> None:
    """Note that the files of a version say nothing of all that its successor would leave out."""
    with transaction.atomic():
        version.omissions.all().delete()
        successor.omissions.update(version=version)
        version.erasure = successor.erasure
        version.save()


@contextmanager
def _making(version: DatasetVersion) -> Iterator[Path]:
    """Yield a folder for the files of a version, of which nothing is left unless it is put in place."""
    place = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=settings.DATASET_VERSIONS))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if version.status == Status.MAKING:
            version.delete()


def _put(version: DatasetVersion, place: Path, instead: DatasetVersion | None = None) -> None:
    """Put the finished files of a version in their place, perhaps instead of those of another one, and show it."""
    place.chmod(0o755)
    place.rename(folder(version))
    version.status = Status.PUBLIC
    with transaction.atomic():
        version.save()
        if instead:
            instead.status, instead.replaced_by, instead.files, instead.base = Status.REPLACED, version, {}, None
            instead.save()
    if instead:
        shutil.rmtree(folder(instead), ignore_errors=True)


def _removed(version: DatasetVersion) -> DatasetVersion:
    version.status, version.files, version.base = Status.REMOVED, {}, None
    version.save()
    shutil.rmtree(folder(version), ignore_errors=True)
    connect()
    return version


def _free_name(day: date) -> str:
    """Return the date, or the date with the next number. A folder without a row is from after a restored backup."""
    taken = {*DatasetVersion.objects.values_list("name", flat=True)}
    names = (f"{day.isoformat()}-{number}" if number > 1 else day.isoformat() for number in count(1))
    return next(each for each in names if each not in taken and not (settings.DATASET_VERSIONS / each).exists())
