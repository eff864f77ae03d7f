"""Taking everything out, and reading it into an empty site: nothing is lost, and nobody's password is taken along."""

import json
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from cms import models
from tests.fixtures import publish


@pytest.fixture
def package(project, index, tmp_path):
    """The file, with the graph and the numbers of rows that it was made of."""
    get_user_model().objects.create_superuser("admin", password="secret of the admin")
    draft = index.add_child(instance=models.ProjectPage(title="A draft", slug="a-draft", live=False))
    draft.save_revision()
    project.title = "Another title"
    publish(project)
    call_command("export_site", "--output", str(tmp_path / "site.zip"))
    call_command("export_graph", "--format", "nquads", "--output", str(tmp_path / "before.nq"))
    return tmp_path / "site.zip"


def counts():
    several = (Page, Revision, models.ProjectPage, models.Funding, models.Organisation, get_user_model())
    return [each.objects.count() for each in several]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_package_is_read_into_an_empty_site(package, tmp_path):
    before = counts()
    call_command("flush", interactive=False, verbosity=0)
    call_command("import_site", str(package))
    call_command("export_graph", "--format", "nquads", "--output", str(tmp_path / "after.nq"))
    assert (tmp_path / "after.nq").read_text() == (tmp_path / "before.nq").read_text() != ""
    assert counts() == before
    call_command("verify_graph")
    assert models.ProjectPage.objects.get(slug="a-draft").get_latest_revision_as_object().title == "A draft"
    assert not get_user_model().objects.get().has_usable_password()
    new = models.ProjectIndexPage.objects.get().add_child(instance=models.ProjectPage(title="New", slug="new"))
    assert new.pk > max(Page.objects.exclude(pk=new.pk).values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_package_says_what_is_in_it_and_holds_no_secrets(package):
    with zipfile.ZipFile(package) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        content = archive.read("content.jsonl").decode()
        assert {"data/all.ttl", "data/all.iati.xml", "data/all.zip"} <= set(manifest["files"])
        assert "content.jsonl" in archive.read("README.txt").decode()
    rows = [json.loads(line) for line in content.splitlines()]
    assert len(rows) == sum(manifest["rows"].values())
    assert "pbkdf2" not in content and "argon2" not in content and "sessions.session" not in content


@pytest.mark.django_db
def test_it_is_not_read_where_there_is_content_already(package):
    with pytest.raises(CommandError, match="has content already"):
        call_command("import_site", str(package))
    assert models.ProjectPage.objects.exists()


@pytest.mark.django_db
def test_a_damaged_or_foreign_package_is_refused(package, tmp_path, settings):
    with pytest.raises(CommandError, match="no package of export_site"):
        call_command("import_site", str(tmp_path / "before.nq"))
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"{}" if name == "content.jsonl" else old.read(name))
    with pytest.raises(CommandError, match="“content.jsonl” in the package is damaged"):
        call_command("import_site", str(damaged))
    settings.GRAPH_BASE_IRI = "http://elsewhere"
    with pytest.raises(CommandError, match="set GRAPH_BASE_IRI"):
        call_command("import_site", str(package))
