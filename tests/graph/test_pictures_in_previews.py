"""A picture that only a draft shows is seen in its preview, for a while, and nowhere else."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission

from cms import models
from graph import previews
from tests.fixtures import public
from tests.small_site import publish

pytestmark = pytest.mark.django_db

QUERY = "{ images { nodes { title rendition(size: SMALL) { url } srcSet } } }"


@pytest.fixture
def image(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    collection = Collection.get_first_root_node().add_child(name="Mission")
    file = get_test_image_file("loom.png", size=(900, 700))
    return models.ImageFile.objects.create(title="A loom", file=file, collection=collection)


@pytest.fixture
def page(project, image):
    project.gallery = [models.Picture(image=image, alternative_text="A loom", credit="A. Photographer")]
    project.save_revision()
    return project


@pytest.fixture
def browser(db):
    user = get_user_model().objects.create_user("editor", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


@pytest.fixture
def shown(page, browser):
    """Return the pictures that the preview of the page has."""
    token = previews.token_for(page, browser.user, browser.session.session_key)

    def ask():
        answer = Client().post("/graphql/", {"query": QUERY}, "application/json", headers={"Accord-Preview": token})
        return answer.json()["data"]["images"]["nodes"]

    return ask


def status(address):
    return Client().get(address.removeprefix("http://testserver")).status_code


def test_the_picture_of_a_draft_is_shown_to_who_has_its_address_and_is_not_kept(shown):
    [picture] = shown()
    address = picture["rendition"]["url"]
    response = Client().get(address.removeprefix("http://testserver"))
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert all(status(each.split()[0]) == 200 for each in picture["srcSet"].split(", "))
    assert status(address.partition("?")[0]) == 404
    assert not any(each.startswith("image/") for each in public())


def test_a_pass_is_for_one_picture_and_ends(page, shown, image, monkeypatch):
    file = get_test_image_file("another.png", size=(90, 70))
    other = models.ImageFile.objects.create(title="Another", file=file, collection=image.collection)
    page.gallery = [models.Picture(image=each, alternative_text="A picture", credit="") for each in (image, other)]
    page.save_revision()
    (first, a_pass), (second, another) = (each["rendition"]["url"].split("?") for each in shown())
    assert status(f"{first}?{a_pass}") == status(f"{second}?{another}") == 200
    assert status(f"{first}?{another}") == status(f"{second}?{a_pass}") == 404
    assert status(f"{first}?{a_pass[:-2]}xx") == 404
    later = time.time() + previews.LIFETIME.total_seconds() + 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert status(f"{first}?{a_pass}") == 404


@pytest.mark.parametrize("end", ["signed out", "private collection", "no rights"])
def test_a_pass_ends_with_the_session_the_rights_and_when_the_picture_is_made_private(shown, browser, image, end):
    [picture] = shown()
    address = picture["rendition"]["url"]
    assert status(address) == 200
    if end == "signed out":
        browser.post("/admin/logout/")
    elif end == "no rights":
        GroupCollectionPermission.objects.filter(group__name="Editors").delete()
    else:
        CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    assert status(address) == 404


def test_a_picture_in_a_private_collection_is_not_in_a_preview(shown, image):
    assert [each["title"] for each in shown()] == ["A loom"]
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    assert shown() == []


def test_a_public_picture_has_its_usual_address_in_a_preview(page, shown, client):
    publish(page)
    page.title = "Another title"
    page.save_revision()
    assert shown() == client.get("/graphql/", {"query": QUERY}).json()["data"]["images"]["nodes"]
