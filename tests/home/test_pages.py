"""Pages at their own addresses: the public state for all, a private page for some, a draft for its editor."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms import models
from tests.fixtures import publish, restrict
from tests.forms import form_data

pytestmark = pytest.mark.django_db
ADDRESS = "/en/projects/training/"


@pytest.fixture
def reader(client):
    """Return somebody who may log in and edit nothing."""
    client.force_login(get_user_model().objects.create_user("reader", "reader@example.org", "secret"))
    return client


def parsed(response):
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_draft_is_not_found(client, index):
    page = index.add_child(instance=models.ProjectPage(title="Draft", slug="draft", live=False))
    page.save_revision()
    assert client.get("/en/projects/draft/").status_code == 404


def test_a_draft_change_of_a_public_page_does_not_show(project, soup):
    project.title = "Being rewritten"
    project.save_revision()
    assert "Being rewritten" not in soup(ADDRESS).get_text()


def test_a_private_page_sends_visitors_to_the_login(client, project):
    restrict(project)
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert "login" in response["Location"]


def test_a_private_page_shows_to_an_editor_with_its_facts(editor, project, fact):
    restrict(project)
    response = editor.get(ADDRESS)
    page = parsed(response)
    assert page.h1.get_text(strip=True) == "Training in Phnom Penh"
    assert "This is not public." in page.get_text()
    assert fact(page, "Countries") == ["Cambodia"]
    assert fact(page, "Donors") == ["Ministry of Culture"]
    assert not page.find("a", string="Ministry of Culture"), "the donor is public only with a page that names it"
    assert not page.find("script", type="application/ld+json")
    assert "describedby" not in response["Link"]
    assert "no-store" in response["Cache-Control"]


def test_a_private_page_names_no_draft_to_its_reader(reader, project, index):
    hidden = index.add_child(instance=models.ProjectPage(title="Secret plan", slug="secret", live=False))
    project.related_project_links = [models.RelatedProject(project=hidden)]
    restrict(publish(project))
    assert "Secret plan" not in parsed(reader.get(ADDRESS)).get_text()


def test_an_expired_page_is_not_found_before_the_worker_has_taken_it_down(client, project):
    project.expire_at = timezone.now() + datetime.timedelta(hours=1)
    publish(project)
    type(project).objects.filter(pk=project.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert client.get(ADDRESS).status_code == 404


def test_an_expired_private_page_is_not_found_by_those_who_might_see_it(reader, project):
    restrict(project)
    type(project).objects.filter(pk=project.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert reader.get(ADDRESS).status_code == 404


def test_an_alias_shows_its_source(project, home, soup, fact):
    project.create_alias(parent=home.add_child(instance=models.ProjectIndexPage(title="B", slug="b")))
    page = soup("/en/b/training/")
    assert fact(page, "Countries") == ["Cambodia"]
    assert page.find("link", type="text/turtle")


def test_an_alias_hides_what_its_source_hides(client, project, index, home):
    """Also what is private through a page above the source, which Wagtail itself would show."""
    project.create_alias(parent=home.add_child(instance=models.ProjectIndexPage(title="B", slug="b")))
    restrict(index)
    assert client.get("/en/b/training/").status_code == 404


def test_a_restricted_translation_does_not_show_with_its_public_one(client, arabic):
    restrict(arabic)
    assert client.get("/ar/projects/training-ar/").status_code == 302
    assert "تدريب" not in client.get(ADDRESS).content.decode()


def test_a_private_translation_shows_to_its_readers_with_the_public_facts(reader, arabic, fact):
    arabic.country_links.all().delete()
    restrict(arabic)
    page = parsed(reader.get("/ar/projects/training-ar/"))
    assert page.h1.get_text(strip=True) == "تدريب في بنوم بنه"
    assert fact(page, "البلدان") == ["Cambodia"]


def test_a_password_opens_a_private_page(client, project):
    restriction = PageViewRestriction.objects.create(page=project, restriction_type="password", password="sesame")
    form = BeautifulSoup(client.get(ADDRESS).content, "html.parser").form
    response = client.post(form["action"], {"password": "sesame", "return_url": ADDRESS}, follow=True)
    assert restriction.accept_request(response.wsgi_request)
    assert parsed(response).h1.get_text(strip=True) == "Training in Phnom Penh"


def test_the_preview_of_an_edited_form_shows_what_is_in_it(editor, project, index, donor):
    hidden = index.add_child(instance=models.ProjectPage(title="Not public yet", slug="hidden", live=False))
    data = form_data(editor.get(reverse("wagtailadmin_pages:edit", args=[project.pk])))
    data["title"] = "Being rewritten"
    data["related_project_links-TOTAL_FORMS"] = "1"
    data["related_project_links-0-project"] = str(hidden.pk)
    data["fundings-0-amount"] = "7"
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[project.pk])
    assert editor.post(address, data).json() == {"is_valid": True, "is_available": True}
    page = parsed(editor.get(address))
    assert page.h1.get_text(strip=True) == "Being rewritten"
    assert "Not public yet" in page.get_text()
    assert not page.find("a", string="Not public yet")
    assert [each.get_text(strip=True) for each in page.select("td")] == ["Ministry of Culture", "EUR\xa07", "2020"]
    assert "Being rewritten" not in editor.get(ADDRESS).content.decode()


def test_the_preview_of_a_draft_shows_it_as_it_would_be(editor, project, fact):
    project.title = "Being rewritten"
    project.country_links = []
    project.save_revision()
    page = parsed(editor.get(reverse("wagtailadmin_pages:view_draft", args=[project.pk])))
    assert page.h1.get_text(strip=True) == "Being rewritten"
    assert page.find("dt", string="Countries") is None


def test_the_preview_of_a_translation_has_the_facts_of_the_first(editor, arabic, fact):
    arabic.title = "عنوان جديد"
    arabic.country_links.all().delete()
    arabic.save_revision()
    page = parsed(editor.get(reverse("wagtailadmin_pages:view_draft", args=[arabic.pk])))
    assert page.h1.get_text(strip=True) == "عنوان جديد"
    assert fact(page, "البلدان") == ["Cambodia"]
    assert page.html["dir"] == "rtl"


def test_the_preview_of_a_page_that_was_never_saved(editor, index):
    add = reverse("wagtailadmin_pages:add", args=["cms", "projectpage", index.pk])
    data = form_data(editor.get(add))
    data["title"], data["slug"] = "New", "new"
    address = reverse("wagtailadmin_pages:preview_on_add", args=["cms", "projectpage", index.pk])
    assert editor.post(address, data).json()["is_available"]
    assert parsed(editor.get(address)).h1.get_text(strip=True) == "New"


def test_a_preview_is_for_editors_only(client, project):
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[project.pk]))
    assert response.status_code == 302
