"""Uploaded files follow the graph at every address that they ever had, whatever hides them and however one asks."""

import datetime
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, Page
from wagtail.users.models import UserProfile

from cms import models
from graph.identity import id_of
from tests.fixtures import publish, restrict
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

MINUTES = b"minutes of the mission"
ADDRESSES = "{ images { nodes { file small: rendition(size: SMALL) { url } } } documents { nodes { file } } }"


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    # Wagtail remembers renditions by the primary keys of images, which the next test uses again.
    cache.clear()
    return tmp_path


@pytest.fixture
def collection(db):
    return Collection.get_first_root_node().add_child(name="Mission")


@pytest.fixture
def image(collection):
    file = get_test_image_file("loom.png", size=(900, 700))
    return models.ImageFile.objects.create(title="A loom", file=file, collection=collection)


@pytest.fixture
def minutes(collection):
    file = ContentFile(MINUTES, name="minutes.txt")
    return models.DocumentFile.objects.create(title="Minutes", file=file, collection=collection)


@pytest.fixture
def page(project, image, minutes):
    project.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
    project.document_links = [models.DocumentLink(document=minutes)]
    return publish(project)


@pytest.fixture
def addresses(page, image, client):
    """All that were ever given: by GraphQL and Turtle, by the admin, and that of the rendition as it is stored."""
    found = client.get("/graphql/", {"query": ADDRESSES}).json()["data"]
    [picture], [report] = found["images"]["nodes"], found["documents"]["nodes"]
    given = [picture["file"], picture["small"]["url"], report["file"]]
    paths = [re.sub("^https?://[^/]+", "", each) for each in given]
    assert picture["file"] in client.get(f"/data/image/{image.key}.ttl").content.decode()
    assert statuses(paths) == {200}
    return [*paths, image.renditions.get().url, image.get_rendition("max-165x165").url]


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def statuses(addresses, client=None):
    return {(client or Client()).get(each).status_code for each in addresses}


def in_the_past(page):
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(hours=1))


def without_files(page):
    page.gallery, page.document_links = [], []
    publish(page)


HIDING = {
    "its page is private": lambda page, collection: restrict(page),
    "a section above is private": lambda page, collection: restrict(page.get_parent()),
    "its page is unpublished": lambda page, collection: page.unpublish(),
    "its page has expired": lambda page, collection: in_the_past(page),
    "its page is deleted": lambda page, collection: page.delete(),
    "its page does not use it any more": lambda page, collection: without_files(page),
    "its collection is private": lambda page, collection: close(collection),
}


def close(collection, kind="login", **options):
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, **options)


@pytest.mark.parametrize("way", HIDING)
def test_what_is_hidden_has_no_file_at_any_address(addresses, page, collection, minutes, way):
    assert statuses(addresses) == {200}
    HIDING[way](page, collection)
    for address in addresses:
        response = Client().get(address)
        # In a collection for those who log in, a document's address leads them there.
        expected = 302 if way == "its collection is private" and address == minutes.url else 404
        assert response.status_code == expected, address
        assert not {b"PNG", MINUTES} & set(re.findall(b"PNG|" + MINUTES, body(response)))


@pytest.mark.parametrize("way", ["private", "unpublished", "collection"])
def test_what_becomes_public_again_is_there_at_the_same_addresses(addresses, page, collection, way):
    if way == "unpublished":
        page.unpublish()
        assert statuses(addresses) == {404}
        publish(page)
    else:
        restriction = restrict(page) if way == "private" else close(collection)
        assert 200 not in statuses(addresses)
        restriction.delete()
    assert statuses(addresses) == {200}


def test_files_of_a_draft_have_never_been_there(index, image, minutes):
    page = index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False))
    page.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
    page.document_links = [models.DocumentLink(document=minutes)]
    page.save_revision()
    assert statuses([image.file.url, image.get_rendition("max-165x165").url, minutes.url]) == {404}


def spellings(name):
    """Yield paths that may lead to a stored file where somebody opens what a request names."""
    folder, _, base = name.rpartition("/")
    yield from (f"//{name}", f"/./{name}", f"/{folder}//{base}", f"/{folder}/./{base}", f"/x/../{name}")
    yield from (f"/%2F{name}", f"/%2e/{name}", f"/{folder}%2F{base}", f"/{folder}%5C{base}", f"/%5C{name}")
    yield from (f"/{name}%00", f"/{name}%00.png", f"/{name}/", f"/{name}/.", f"/{name}%20", f"/{name}%0A", f"/{name}.")
    yield from (f"/{name.upper()}", f"/{name.title()}", f"/{folder}%252F{base}", f"/{folder}/%E2%80%8B{base}")
    yield from (
        f"/{folder}%EF%BC%8F{base}",
        f"/%C0%AE%C0%AE/{name}",
        f"/images/../../{name}",
        f"/{name};x",
        f"/{name}?x",
    )
    yield f"/{quote(str(Path(site_settings.MEDIA_ROOT) / name))}"


@pytest.mark.parametrize(
    "roots", mostly_slow([["/media", "/internal-files"], ["/MEDIA", "/static", "/documents", "/en/media"]])
)
def test_no_spelling_of_a_path_leads_to_a_hidden_file(image, minutes, page, roots):
    stored = [image.file.name, image.get_rendition("max-165x165").file.name, minutes.file.name]
    assert Client().get(f"/media/{stored[0]}").status_code == 200
    page.unpublish()
    for name in stored:
        for path in spellings(name):
            for root in roots:
                response = Client().get(root + path)
                assert response.status_code in (301, 302, 400, 404), root + path
                assert name not in response.headers.get("Location", "").replace(path.strip("/"), "")


@pytest.mark.parametrize(
    "spelling",
    ["{pk}//{name}", "{pk}/./{name}", "0{pk}/{name}", "{wide}/{name}", "{pk}/{name}%0A", "{pk}/{name}/", "{pk}/",
     "{pk}/%2F{name}", "{pk}/{capitals}", "{pk}/{name}%00", "{pk}/x/../{name}", "{pk}", "-{pk}/{name}",
     "99999999999999999999/{name}"],
)  # fmt: skip
def test_no_spelling_of_a_documents_address_leads_to_a_hidden_file(minutes, page, spelling):
    page.unpublish()
    wide = "".join(chr(0xFF10 + int(each)) for each in str(minutes.pk))
    words = {"pk": minutes.pk, "name": minutes.filename, "capitals": minutes.filename.upper(), "wide": quote(wide)}
    response = Client().get("/documents/" + spelling.format(**words))
    assert response.status_code in (301, 302, 404)
    assert MINUTES not in body(response)


def test_a_file_that_no_picture_has_is_not_served(client, media_root, image):
    (media_root / "original_images" / "left.png").write_bytes(b"left by somebody")
    assert client.get("/media/original_images/left.png").status_code == 404
    assert client.get("/media/", follow=True).status_code == 404


@pytest.fixture
def member(db):
    """Return an editor who may choose and change what is in a collection, and nothing elsewhere."""

    def of(collection):
        group = Group.objects.create(name=f"Members of {collection.name}")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for model in ("image", "document"):
            change = Permission.objects.get(codename=f"change_{model}")
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=change)
        user = get_user_model().objects.create_user(f"member-{collection.pk}")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return of


def test_an_editor_sees_hidden_files_of_the_own_collection_and_keeps_them_private(addresses, page, collection, member):
    page.unpublish()
    other = member(Collection.get_first_root_node().add_child(name="Other"))
    assert statuses(addresses, other) == {404}
    own = member(collection)
    for address in addresses:
        response = own.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-cache"
    assert statuses(addresses) == {404}


def test_a_user_without_the_admin_sees_nothing_more_than_a_visitor(addresses, page):
    page.unpublish()
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader"))
    assert statuses(addresses, client) == {404}


def test_a_password_of_a_collection_opens_its_documents(addresses, collection, minutes, image):
    restriction = close(collection, "password", password="loom")
    visitor = Client()
    asked = visitor.get(minutes.url)
    assert asked.status_code == 403
    assert b"password" in asked.content
    assert MINUTES not in asked.content
    door = f"/documents/authenticate_with_password/{restriction.pk}/"
    visitor.post(door, {"password": "guess", "return_url": minutes.url})
    assert visitor.get(minutes.url).status_code == 403
    assert visitor.post(door, {"password": "loom", "return_url": minutes.url})["Location"] == minutes.url
    answer = visitor.get(minutes.url)
    assert body(answer) == MINUTES
    assert answer["Cache-Control"] == "private, no-cache"
    # Each visitor gives the password; and pictures have no form to give it in.
    assert Client().get(minutes.url).status_code == 403
    assert visitor.get(image.file.url).status_code == 404


def test_members_of_a_group_read_its_documents(addresses, collection, minutes):
    group = Group.objects.create(name="Mission")
    close(collection, "groups").groups.add(group)
    inside, outside = Client(), Client()
    for name, client in (("inside", inside), ("outside", outside)):
        user = get_user_model().objects.create_user(name)
        client.force_login(user)
        if client is inside:
            user.groups.add(group)
    assert body(inside.get(minutes.url)) == MINUTES
    assert outside.get(minutes.url).status_code == 302
    assert Client().get(minutes.url).status_code == 302


def test_the_name_of_a_restricted_document_is_not_told(addresses, collection, minutes):
    close(collection)
    assert Client().get(f"/documents/{minutes.pk}/guess.txt").status_code == 404


def test_portraits_of_users_are_for_the_admin(admin_client, django_user_model):
    user = django_user_model.objects.get(username="admin")
    portrait = UserProfile.get_for_user(user)
    portrait.avatar.save("me.png", get_test_image_file("me.png"))
    assert admin_client.get(portrait.avatar.url).status_code == 200
    assert Client().get(portrait.avatar.url).status_code == 404


@pytest.fixture
def uploaded(page, collection):
    """Return a public document with these bytes under this name."""

    def upload(name, content):
        found = models.DocumentFile.objects.create(title=name, file=ContentFile(content, name=name))
        page.document_links.create(document=found)
        publish(page)
        return found

    return upload


@pytest.mark.parametrize(
    ("name", "kind", "disposition"),
    [
        ("report.pdf", "application/pdf", 'inline; filename="report.pdf"'),
        ("page.html", "application/octet-stream", 'attachment; filename="page.html"'),
        ("page.xhtml", "application/octet-stream", 'attachment; filename="page.xhtml"'),
        ("script.js", "application/octet-stream", 'attachment; filename="script.js"'),
        ("days.csv", "text/csv", 'attachment; filename="days.csv"'),
        ("отчёт.txt", "text/plain", f"attachment; filename*=utf-8''{quote('отчёт.txt')}"),
    ],
)
def test_no_file_runs_as_a_page(client, uploaded, name, kind, disposition):
    answer = client.get(uploaded(name, b"<script>alert(1)</script>").url)
    assert answer.status_code == 200
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (kind, disposition)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in answer["Content-Security-Policy"]) == (kind != "application/pdf")


def test_a_drawing_is_shown_and_cannot_run(client, page):
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'/>"
    image = models.ImageFile.objects.create(title="Drawing", file=ContentFile(drawing, name="drawing.svg"))
    page.gallery.create(image=image, alternative_text="A drawing", credit="A. Hand")
    publish(page)
    answer = client.get(image.file.url)
    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_caches_ask_before_they_show_a_file_unless_its_address_has_its_digest(addresses, page, client):
    tags = {}
    for address in addresses:
        answer = client.get(address)
        expected = "public, max-age=31536000, immutable" if "/renditions/" in address else "public, no-cache"
        assert answer["Cache-Control"] == expected
        tags[address] = {"If-None-Match": answer["ETag"]}
        unchanged = client.get(address, headers=tags[address])
        assert (unchanged.status_code, unchanged["Cache-Control"]) == (304, expected)
        since = client.get(address, headers={"If-Modified-Since": answer["Last-Modified"]})
        assert since.status_code == 304
    page.unpublish()
    assert {client.get(each, headers=tags[each]).status_code for each in addresses} == {404}


def test_a_picture_in_another_size_names_itself_to_caches(addresses, page, image, client, admin_client):
    [address] = [each for each in addresses if "/renditions/" in each]
    assert client.get(address)["Cache-Tag"] == f"everything,{id_of(image)}"
    page.unpublish()
    assert "Cache-Tag" not in admin_client.get(address)


def crop_of(client):
    [found] = client.get("/graphql/", {"query": "{ images { nodes { rendition(crop: SQUARE) { url } } } }"}).json()[
        "data"
    ]["images"]["nodes"]
    return re.sub("^https?://[^/]+", "", found["rendition"]["url"])


@pytest.mark.parametrize("change", ["file", "focal point"])
def test_an_address_from_before_a_change_is_not_kept_by_caches(page, image, client, change):
    before = crop_of(client)
    assert "immutable" in client.get(before)["Cache-Control"]
    if change == "file":
        image.file, image.file_hash = get_test_image_file("red.png", size=(900, 700), colour="red"), ""
    else:
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 700, 99, 50, 50
    image.save()
    after = crop_of(client)
    assert after != before
    old, new = client.get(before), client.get(after)
    assert (old["Cache-Control"], body(old)) == ("public, no-cache", body(new))
    assert new["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_picture_that_is_replaced_while_it_is_made_smaller_is_not_kept(page, image, client, monkeypatch):
    address = crop_of(client)
    make = models.ImageFile.generate_rendition_file

    def replaced(instance, *args, **kwargs):
        made = make(instance, *args, **kwargs)
        other = models.ImageFile.objects.get()
        other.file, other.file_hash = get_test_image_file("red.png", size=(900, 700), colour="red"), ""
        other.save()
        return made

    monkeypatch.setattr(models.ImageFile, "generate_rendition_file", replaced)
    assert client.get(address).status_code == 503
    assert not image.renditions.exists()
    monkeypatch.undo()
    assert client.get(address)["Cache-Control"] == "public, no-cache"


def test_scripts_of_other_sites_read_what_is_public_and_nothing_else(addresses, page, client, admin_client):
    for address in addresses:
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"
    page.unpublish()
    for address in addresses:
        assert "Access-Control-Allow-Origin" not in admin_client.get(address)


@pytest.mark.parametrize(
    ("asked", "status", "content", "span"),
    [
        ("bytes=0-6", 206, b"minutes", "bytes 0-6/22"),
        ("bytes=-7", 206, b"mission", "bytes 15-21/22"),
        ("bytes=15-", 206, b"mission", "bytes 15-21/22"),
        ("bytes=99-", 416, b"", "bytes */22"),
        ("bytes=0-1,4-5", 200, MINUTES, None),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(addresses, client, minutes, asked, status, content, span):
    answer = client.get(minutes.url, headers={"Range": asked})
    assert (answer.status_code, body(answer), answer.headers.get("Content-Range")) == (status, content, span)


def test_a_part_of_a_file_that_has_changed_is_the_whole(addresses, client, minutes):
    answer = client.get(minutes.url, headers={"Range": "bytes=0-6", "If-Range": '"another"'})
    assert (answer.status_code, body(answer)) == (200, MINUTES)


def test_the_head_of_a_file_says_how_long_it_is(addresses, client, minutes):
    answer = client.head(minutes.url)
    assert (answer.status_code, answer["Content-Length"], body(answer)) == (200, "22", b"")
    assert client.post(minutes.url).status_code == 405


@pytest.mark.parametrize("header", ["X-Accel-Redirect", "X-Sendfile"])
def test_the_web_server_is_told_what_to_send(addresses, page, image, uploaded, settings, client, header, media_root):
    report = uploaded("отчёт of May.pdf", b"%PDF-1.7")
    settings.SEND_FILES = header
    told = {"X-Accel-Redirect": "/internal-files/", "X-Sendfile": f"{media_root}/"}[header]
    answer = client.get(report.url)
    assert answer[header] == told + quote(report.file.name)
    assert answer[header].isascii()
    assert (answer.content, answer["Content-Type"]) == (b"", "application/pdf")
    page.unpublish()
    for address in (*addresses, report.url):
        answer = client.get(address)
        assert (answer.status_code, answer.headers.get(header)) == (404, None)


def test_a_file_that_is_lost_is_not_found(addresses, client, image, minutes):
    for file in (image.file, minutes.file):
        file.storage.delete(file.name)
    assert client.get(image.file.url).status_code == 404
    assert client.get(minutes.url).status_code == 404


@pytest.fixture
def replaced(minutes):
    """Return the address of the document before its file was replaced."""
    address = minutes.url
    minutes.file = ContentFile(b"second", name="second.txt")
    minutes.save()
    return address


def test_the_address_of_a_replaced_document_leads_to_the_new_file(client, replaced, page):
    assert body(client.get(replaced, follow=True)) == b"second"


def test_the_name_of_a_replaced_document_that_is_not_public_is_not_told(client, replaced, page, collection):
    page.unpublish()
    assert client.get(replaced).status_code == 404
    close(collection)
    assert client.get(replaced).status_code == 404
