"""Pictures in smaller sizes: signed addresses that no query makes a file for, and that change when the file does."""

import re

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms import models
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

QUERY = """{ projects { nodes { images { nodes {
    title width srcSet small: rendition(size: SMALL) { url width height } full: rendition(size: FULL) { width height }
} } gallery { nodes { alternativeText image { rendition { url } } } } documents { nodes { title file } } } } }"""


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def image(db):
    file = get_test_image_file("loom.png", size=(1000, 500))
    collection = Collection.get_first_root_node()
    return models.ImageFile.objects.create(title="A loom", file=file, collection=collection)


@pytest.fixture
def page(project, image):
    project.gallery = [models.Picture(image=image, alternative_text="Two women at a loom")]
    return publish(project)


def picture(ask):
    [project] = ask(QUERY)["projects"]["nodes"]
    [found] = project["images"]["nodes"]
    return found


def local(url):
    return re.sub("^https?://[^/]+", "", url)


def files(folder):
    return {each.name for each in folder.rglob("*") if each.is_file()}


def test_a_query_makes_no_file_and_a_view_makes_one(ask, client, page, media_root):
    before = files(media_root)
    found = picture(ask)
    assert (found["small"]["width"], found["small"]["height"]) == (320, 160)
    assert found["full"] == {"width": 1000, "height": 500}
    assert re.findall(r" (\d+)w", found["srcSet"]) == ["320", "800", "1000"]
    assert files(media_root) == before
    response = client.get(local(found["small"]["url"]))
    assert response.status_code == 302
    rendition = models.Rendition.objects.get()
    assert (rendition.width, rendition.height) == (320, 160)
    assert response["Location"] == rendition.url
    client.get(local(found["small"]["url"]))
    assert models.Rendition.objects.count() == 1


def test_an_address_changes_with_the_file_and_the_old_one_is_gone(ask, client, page, image):
    before = picture(ask)["small"]["url"]
    assert picture(ask)["small"]["url"] == before
    image.file = get_test_image_file("other.png", size=(1000, 500), colour="red")
    image.file_hash = ""
    image.save()
    after = picture(ask)["small"]["url"]
    assert after != before
    assert [client.get(local(each)).status_code for each in (before, after)] == [404, 302]


@pytest.mark.parametrize(
    ("part", "other"), [("small-", "large-"), ("small-", "huge-"), (r"\.[^./]+$", ".forged"), ("/image/", "/document/")]
)
def test_an_address_that_was_not_given_makes_nothing(ask, client, page, part, other):
    url = local(picture(ask)["small"]["url"])
    assert client.get(re.sub(part, other, url)).status_code == 404
    assert not models.Rendition.objects.exists()


def test_what_is_hidden_is_not_shown_at_its_old_address(ask, client, page):
    url = local(picture(ask)["small"]["url"])
    restrict(page)
    assert client.get(url).status_code == 404


def test_a_size_that_is_not_offered_is_refused(post, page):
    [error] = post("{ images { nodes { rendition(size: HUGE) { url } } } }").json()["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert "PictureSize" in error["message"]
