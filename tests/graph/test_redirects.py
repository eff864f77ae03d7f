"""Old addresses lead to where a page is now, in one step, and never to what is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, Site

from cms import models
from graph import identity
from graph.models import Address
from tests.fixtures import public, publish, restrict, settle
from tests.kept import kept

pytestmark = pytest.mark.django_db
OLD = "/en/projects/training/"


@kept
def moved(project):
    """Return the project, under another name since."""
    public()
    return rename(project, "renamed")


def rename(page, slug):
    page = page.specific_class.objects.get(pk=page.pk)
    page.slug = slug
    publish(page)
    public()
    return page


def test_an_old_address_leads_to_the_new_one_for_good(client, moved):
    response = client.get(OLD)
    assert (response.status_code, response["Location"]) == (301, "http://testserver/en/projects/renamed/")
    assert "no-cache" in response["Cache-Control"]
    assert client.get(response["Location"]).status_code == 200


def test_the_query_comes_along(client, moved):
    assert client.get(f"{OLD}?a=b&c=d")["Location"] == "http://testserver/en/projects/renamed/?a=b&c=d"


def test_a_page_that_moved_twice_is_one_step_away_from_each_address(client, moved):
    rename(moved, "again")
    for old in (OLD, "/en/projects/renamed/"):
        assert client.get(old)["Location"] == "http://testserver/en/projects/again/"


def test_a_page_that_came_back_is_where_it_was(client, moved):
    rename(moved, "training")
    assert client.get(OLD).status_code == 200
    assert client.get("/en/projects/renamed/")["Location"] == f"http://testserver{OLD}"


def test_another_page_at_the_old_address_wins(client, moved, index):
    publish(index.add_child(instance=models.ProjectPage(title="Successor", slug="training")))
    public()
    response = client.get(OLD)
    assert response.status_code == 200
    assert b"Successor" in response.content


def test_pages_that_change_places_are_where_they_are(client, project, index):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    public()
    rename(project, "between")
    rename(other, "training")
    rename(project, "other")
    assert [client.get(f"/en/projects/{slug}/").status_code for slug in ("training", "other")] == [200, 200]
    assert client.get("/en/projects/between/")["Location"] == "http://testserver/en/projects/other/"


@pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict, lambda page: page.delete()])
def test_an_old_address_of_what_is_hidden_is_not_found(client, moved, hide):
    hide(moved)
    assert client.get(OLD).status_code == 404


def test_below_a_moved_index_every_old_address_leads_on(client, project, index, home):
    activity = publish(project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop")))
    section = home.add_child(instance=models.ProjectIndexPage(title="Section", slug="section"))
    public()
    Page.objects.get(pk=index.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    settle()
    assert identity.id_of(activity) in public()
    new = "http://testserver/en/section/projects/training/"
    assert client.get(OLD)["Location"] == new
    assert client.get(f"{OLD}workshop/")["Location"] == f"{new}workshop/"


def test_a_translation_is_found_in_its_language(client, project):
    french = Locale.objects.create(language_code="fr")
    for page in (models.HomePage.objects.get(), models.ProjectIndexPage.objects.get()):
        page.copy_for_translation(french).save_revision().publish()
    translation = publish(project.copy_for_translation(french))
    settle()
    old = translation.url
    rename(translation, "formation")
    assert client.get(old)["Location"].endswith("/formation/")


def test_a_site_of_another_host_has_addresses_of_its_own(client, moved, home):
    Site.objects.create(
        hostname="localhost",
        port=80,
        root_page=home.add_child(instance=models.ProjectIndexPage(title="Elsewhere", slug="elsewhere")),
    )
    settle()
    assert client.get(OLD, headers={"host": "localhost"}).status_code == 404
    assert client.get(OLD).status_code == 301


def test_only_what_is_not_found_is_looked_up(client, moved):
    public()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/en/projects/renamed/").status_code == 200
    assert not [each for each in queries if Address._meta.db_table in each["sql"]]


def test_nothing_ever_was_there(client, moved):
    assert client.get("/en/projects/never/").status_code == 404
    assert client.post(OLD).status_code in (404, 405)
