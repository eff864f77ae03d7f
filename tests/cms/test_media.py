"""Uploaded files are served as files, documents only by Wagtail's own view."""

from pathlib import Path

import pytest
from django.conf import settings


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
