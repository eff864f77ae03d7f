"""Event 23: images and documents used, replaced, deleted; their collections made private, moved, opened again."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms import models
from graph.identity import id_of
from graph.models import Resource
from tests.fixtures import public, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Workshop")


@pytest.fixture
def image(collection):
    file = get_test_image_file("loom.png", size=(40, 30))
    return models.ImageFile.objects.create(title="A loom", file=file, collection=collection)


@pytest.fixture
def report(collection):
    file = ContentFile(b"%PDF-1.7 report", name="report.pdf")
    return models.DocumentFile.objects.create(title="Final report", file=file, collection=collection)


@pytest.fixture
def page(project, image, report):
    project.gallery = [models.Picture(image=image, alternative_text="Two women at a loom", credit="A. Photographer")]
    project.document_links = [models.DocumentLink(document=report)]
    publish(project)
    return models.ProjectPage.objects.get()


def make_private(collection):
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def stored(page):
    """Return all that the journal holds of a page's public state."""
    public()
    change = Resource.objects.get(pk=id_of(page)).change
    return f"{change.values} {change.texts} {change.nquads} {change.turtle}"


def test_files_that_nothing_public_uses_are_not_public(image, report, project):
    assert not {id_of(image), id_of(report)} & public()
    project.gallery = [models.Picture(image=image, alternative_text="Seen by editors")]
    project.save_revision()
    assert id_of(image) not in public()


def test_what_a_public_page_uses_is_described(page, image, report, values):
    assert values(page)["images"] == [id_of(image)]
    assert values(page)["documents"] == [id_of(report)]
    said = values(image)
    assert said["file"].endswith(image.file.url)
    assert (said["width"], said["height"], said["media_type"]) == (40, 30, "image/png")
    assert said["file_hash"] == image.file_hash
    assert values(report)["file"].endswith(report.url)
    assert values(report)["file_size"] == len(b"%PDF-1.7 report")


def test_an_unpublished_page_takes_its_files_with_it(page, image, report):
    page.unpublish()
    assert not {id_of(image), id_of(report)} & public()


@pytest.mark.parametrize("name", ["image", "report"])
def test_a_file_in_a_private_collection_disappears_and_comes_back(page, collection, name, request):
    file = request.getfixturevalue(name)
    assert id_of(file) in public()
    restriction = make_private(collection)
    assert id_of(file) not in public()
    assert id_of(file) not in stored(page)
    restriction.delete()
    assert id_of(file) in public()
    assert id_of(file) in stored(page)


def test_nothing_of_a_hidden_picture_remains_on_the_page(page, collection):
    assert "Two women at a loom" in stored(page)
    make_private(collection)
    for hidden in ("Two women", "A. Photographer", "loom", "report"):
        assert hidden not in stored(page)


def test_a_collection_moved_below_a_private_one_is_private(page, collection, image):
    private = Collection.get_first_root_node().add_child(name="Private")
    make_private(private)
    assert id_of(image) in public()
    Collection.objects.get(pk=collection.pk).move(Collection.objects.get(pk=private.pk), "sorted-child")
    assert id_of(image) not in public()


def test_the_privacy_dialogue_of_a_collection_hides_its_files(admin, page, collection, image, report):
    public()
    admin("wagtailadmin_collections:set_privacy", collection.pk, restriction_type="login")
    assert not {id_of(image), id_of(report)} & public()
    assert Resource.objects.get(pk=id_of(image)).status == Resource.Status.SUPPRESSED


def statuses(*files):
    public()
    return {Resource.objects.get(pk=id_of(each)).status for each in files}


def test_the_past_of_files_in_a_private_collection_stays_untold_whatever_becomes_of_the_page(
    page, collection, image, report
):
    public()
    make_private(collection)
    assert statuses(image, report) == {Resource.Status.SUPPRESSED}
    page.unpublish()
    assert statuses(image, report) == {Resource.Status.SUPPRESSED}
    publish(page)
    assert statuses(image, report) == {Resource.Status.SUPPRESSED}


def test_files_are_untold_when_their_page_is_published_and_their_collection_made_private_at_once(
    page, collection, image, report
):
    public()
    page.unpublish()
    assert statuses(image, report) == {Resource.Status.WITHDRAWN}
    publish(page)
    make_private(collection)
    assert statuses(image, report) == {Resource.Status.SUPPRESSED}


def test_an_image_replaced_in_the_admin_has_another_address(admin, page, image, collection, values):
    before = values(image)
    file = get_test_image_file("loom.png", size=(60, 50))
    upload = SimpleUploadedFile("loom.png", file.file.getvalue(), "image/png")
    admin("wagtailimages:edit", image.pk, title="Another loom", file=upload, collection=collection.pk, tags="",
          description="", focal_point_x="", focal_point_y="", focal_point_width="", focal_point_height="")  # fmt: skip
    after = values(image)
    assert after["title"] == {"en": "Another loom"}
    assert (after["width"], after["height"]) == (60, 50)
    assert after["file"] != before["file"]
    assert after["file_hash"] != before["file_hash"]


def test_a_document_moved_to_a_private_collection_in_the_admin_disappears(admin, page, report):
    private = Collection.get_first_root_node().add_child(name="Private")
    make_private(private)
    admin("wagtaildocs:edit", report.pk, title="Final report", tags="", collection=private.pk)
    assert id_of(report) not in public()


def test_files_deleted_in_the_admin_leave_the_page(admin, page, image, report, values):
    admin("wagtailimages:delete", image.pk)
    admin("wagtaildocs:delete", report.pk)
    assert "gallery" not in values(page)
    assert "documents" not in values(page)
    assert not {id_of(image), id_of(report)} & public()


def test_a_picture_needs_an_alternative_text(image):
    with pytest.raises(Exception, match="alternative_text"):
        models.Picture(image=image).full_clean(exclude=["page", "locale"])
