"""Files in the admin: where each is used, and that a file which is replaced stays at its address."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms import models
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
