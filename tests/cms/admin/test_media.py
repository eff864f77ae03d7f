"""Files in the admin: where each is used, and that a file which is replaced stays at its address."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms import models
from cms.pictures import renditions
from tests.fixtures import publish, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def image(db):
    return get_image_model().objects.create(title="A loom", file=get_test_image_file())


@pytest.fixture
def document(db):
    return get_document_model().objects.create(title="Report", file=ContentFile(b"first", name="report.txt"))


@pytest.fixture
def illustrated(project, image, document):
    project.gallery = [models.Picture(image=image, alternative_text="Two women at a loom", credit="A. Photographer")]
    project.document_links = [models.DocumentLink(document=document)]
    return publish(project)


def preview(image, spec="max-50x50"):
    return reverse("wagtailimages:preview", args=[image.pk, spec])


def test_an_editor_sees_a_picture_in_a_size_that_is_decoded_in_the_sandbox(editor, image, settings):
    answer = editor.get(preview(image))
    assert answer.status_code == 200
    assert max(Image.open(BytesIO(answer.content)).size) == 50
    assert not image.renditions.exists()
    large = get_image_model().objects.create(title="Large", file=get_test_image_file(size=(4000, 4000)))
    settings.SANDBOX, settings.SANDBOX_MEMORY = True, 16
    assert editor.get(preview(large)).status_code == 404
    assert editor.get(preview(image)).status_code == 200


def test_only_sizes_that_the_form_offers_are_made_and_only_for_who_may_change_the_picture(editor, client, image):
    for spec in ("rotate-90", "nonsense", "max-50x50|format-avif"):
        assert editor.get(preview(image, spec)).status_code == 400
    assert client.get(preview(image)).status_code == 302


def test_a_preview_waits_for_its_turn_as_renditions_do(editor, image, monkeypatch):
    monkeypatch.setattr(renditions, "MAKING", replace(renditions.MAKING, wait=0.05))
    with renditions.turn(image):
        assert editor.get(preview(image)).status_code == 503


def test_a_picture_whose_file_is_lost_is_told_in_a_sentence(editor, image):
    Path(image.file.path).unlink()
    for address in (preview(image), reverse("wagtailimages_chooser:chosen", args=[image.pk])):
        answer = editor.get(address)
        assert answer.status_code == 404
        assert "upload it again" in answer.text


@pytest.mark.wagtail_indexes
def test_each_file_says_where_it_is_used(editor, illustrated, image, document):
    for name, file in (("wagtailimages:image_usage", image), ("wagtaildocs:document_usage", document)):
        usage = editor.get(reverse(name, args=[file.pk])).content.decode()
        assert illustrated.title in usage
        assert reverse("wagtailadmin_pages:edit", args=[illustrated.pk]) in usage


def test_the_old_address_of_a_replaced_document_leads_to_the_new_file(editor, client, illustrated, document):
    settle()
    old = document.url
    answer = editor.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {
            "title": "Report",
            "collection": document.collection_id,
            "tags": "",
            "file": ContentFile(b"2", name="new.txt"),
        },
    )
    assert answer.status_code == 302
    document.refresh_from_db()
    assert document.url != old
    assert client.get(old)["Location"] == document.url
    assert b"".join(client.get(document.url).streaming_content) == b"2"
