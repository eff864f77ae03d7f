"""What holders of a project send by a link, and how an editor takes each fact."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cms import models
from cms.acting import as_user
from cms.admin.peers import taking
from cms.peers import inviting
from tests.cms.peers.conftest import people as people

pytestmark = pytest.mark.django_db
PLACE = {34853: {1: "N", 2: (11.0, 33.0, 0.0)}}
"""EXIF's block with the place where a picture was taken."""


@pytest.fixture
def link(project, people):
    made = models.UpdateLink(page_id=project.pk, name="Dara", email="dara@example.org", language="en",
                             expires_at=timezone.now() + timedelta(days=9))  # fmt: skip
    address, _sent = inviting.send(made, project, as_user(people["editors"]))
    made.path = "/" + address.partition("://")[2].partition("/")[2]
    return made


@pytest.fixture
def module(project):
    """The people of these tests look after a project."""
    return project


def picture(size=(40, 30)):
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Camera of Dara"
    Image.new("RGB", size, "red").save(content, "JPEG", exif=exif)
    return SimpleUploadedFile("evil.svg", content.getvalue(), "image/svg+xml")


def only(link):
    [proposal] = link.proposals.all()
    return proposal


def draft_of(project):
    return models.ProjectPage.objects.get(pk=project.pk).get_latest_revision_as_object()


def test_facts_wait_for_the_editor_and_go_into_the_draft_one_by_one(client, link, project, people):
    sent = {"figure-0-value": "600+", "figure-0-label": "artists", "correction-0-field": "start_date",
            "correction-0-right": "March 2021", "correction-1-right": "The city is wrong."}  # fmt: skip
    assert client.post(link.path, sent).status_code == 302
    assert not draft_of(project).key_figures.exists()
    date, other, figure = sorted(link.proposals.all(), key=lambda each: (each.kind, each.facts.get("field") is None))
    actor = as_user(people["editors"])
    taking.take(figure, project, actor, "Thanks.")
    taking.take(date, project, actor, "Thanks.")
    draft = draft_of(project)
    assert [(each.value, each.label) for each in draft.key_figures.all()] == [("600+", "artists")]
    assert str(draft.start_date) == "2021-03"
    assert models.ProjectPage.objects.get(pk=project.pk).start_date.edtf == "2020-02"
    with pytest.raises(ValidationError, match="no field"):
        taking.take(other, project, actor, "")
    with pytest.raises(ValidationError, match="already"):
        taking.take(figure, project, actor, "")
    assert "Thanks." in client.get(link.path).content.decode()


def test_a_result_needs_an_outcome(client, link, project, people):
    client.post(link.path, {"result-0-indicator": "officials trained", "result-0-actual": "40"})
    actor, outcome = as_user(people["editors"]), models.Outcome.objects.create(labels={"en": "Law"}, live=False)
    with pytest.raises(ValidationError, match="outcome"):
        taking.take(only(link), project, actor, "")
    taking.take(only(link), project, actor, "", outcome)
    [result] = draft_of(project).results.all()
    assert (result.indicator, result.actual, result.outcome) == ("officials trained", "40", outcome)


def test_a_picture_is_made_anew_and_comes_into_the_library_with_its_texts(client, link, project, people):
    texts = {"alternative_text": "Two women at a loom", "caption": "", "credit": "Dara"}
    sent = {f"picture-0-{name}": text for name, text in texts.items()} | {"picture-0-picture": picture()}
    assert client.post(link.path, sent).status_code == 302
    proposal = only(link)
    with proposal.picture.open() as kept, Image.open(kept) as image:
        assert image.format == "JPEG" and not image.getexif()
    # Nobody gets it at an address of its own.
    assert client.get(f"/media/{proposal.picture.name}").status_code == 404
    taking.take(proposal, project, as_user(people["editors"]), "")
    [row] = draft_of(project).gallery.all()
    assert (row.alternative_text, row.credit) == ("Two women at a loom", "Dara")
    assert row.image.description == "Two women at a loom" and row.image.uploaded_by_user == people["editors"]


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b"\xff\xd8\xff" + b"0" * 99]
)
def test_what_is_no_picture_is_refused_with_a_sentence(client, link, content):
    sent = {"picture-0-picture": SimpleUploadedFile("a.jpg", content), "picture-0-alternative_text": "A",
            "picture-0-credit": "B"}  # fmt: skip
    assert client.post(link.path, sent).status_code == 400
    assert not link.proposals.exists()


def test_files_are_read_by_an_open_link_only(client, link, people):
    large = {"picture-0-picture": SimpleUploadedFile("a.jpg", b"0" * 400_000)}
    assert client.post(reverse("peers_update", args=["made.up"]), large).status_code == 413
    assert client.post(link.path, large).status_code == 400
    inviting.withdraw(link, link.page.specific, as_user(people["editors"]))
    large["picture-0-picture"].seek(0)
    assert client.post(link.path, large).status_code == 413


def test_an_incomplete_row_keeps_nothing_and_loses_no_word(client, link):
    shown = client.post(link.path, {"figure-0-value": "600+", "correction-0-right": "All wrong."})
    assert shown.status_code == 400 and "All wrong." in shown.content.decode()
    assert not link.proposals.exists()


def test_a_link_takes_no_more_than_it_may(client, link):
    sent = {f"figure-{n}-value": "1" for n in range(3)} | {f"figure-{n}-label": "of" for n in range(3)}
    for _ in range(21):
        client.post(link.path, sent)
    assert link.proposals.count() == 60


def test_who_may_not_change_the_page_takes_nothing(client, link, project, people):
    client.post(link.path, {"figure-0-value": "600+", "figure-0-label": "artists"})
    stranger = people["editors"].__class__.objects.create_user("stranger", password="secret")
    with pytest.raises(PermissionDenied):
        taking.take(only(link), project, as_user(stranger), "")
    visitor = Client()
    visitor.force_login(stranger)
    assert visitor.post(reverse("peer_fact", args=[only(link).pk]), {"decision": "put"}).status_code in (302, 403)
    assert not draft_of(project).key_figures.exists() and not only(link).is_resolved
