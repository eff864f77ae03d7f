"""Uploaded files are served as files, documents only by Wagtail's own view."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.models import CollectionViewRestriction

from cms import models
from tests.fixtures import publish


@pytest.fixture
def upload():
    def write(name, text):
        path = Path(settings.MEDIA_ROOT) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return write


def test_an_uploaded_file_is_served_and_cannot_run_as_a_page(client, upload):
    upload("images/drawing.svg", "<svg onload='alert(1)'/>")
    answer = client.get("/media/images/drawing.svg")
    assert answer.status_code == 200
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("path", "status"),
    [("documents/secret.pdf", 404), ("images/none.png", 404), ("../../pyproject.toml", 400)],
)
def test_documents_and_files_elsewhere_are_not_served(client, upload, path, status, db):
    upload("documents/secret.pdf", "secret")
    assert client.get(f"/media/{path}").status_code == status


@pytest.fixture
def report(home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return models.DocumentFile.objects.create(title="Report", file=ContentFile(b"first", name="first.txt"))


@pytest.fixture
def replaced(report):
    """The address of the document before its file was replaced."""
    address = report.url
    report.file = ContentFile(b"second", name="second.txt")
    report.save()
    return address


def test_the_address_of_a_replaced_document_leads_to_the_new_file(client, report, replaced, project):
    project.document_links = [models.DocumentLink(document=report)]
    publish(project)
    answer = client.get(replaced, follow=True)
    assert b"".join(answer.streaming_content) == b"second"


def test_the_name_of_a_replaced_document_that_is_not_public_is_not_told(client, report, replaced, project):
    assert client.get(replaced).status_code == 404
    project.document_links = [models.DocumentLink(document=report)]
    publish(project)
    CollectionViewRestriction.objects.create(collection=report.collection, restriction_type="login")
    answer = client.get(replaced)
    assert answer.status_code == 404 or "second" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("address", ["/documents/99/none.txt", "/documents/99999999999999999999/none.txt"])
def test_a_document_that_does_not_exist_is_not_found(client, db, address):
    assert client.get(address).status_code == 404
