"""Images and documents as visitors see them: with words, in the size of the page, and only while they are public."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms import models
from graph.identity import id_of
from tests.fixtures import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()


@pytest.fixture
def image(db):
    file = get_test_image_file("loom.png", size=(1200, 900))
    return models.ImageFile.objects.create(title="A loom", file=file)


@pytest.fixture
def page(project, image):
    document = models.DocumentFile.objects.create(title="Agenda", file=ContentFile(b"day\r\n" * 500, "agenda.csv"))
    words = {"alternative_text": "Two women at a “loom”", "caption": "The <first> day", "credit": "A. Photographer"}
    project.gallery = [models.Picture(image=image, **words)]
    project.document_links = [models.DocumentLink(document=document)]
    return publish(project)


def address(soup, url="/en/projects/training/"):
    return soup(url).select_one("main img")["src"]


def test_a_gallery_shows_images_with_their_words(page, image, soup):
    [figure] = soup("/en/projects/training/").select(".gallery figure")
    assert figure.img["alt"] == "Two women at a “loom”"
    assert (figure.img["width"], figure.img["height"]) == ("800", "600")
    assert figure.a["href"].endswith(f"/browse/{id_of(image)}/?lang=en")
    assert figure.figcaption.get_text(" ", strip=True) == "The <first> day A. Photographer"


def test_browsers_are_offered_smaller_files_first(page, image, soup, client):
    [picture] = soup("/en/projects/training/").select(".gallery picture")
    assert [each["type"] for each in picture("source")] == ["image/avif", "image/webp"]
    assert picture.find_all(recursive=False)[-1].name == "img"
    for source in picture("source"):
        smallest = source["srcset"].split()[0]
        assert client.get(smallest).headers["Content-Type"] == source["type"]
        assert source["sizes"] == picture.img["sizes"]


def test_the_credit_of_the_image_stands_where_the_page_gives_none(page, image, soup, client):
    models.ImageFile.objects.filter(pk=image.pk).update(credit="B. Maker", description="A loom with a blue warp")
    page.gallery.update(credit="")
    [figure] = soup("/en/projects/training/").select(".gallery figure")
    assert figure.figcaption.get_text(" ", strip=True) == "The <first> day B. Maker"
    [found] = client.get("/graphql/", {"query": "{ images { nodes { credit description } } }"}).json()["data"][
        "images"
    ]["nodes"]
    assert found == {"credit": "B. Maker", "description": "A loom with a blue warp"}


@pytest.mark.wagtail_indexes
def test_editors_see_where_an_image_and_a_document_are_used(page, image, admin_client):
    document = models.DocumentFile.objects.get()
    for address in (f"/admin/images/usage/{image.pk}/", f"/admin/documents/usage/{document.pk}/"):
        assert page.title in admin_client.get(address).content.decode()


def test_an_image_has_a_page_that_shows_it(page, image, soup):
    shown = soup(f"/browse/{id_of(image)}/")
    assert shown.select_one("main img")["alt"] == "Two women at a “loom”"
    assert shown.select_one("figcaption .download")["type"] == "image/png"
    assert "Training in Phnom Penh" in shown.select_one("main").get_text()


def test_a_document_is_a_link_with_type_and_size(page, client, soup, fact):
    shown = soup("/en/projects/training/")
    assert fact(shown, "Documents") == ["Agenda", "CSV, 2.4\xa0KB"]
    link = shown.select_one("main a.download")
    assert link["type"] == "text/csv"
    assert b"".join(client.get(link["href"])).startswith(b"day")


def test_images_are_made_when_they_are_asked_for(page, image, client, soup):
    wanted = address(soup)
    assert not image.renditions.exists()
    client.get(wanted)
    assert image.renditions.get().width == 800
    assert client.get(wanted).headers["Content-Type"] == "image/png"


def test_an_image_that_is_withdrawn_is_not_sent_any_more(page, image, client, soup):
    wanted = address(soup)
    assert client.get(wanted).status_code == 200
    page.unpublish()
    assert client.get(wanted).status_code == 404


def test_an_image_of_a_private_collection_is_not_shown(page, image, client, soup):
    wanted = address(soup)
    collection = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    image.collection = collection
    image.save()
    assert client.get(wanted).status_code == 404
    assert not soup("/en/projects/training/").select("main img")


def test_a_file_that_is_lost_is_not_found(page, image, client, soup):
    wanted = address(soup)
    image.file.storage.delete(image.file.name)
    assert client.get(wanted).status_code == 404
