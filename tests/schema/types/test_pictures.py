"""Pictures in smaller sizes: signed addresses that no query makes a file for, and that change when the file does."""

import base64
import re
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from cms import models
from graph.replica import is_signed, signature_of
from tests.fixtures import publish, restrict

pytestmark = pytest.mark.django_db

QUERY = """{ projects { nodes { images { nodes {
    title width srcSet small: rendition(size: SMALL) { url width height } full: rendition(size: FULL) { width height }
} } gallery { nodes { alternativeText image { rendition { url } } } } documents { nodes { title file } } } } }"""


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()
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
    assert response.status_code == 200
    rendition = models.Rendition.objects.get()
    assert (rendition.width, rendition.height) == (320, 160)
    assert b"".join(response) == rendition.file.read()
    client.get(local(found["small"]["url"]))
    assert models.Rendition.objects.count() == 1


def test_an_address_changes_with_the_file_and_the_old_one_leads_to_the_new(ask, client, page, image):
    before = picture(ask)["small"]["url"]
    assert picture(ask)["small"]["url"] == before
    assert client.get(local(before)).status_code == 200
    image.file = get_test_image_file("other.png", size=(1000, 500), colour="red")
    image.file_hash = ""
    image.save()
    after = picture(ask)["small"]["url"]
    assert after != before
    old, new = (Image.open(BytesIO(b"".join(client.get(local(each))))) for each in (before, after))
    assert old.convert("RGB").getpixel((9, 9)) == new.convert("RGB").getpixel((9, 9)) == (255, 0, 0)


@pytest.mark.parametrize(("form", "media_type"), [("AVIF", "image/avif"), ("WEBP", "image/webp")])
def test_a_picture_is_given_in_a_modern_format(ask, client, page, form, media_type):
    query = """{ images { nodes { srcSet(format: FORM, crop: WIDE)
        rendition(size: SMALL, crop: WIDE, format: FORM) { url width height } } } }""".replace("FORM", form)
    [found] = ask(query)["images"]["nodes"]
    address = found["rendition"]["url"]
    assert address.endswith(f".{form.lower()}")
    assert f"{address} 320w" in found["srcSet"]
    response = client.get(local(address))
    assert (response.status_code, response["Content-Type"]) == (200, media_type)
    made = Image.open(BytesIO(b"".join(response)))
    assert (made.format, made.size) == (form, (found["rendition"]["width"], found["rendition"]["height"]))


def test_a_drawing_has_no_pixels_to_be_converted(ask, client, page, image):
    image.file = ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'/>", name="drawing.svg")
    image.file_hash = ""
    image.save()
    query = "{ images { nodes { rendition { url } srcSet(format: WEBP) avif: rendition(format: AVIF) { url } } } }"
    [found] = ask(query)["images"]["nodes"]
    assert (found["srcSet"], found["avif"]) == (None, None)
    response = client.get(local(found["rendition"]["url"]))
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")


def test_what_is_hidden_is_not_shown_in_another_format(ask, client, page):
    [found] = ask("{ images { nodes { rendition(format: WEBP) { url } } } }")["images"]["nodes"]
    address = local(found["rendition"]["url"])
    assert client.get(address)["Cache-Control"] == "public, max-age=31536000, immutable"
    restriction = restrict(page)
    assert client.get(address).status_code == 404
    restriction.delete()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("small-", "large-"),
        ("small-", "huge-"),
        ("small-", "small_square-"),
        (r"\.[^./]+$", ".forged"),
        ("/image/", "/document/"),
        ("$", ".webp"),
        ("$", ".gif"),
    ],
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


@pytest.mark.parametrize(
    ("crop", "small", "full"),
    [
        ("SQUARE", (320, 320), (500, 500)),
        ("LANDSCAPE", (320, 240), (667, 500)),
        ("PORTRAIT", (240, 320), (375, 500)),
        ("WIDE", (320, 180), (889, 500)),
    ],
)
def test_a_picture_is_cut_to_a_shape(ask, client, page, crop, small, full):
    query = """{ images { nodes { srcSet(crop: CROP)
        small: rendition(size: SMALL, crop: CROP) { url width height }
        full: rendition(size: FULL, crop: CROP) { url width height } } } }""".replace("CROP", crop)
    [found] = ask(query)["images"]["nodes"]
    assert f"{found['small']['url']} {small[0]}w" in found["srcSet"]
    for name, expected in (("small", small), ("full", full)):
        assert (found[name]["width"], found[name]["height"]) == expected
        assert client.get(local(found[name]["url"])).status_code == 200
        made = models.Rendition.objects.latest("pk")
        assert (made.width, made.height) == pytest.approx(expected, abs=1)


def test_what_matters_stays_in_what_is_cut(ask, client, page, image):
    """The right edge of the picture, of which the middle is black and the focal point white."""
    file = BytesIO()
    drawn = Image.new("RGB", (1000, 500))
    drawn.paste("white", (900, 0, 1000, 500))
    drawn.save(file, "PNG")
    image.file = ContentFile(file.getvalue(), name="edge.png")
    image.file_hash = ""
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 950, 250, 100, 100
    image.save()
    [found] = ask("{ images { nodes { rendition(size: SMALL, crop: SQUARE) { url } } } }")["images"]["nodes"]
    client.get(local(found["rendition"]["url"]))
    with models.Rendition.objects.get().file.open() as made:
        darkest, brightest = Image.open(made).convert("L").getextrema()
    assert darkest < 50
    assert brightest > 200


def test_a_tiny_version_is_there_before_the_file(ask, page, image, media_root):
    [found] = ask("{ images { nodes { placeholder } } }")["images"]["nodes"]
    data = base64.b64decode(found["placeholder"].removeprefix("data:image/webp;base64,"))
    tiny = Image.open(BytesIO(data))
    assert tiny.size == (16, 8)
    assert len(found["placeholder"]) < 400
    image.file = ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>", name="drawing.svg")
    image.file_hash = ""
    image.save()
    assert ask("{ images { nodes { placeholder } } }")["images"]["nodes"] == [{"placeholder": None}]


def test_a_form_that_replaces_the_file_replaces_the_tiny_version(ask, page, image):
    before = image.placeholder
    form = get_image_form(models.ImageFile)(
        {"title": "A loom", "collection": image.collection_id},
        {
            "file": SimpleUploadedFile(
                "red.png", get_test_image_file("red.png", colour="red").file.getvalue(), "image/png"
            )
        },
        instance=image,
    )
    assert form.is_valid(), form.errors
    form.save()
    [found] = ask("{ images { nodes { placeholder } } }")["images"]["nodes"]
    assert found["placeholder"] not in ("", before)


def test_an_address_that_an_earlier_key_signed_stays_good(settings):
    parts = ("image", "key", "small", "digest")
    old = signature_of(*parts)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another one", [settings.SECRET_KEY]
    assert signature_of(*parts) != old
    assert is_signed(old, *parts)
    assert not is_signed(old, "image", "other", "small", "digest")
    settings.SECRET_KEY_FALLBACKS = []
    assert not is_signed(old, *parts)


def test_the_first_picture_of_the_gallery_is_the_lead_picture(ask, project, image):
    fields = '{ project(slug: "training") { leadPicture { alternativeText image { title } } } }'
    assert ask(fields)["project"] == {"leadPicture": None}
    project.gallery = [models.Picture(image=image, alternative_text=each, sort_order=i) for i, each in enumerate("ab")]
    publish(project)
    assert ask(fields)["project"]["leadPicture"] == {"alternativeText": "a", "image": {"title": "A loom"}}
