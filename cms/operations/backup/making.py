"""Make a backup, and delete backups that are older than those to keep."""

from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cms.operations.backup.databases import FILE_NAMES, dumped
from cms.operations.backup.manifest import Manifest
from cms.operations.backup.places import MANIFEST, Place, digest_of, kept, paths
from cms.settings.environment import env
from graph.models import State

SECRETS = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "REDIS_URL", "EMAIL_HOST_PASSWORD", "METRICS_TOKEN")
Say = Callable[[str], object]


def back_up(place: Place, say: Say = lambda sentence: None) -> Manifest:
    """Back up while people work.

    Files are read before the database and once more after it, so that each file that the database names is there,
    whatever is uploaded or deleted meanwhile.
    """
    name = f"{timezone.now():%Y-%m-%dT%H-%M-%SZ}"
    files: dict[str, str] = {}
    _keep_files(place, files)
    say(f"{len(files)} files are kept.")
    with dumped() as dump:
        digest = digest_of(dump)
        dump.seek(0)
        place.keep(f"{name}/{FILE_NAMES[connection.vendor]}", dump)
    _keep_files(place, files)
    manifest = _manifest(name, digest, files)
    place.keep_manifest(manifest)
    return manifest


def _keep_files(place: Place, files: dict[str, str]) -> None:
    for name, storage in kept().items():
        for path in paths(storage):
            if f"{name}/{path}" not in files:
                # It may have been deleted since it was listed.
                with suppress(FileNotFoundError), storage.open(path) as content:
                    files[f"{name}/{path}"] = place.keep_file(content)


def _manifest(name: str, digest: str, files: dict[str, str]) -> Manifest:
    state = State.objects.get()
    return Manifest(
        name=name,
        engine=connection.vendor,
        base_iri=state.base_iri or settings.GRAPH_BASE_IRI,
        sequence=state.sequence,
        epoch=str(state.epoch),
        migrations=sorted(".".join(each) for each in MigrationRecorder(connection).applied_migrations()),
        database=FILE_NAMES[connection.vendor],
        database_digest=digest,
        secrets=[each for each in SECRETS if each in env.given()],
        files=files,
    )


def keep_newest(place: Place, number: int) -> list[str]:
    """Delete all backups but the newest, and the contents of files that only those had. Return their names."""
    names = place.names()
    gone = names[: max(0, len(names) - number)]
    for name in gone:
        # The manifest first: without it, the rest counts as no backup.
        place.storage.delete(f"{name}/{MANIFEST}")
        for path in [*paths(place.storage, name)]:
            place.storage.delete(path)
        place.storage.delete(name)
    if gone:
        needed = {digest for name in place.names() for digest in place.manifest(name).files.values()}
        for digest in set(place.held()) - needed:
            place.forget_file(digest)
    return gone
