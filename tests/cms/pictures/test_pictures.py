"""Pictures as cameras, printers and broken uploads make them: taken and shown right, or refused in words."""

import struct
import threading
import zlib
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from cms import models
from cms.pictures import Unreadable, decoded, renditions, sandbox, size_of
from graph.budget import opened
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

LYING = 6
"""EXIF's number for a picture that must be turned to the right to stand."""
TOLD = "{ images { nodes { width height file rendition(size: MEDIUM) { url width height } srcSet } } }"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()


def written(picture, kind="JPEG", **options):
    output = BytesIO()
    picture.save(output, kind, **options)
    return output.getvalue()


def lying(width=900, height=400):
    """White below black as it lies, so that the left is white when it stands."""
    picture = Image.new("RGB", (width, height))
    picture.paste("white", (0, height // 2, width, height))
    exif = Image.Exif()
    exif[0x0112] = LYING
    return written(picture, exif=exif)


def stored(content, name="photo.jpg", **fields):
    return models.ImageFile.objects.create(title="Photo", file=ContentFile(content, name=name), **fields)


@pytest.fixture
def shown(project, client):
    """Publish a picture; what GraphQL tells of it, and the file that its rendition's address has."""

    def show(image):
        project.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
        publish(project)
        [told] = client.get("/graphql/", {"query": TOLD}).json()["data"]["images"]["nodes"]
        answer = client.get(told["rendition"]["url"].removeprefix("http://testserver"))
        assert answer.status_code == 200
        return told, Image.open(BytesIO(b"".join(answer)))

    return show


def test_a_photo_that_lies_is_told_as_it_stands(shown):
    told, made = shown(stored(lying()))
    assert (told["width"], told["height"]) == (400, 900)
    assert (told["rendition"]["width"], told["rendition"]["height"]) == made.size == (355, 800)
    assert "400w" in told["srcSet"]
    assert made.convert("L").getpixel((20, 400)) > 200 > 50 > made.convert("L").getpixel((335, 400))
    assert 0x0112 not in made.getexif()


def test_what_matters_is_found_in_a_photo_that_lies(project, client):
    """The upper end of the standing photo, which is its left as it lies, is white to the right of the middle."""
    picture = Image.new("RGB", (900, 400))
    picture.paste("white", (0, 0, 100, 200))
    exif = Image.Exif()
    exif[0x0112] = LYING
    point = {"focal_point_x": 300, "focal_point_y": 50, "focal_point_width": 60, "focal_point_height": 60}
    image = stored(written(picture, exif=exif), **point)
    project.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
    publish(project)
    query = "{ images { nodes { focalPoint rendition(size: SMALL, crop: WIDE, format: WEBP) { url width height } } } }"
    [told] = client.get("/graphql/", {"query": query}).json()["data"]["images"]["nodes"]
    assert told["focalPoint"] == "xywh=270,20,60,60"
    answer = client.get(told["rendition"]["url"].removeprefix("http://testserver"))
    made = Image.open(BytesIO(b"".join(answer))).convert("L")
    assert made.size == (told["rendition"]["width"], told["rendition"]["height"])
    assert made.getpixel((made.width - 20, 20)) > 200 > 50 > made.getpixel((20, 20))


def test_a_photo_replaced_by_one_that_lies_has_its_size(shown):
    image = stored(written(Image.new("RGB", (900, 400))))
    image.file, image.file_hash = ContentFile(lying(), name="other.jpg"), ""
    image.save()
    image.refresh_from_db()
    assert (image.width, image.height) == (400, 900)


def test_a_picture_of_print_is_shown_in_the_colours_of_screens(shown):
    _, made = shown(stored(written(Image.new("CMYK", (900, 600), (0, 255, 255, 0)))))
    assert (made.mode, made.size) == ("RGB", (800, 533))
    red, green, blue = made.getpixel((400, 200))
    assert red > 200 and green < 60 and blue < 60


def test_a_profile_of_print_that_cannot_be_read_does_no_harm(shown):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for broken in (profile, profile[:100], b"nothing"):
        content = written(Image.new("CMYK", (900, 600)), icc_profile=broken)
        assert decoded(BytesIO(content), (90, 60)).mode == "RGB"


def test_a_grey_picture_of_sixteen_bits_is_taken(shown):
    image = stored(written(Image.new("I;16", (900, 600), 40_000), "PNG"), "scan.png")
    assert image.placeholder
    _, made = shown(image)
    assert (made.mode, made.getpixel((400, 200))) == ("L", 156)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_is_made_smaller(shown, mode):
    _, made = shown(stored(written(Image.new(mode, (1700, 900)), "PNG"), "drawing.png"))
    assert made.size == (800, 423)


def damaged():
    whole = written(Image.effect_noise((900, 600), 60).convert("RGB"))
    yield whole[: len(whole) // 2], "cut.jpg"
    yield written(Image.effect_noise((900, 600), 60), "PNG")[:20_000], "cut.png"


@pytest.mark.parametrize(("content", "name"), list(damaged()), ids=["jpeg", "png"])
def test_a_damaged_picture_is_refused_in_words(content, name):
    form = get_image_form(models.ImageFile)(
        {"title": "Photo", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile(name, content)},
    )
    assert not form.is_valid()
    assert "damaged or not complete" in str(form.errors["file"])
    with pytest.raises(Unreadable):
        decoded(BytesIO(content), (9, 9))


def test_an_uploaded_picture_is_decoded_once(admin_client, monkeypatch):
    decodings = []
    made = sandbox.placeholders.placeholder
    monkeypatch.setattr(sandbox.placeholders, "placeholder", lambda file: decodings.append(1) or made(file))
    upload = SimpleUploadedFile("photo.jpg", written(Image.new("RGB", (90, 60), "red")), "image/jpeg")
    form = {"title": "Photo", "collection": Collection.get_first_root_node().pk, "file": upload}
    assert admin_client.post("/admin/images/add/", form).status_code == 302
    assert models.ImageFile.objects.get().placeholder.startswith("data:image/webp")
    assert len(decodings) == 1


def test_a_picture_with_too_many_pixels_is_refused_by_its_head(settings, monkeypatch):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    monkeypatch.setattr("cms.admin.pictures.placeholder_of", None)
    for limit in (10**9, 400):
        monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)
        form = get_image_form(models.ImageFile)(
            {"title": "Photo", "collection": Collection.get_first_root_node().pk},
            {"file": SimpleUploadedFile("photo.png", written(Image.new("1", (40, 30)), "PNG"))},
        )
        assert "too many pixels" in str(form.errors["file"])


def test_a_damaged_picture_that_is_there_already_breaks_no_list(admin_client, client, project):
    content, name = next(damaged())
    image = stored(content, name)
    project.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
    publish(project)
    for address in ("/admin/images/", f"/admin/images/{image.pk}/", "/admin/images/chooser/"):
        assert admin_client.get(address).status_code == 200
    [told] = client.get("/graphql/", {"query": TOLD}).json()["data"]["images"]["nodes"]
    assert client.get(told["rendition"]["url"].removeprefix("http://testserver")).status_code == 404


def test_a_large_photo_is_decoded_no_larger_than_needed(monkeypatch):
    loaded = []
    load = Image.Image.load
    monkeypatch.setattr(Image.Image, "load", lambda picture: loaded.append(picture.size) or load(picture))
    photo = written(Image.new("RGB", (6000, 4000)))
    loaded.clear()
    assert decoded(BytesIO(photo), (320, 213)).size == (375, 250)
    assert max(loaded) == (750, 500)
    assert size_of(BytesIO(photo)) == (6000, 4000)


@pytest.mark.parametrize(
    "spec", ["max-160x160", "fill-120x120", "fill-160x90-c100", "width-50", "original", "scale-40"]
)
@pytest.mark.parametrize("focal", [None, (1650, 150, 90, 90)])
def test_a_rendition_is_what_wagtail_makes_of_the_whole_photo(spec, focal):
    photo = Image.radial_gradient("L").resize((1800, 1200)).convert("RGB")
    names = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    image = stored(written(photo), **dict(zip(names, focal or [None] * 4, strict=True)))
    ours, theirs = BytesIO(), BytesIO()
    renditions.SmallFilter(spec).run(image, ours)
    renditions.Filter(spec).run(image, theirs)
    ours, theirs = (Image.open(each).convert("L") for each in (ours, theirs))
    assert ours.size == theirs.size
    small = [each.resize((16, 16)).get_flattened_data() for each in (ours, theirs)]
    assert max(abs(one - other) for one, other in zip(*small, strict=True)) < 12


def test_a_picture_is_made_once_and_two_at_the_same_time(monkeypatch):
    image, at_once, most = stored(written(Image.new("RGB", (900, 600)))), 0, 0
    counting = threading.Lock()

    def made(which):
        nonlocal at_once, most
        image = models.ImageFile(pk=which)
        with renditions.turn(image):
            with counting:
                at_once += 1
                most = max(most, at_once)
            threading.Event().wait(0.02)
            with counting:
                at_once -= 1

    threads = [threading.Thread(target=made, args=[number]) for number in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == renditions.MAKING.places
    made_first = image.create_rendition(renditions.Filter("max-90x90"))
    monkeypatch.setattr(sandbox, "resized", None)
    assert models.ImageFile.objects.get().create_rendition(renditions.Filter("max-90x90")) == made_first


def test_a_visitor_who_waits_too_long_is_asked_to_come_back(shown, client, monkeypatch):
    told, _ = shown(image := stored(written(Image.new("RGB", (1900, 600)))))
    monkeypatch.setattr(renditions, "MAKING", replace(renditions.MAKING, wait=0.05))
    address = told["srcSet"].split()[0].removeprefix("http://testserver")
    with renditions.turn(image):
        answer = client.get(address)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert client.get(address).status_code == 200


def test_one_client_cannot_have_both_places_at_which_pictures_are_made(shown, client, monkeypatch):
    told, _ = shown(stored(written(Image.new("RGB", (1900, 600)))))
    monkeypatch.setattr(renditions, "MAKING", replace(renditions.MAKING, wait=0.05))
    small, large = (told["srcSet"].split()[number].removeprefix("http://testserver") for number in (0, 4))
    with opened("address 192.0.2.1"), renditions.turn(models.ImageFile(pk=10_001)):
        assert client.get(small, REMOTE_ADDR="192.0.2.1").status_code == 503
        assert client.get(large, REMOTE_ADDR="192.0.2.2").status_code == 200


def flat_png(width, height):
    """Return a PNG of one colour: a thousandth of its pixels in bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" * (width // 8 + 1)) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def errors_of(content):
    form = get_image_form(models.ImageFile)(
        {"title": "Photo", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile("photo.png", content)},
    )
    return str(form.errors.get("file", ""))


@pytest.mark.parametrize("form", sorted(sandbox.FORMATS))
def test_every_format_is_made_smaller_in_the_sandbox(settings, form):
    settings.SANDBOX = True
    content = written(Image.new("RGB", (60, 40), (10, 200, 30)), form)
    assert sandbox.placeholder_of(content) == sandbox.placeholder_of.here(content)
    made = sandbox.resized(content, "fill-20x20", (10, 10, 30, 30))
    assert Image.open(BytesIO(made.content)).size == (20, 20)


def test_pictures_are_uploaded_and_shown_through_the_sandbox(settings, shown):
    settings.SANDBOX = True
    content = written(Image.new("RGB", (1900, 600)))
    assert errors_of(written(Image.new("RGB", (60, 40)), "PNG")) == ""
    _, made = shown(stored(content))
    assert made.size == (800, 252)
    assert models.ImageFile.objects.get().placeholder.startswith("data:image/webp")


def test_a_small_file_of_many_pixels_is_refused_at_its_upload(settings):
    settings.SANDBOX = True
    content = flat_png(11_200, 11_200)
    assert len(content) < 50_000
    assert "too many pixels" in errors_of(content)
    settings.SANDBOX_MEMORY = 16
    assert "more than 16 MB" in errors_of(written(Image.new("RGB", (4000, 4000)), "PNG"))
