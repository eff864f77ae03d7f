"""Partner sites in the settings, and the previews for which they get tokens."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms import models
from graph import identity, previews
from graph.models import PreviewGrant
from tests.fixtures import logged_in

pytestmark = pytest.mark.django_db

ADDRESS = "https://partner.example/preview?id={id}&path={path}&lang={lang}&slug={slug}#token={token}"


@pytest.fixture
def site(db):
    return models.PartnerSite.objects.create(name="Heritage portal", address=ADDRESS)


def test_only_administrators_manage_partner_sites(site):
    form = {"name": "Another", "address": ADDRESS, "in_frame": "on"}
    for group, allowed in (("Editors", False), ("Administrators", True)):
        logged_in(group).post(reverse("partner_sites:add"), form)
        assert models.PartnerSite.objects.filter(name="Another").exists() is allowed


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://partner.example/{identifier}#{token}", "no placeholder"),
        ("https://partner.example/{id.x}#{token}", "no placeholder"),
        ("https://partner.example/{}#{token}", "no placeholder"),
        ("https://partner.example/{id", "brace"),
        ("https://partner.example/{id}", "token"),
        ("javascript:alert({token})", "https://"),
        ("/preview?token={token}", "https://"),
        ("https://{slug}.example/#{token}", "https://"),
        ("https://user:secret@partner.example/#{token}", "https://"),
    ],
)
def test_an_address_that_cannot_work_is_refused_with_what_to_do(address, reason):
    with pytest.raises(ValidationError, match=reason):
        models.PartnerSite(name="Portal", address=address).full_clean()


def preview_of(page, browser, mode):
    request = browser.get(reverse("wagtailadmin_home")).wsgi_request
    return page.make_preview_request(request, mode)


def test_the_preview_hands_the_site_a_token_that_opens_the_draft(site, project, client):
    editor = logged_in("Editors")
    assert (site.mode, "Heritage portal") in project.preview_modes
    response = preview_of(project, editor, site.mode)
    html = response.content.decode()
    address = re.search('<iframe src="([^"]*)"', html)[1].replace("&amp;", "&")
    expected = identity.iri(identity.id_of(project)).replace(":", "%3A").replace("/", "%2F")
    assert address.startswith(
        f"https://partner.example/preview?id={expected}&path=%2Fen%2Fprojects%2Ftraining%2F&lang=en&slug=training#token="
    )
    token = address.partition("#token=")[2].replace("%3A", ":")
    assert previews.grant_of(token).page == project
    assert "frame-src https://partner.example;" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_site_that_refuses_frames_is_offered_as_a_link(site, project):
    site.in_frame = False
    site.save()
    html = preview_of(project, logged_in("Editors"), site.mode).content.decode()
    assert "<iframe" not in html and 'target="_blank"' in html


def test_a_page_that_is_not_saved_yet_gets_no_token(site):
    html = preview_of(models.ProjectPage(title="Unsaved"), logged_in("Editors"), site.mode).content.decode()
    assert "Save the page first" in html and not PreviewGrant.objects.exists()


def test_a_token_is_renewed_while_the_form_is_open_and_only_for_who_may_edit(project):
    editor, address = logged_in("Editors"), reverse("renew-preview-token", args=[project.pk])
    assert previews.grant_of(editor.post(address).json()["token"]).page == project
    assert editor.get(address).status_code == 405
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    assert "token" not in editor.post(address, headers={"x-requested-with": "XMLHttpRequest"}).content.decode()
    assert Client().post(address).status_code == 302


def test_renewing_needs_the_token_of_the_form(project):
    user = get_user_model().objects.create_user("careful", password="secret")
    user.groups.add(Group.objects.get(name="Editors"))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    assert browser.post(reverse("renew-preview-token", args=[project.pk])).status_code == 403


def test_a_mark_leads_to_the_form_of_a_page_in_its_language_or_of_a_record(project, donor):
    editor = logged_in("Editors")
    page = editor.get(reverse("edit-resource", args=identity.split(identity.id_of(project))), {"lang": "fr"})
    assert page["Location"] == reverse("wagtailadmin_pages:edit", args=[project.pk])
    record = editor.get(reverse("edit-resource", args=identity.split(identity.id_of(donor))))
    assert record["Location"].endswith(f"/{donor.pk}/")
    assert editor.get(reverse("edit-resource", args=["project", "unknown"])).status_code == 404
    assert editor.get(reverse("edit-resource", args=["unknown", "x"])).status_code == 404
