"""Restore a backup: the database, the files, and a graph that gives out no number a second time."""

from collections.abc import Callable

from django.conf import settings
from django.core.files import File
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from cms.operations.backup import databases
from cms.operations.backup.manifest import Manifest
from cms.operations.backup.places import Place, kept, paths
from cms.operations.backup.refusals import CannotBackUp
from graph.mirror import rebuilding

Say = Callable[[str], object]


def restore(place: Place, name: str, *, replace: bool, new_identifiers: bool, say: Say = lambda sentence: None) -> None:
    """Restore a backup and bring it to this release. Raises `CannotBackUp` before anything is changed."""
    manifest = place.manifest(name)
    _require_fitting(manifest, replace, new_identifiers)
    with place.checked(f"{name}/{manifest.database}", manifest.database_digest) as dump:
        say("Restoring the database …")
        databases.load(dump)
    say(f"Restoring {len(manifest.files)} files …")
    _restore_files(place, manifest)
    say("Bringing the database to this release …")
    if manifest.base_iri != settings.GRAPH_BASE_IRI:
        rebuilding.change_base_iri()
    call_command("migrate", interactive=False, verbosity=0)
    say("Rebuilding the graph …")
    rebuilding.continue_restored()
    rebuilding.rebuild()


def _require_fitting(manifest: Manifest, replace: bool, new_identifiers: bool) -> None:
    if manifest.engine != connection.vendor:
        raise CannotBackUp(f"The backup is one of {manifest.engine}: let DATABASE_URL lead to such a database.")
    if not replace and not databases.is_empty():
        raise CannotBackUp("The database holds an installation: give --replace to put the backup in its place.")
    if databases.others():
        raise CannotBackUp("Other processes use the database: stop the web and the worker first.")
    if manifest.base_iri != settings.GRAPH_BASE_IRI and not new_identifiers:
        raise CannotBackUp(
            f"Identifiers in the backup begin with {manifest.base_iri}: set GRAPH_BASE_IRI to that, or give "
            f"--new-identifiers to let all of them begin with {settings.GRAPH_BASE_IRI}."
        )
    if unknown := _unknown(manifest):
        raise CannotBackUp(f"A later release of Accord made the backup ({unknown[0]}): restore it with that release.")


def _unknown(manifest: Manifest) -> list[str]:
    loader = MigrationLoader(None)
    replaced = {name for migration in loader.replacements.values() for name in migration.replaces}
    known = {".".join(each) for each in {*loader.disk_migrations, *loader.replacements, *replaced}}
    return [each for each in manifest.migrations if each not in known and each.split(".")[0] in loader.migrated_apps]


def _restore_files(place: Place, manifest: Manifest) -> None:
    storages = kept()
    for path, digest in manifest.files.items():
        name, _, rest = path.partition("/")
        with place.file(digest) as content:
            if storages[name].exists(rest):
                storages[name].delete(rest)
            storages[name].save(rest, File(content))
    # Versions since the backup say what has never happened.
    for path in [*paths(storages["versions"])]:
        if f"versions/{path}" not in manifest.files:
            storages["versions"].delete(path)
