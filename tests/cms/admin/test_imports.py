"""Importing in the admin, as an editor does it: see what would be made, make drafts, take them back."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import ImportRun, ProjectPage

pytestmark = pytest.mark.django_db

PAGE = "Theme:\nAdvocacy\nType of project:\nMonitoring\nCountries:\n\nRiver songs\n\nEnglish\nDonors:\nRiver Fund\n"


@pytest.fixture
def editor(client, index):
    user = get_user_model().objects.create_user("editor", password="pass")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def show(client, **data):
    return client.post(reverse("import_pages"), data)


def test_pasted_text_is_shown_first_and_becomes_a_draft_when_confirmed(client, editor):
    shown = show(client, text=PAGE, url="https://example.org/river-songs")
    assert "River songs" in shown.content.decode() and "River Fund" in shown.content.decode()
    assert "Donors: River Fund" in shown.content.decode()
    assert not ProjectPage.objects.exists()
    client.post(reverse("import_pages_create"))
    page = ProjectPage.objects.get()
    assert (page.title, page.live, page.source_url) == ("River songs", False, "https://example.org/river-songs")
    assert ImportRun.objects.get().user == editor


def test_uploaded_files_become_drafts_and_a_bad_one_is_told(client, editor):
    files = [SimpleUploadedFile("one.txt", PAGE.encode()), SimpleUploadedFile("bad.gz", b"\x1f\x8bnothing")]
    shown = show(client, files=files)
    assert "Fetch it again" in shown.content.decode()
    client.post(reverse("import_pages_create"))
    assert ProjectPage.objects.count() == 1


def test_an_import_can_be_undone_by_who_made_it(client, editor):
    show(client, text=PAGE)
    client.post(reverse("import_pages_create"))
    client.post(reverse("import_pages_undo", args=[ImportRun.objects.get().pk]))
    assert not ProjectPage.objects.exists()


def test_nobody_else_may_undo_it(client, editor):
    run = ImportRun.objects.create(user=None)
    assert client.post(reverse("import_pages_undo", args=[run.pk])).status_code in (302, 403)
    run.refresh_from_db()
    assert run.undone_at is None


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Paste the text of a page"),
        ({"text": PAGE, "url": "songs"}, "is not the address of a page"),
        ({"text": "A letter."}, "in no format that can be imported"),
        ({"text": PAGE, "match": "songs"}, "is not the IRI of a page here"),
    ],
)
def test_what_cannot_be_imported_is_told_in_a_sentence(client, editor, data, sentence):
    assert sentence in show(client, **data).content.decode().replace("&#x27;", "'")
    assert not ProjectPage.objects.exists()


def test_who_may_not_write_pages_may_not_import(client, index):
    user = get_user_model().objects.create_user("reader", password="pass")
    user.groups.add(Group.objects.create(name="None"))
    client.force_login(user)
    assert client.get(reverse("import_pages")).status_code in (302, 403)
    client.post(reverse("import_pages_create"))
    assert not ProjectPage.objects.exists()


def test_who_has_lost_the_right_to_write_pages_cannot_go_on(client, editor):
    show(client, text=PAGE, url="https://example.org/river-songs")
    client.post(reverse("import_pages_create"))
    Group.objects.get(name="Editors").page_permissions.all().delete()
    changed = PAGE.replace("River Fund", "Sea Fund")
    assert show(client, text=changed, url="https://example.org/river-songs").status_code in (302, 403)
