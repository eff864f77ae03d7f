"""Aliases and translations: an alias is another address of its source, by the numbers of the list of 28 events.

| event                                | tests |
|--------------------------------------|-------|
| 4 restriction on an alias' source    | test_an_alias_closes_and_opens_…, test_a_page_below_an_alias_… |
| 8 alias created, by hand or by locale | test_an_alias_made_in_the_admin_…, test_an_alias_in_another_language_… |
| 9 source published, unpublished, deleted | test_an_alias_shows_what_its_source_…, test_an_alias_goes_with_its_source |
| 10 source merely scheduled           | test_what_is_scheduled_for_a_source_…, test_a_scheduled_translation_… |
| 11 alias becomes a page              | test_an_alias_that_becomes_a_page_…, test_the_alias_of_a_private_page_… |
| 12 copy for translation              | test_a_translation_is_a_draft_…; test_mirror |
"""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

from cms import models
from graph.identity import id_of
from graph.models import Change
from tests.fixtures import public, publish, restrict

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


@pytest.fixture
def section(home):
    return home.add_child(instance=models.ProjectIndexPage(title="Also here", slug="also"))


@pytest.fixture
def alias(project, section):
    return project.create_alias(parent=Page.objects.get(pk=section.pk))


@pytest.fixture
def french(db):
    return Locale.objects.create(language_code="fr")


def changes():
    public()
    return Change.objects.count()


def test_an_alias_made_in_the_admin_is_an_address_and_no_resource(admin, project, section, visit):
    before = changes()
    fields = {"new_title": project.title, "new_slug": "alias", "new_parent_page": section.pk}
    admin("wagtailadmin_pages:copy", project.pk, **fields, alias="on")
    assert changes() == before
    assert visit(models.ProjectPage.objects.get(slug="alias")) == project.title


def test_an_alias_in_another_language_changes_nothing_but_shows(project, french, visit):
    before = changes()
    translation = project.copy_for_translation(french, copy_parents=True, alias=True)
    assert changes() == before
    assert translation.full_url.endswith("/fr/projects/training/")
    assert visit(translation) == project.title


def test_an_alias_closes_and_opens_with_its_source(project, alias, visit):
    assert visit(alias) == project.title
    restriction = restrict(project)
    assert visit(alias) == 302
    restriction.delete()
    assert visit(alias) == project.title


def test_an_alias_that_took_over_a_restriction_opens_with_its_source(project, section, visit):
    restriction = restrict(project)
    alias = project.create_alias(parent=Page.objects.get(pk=section.pk))
    assert visit(alias) == 302
    restriction.delete()
    assert visit(alias) == project.title


def test_a_page_below_an_alias_closes_and_opens_with_the_source_of_the_alias(project, alias, visit):
    """Wagtail asks the source of every alias on the way up, and so does the graph."""
    below = alias.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    assert id_of(below) in public()
    restriction = restrict(project)
    assert id_of(below) not in public()
    assert visit(below) == 302
    restriction.delete()
    assert id_of(below) in public()
    assert visit(below) == "Workshop"


def test_a_page_below_an_alias_of_an_alias_does_so_too(project, alias, section, visit):
    second = Page.objects.get(pk=alias.pk).specific.create_alias(update_slug="second")
    below = second.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    assert id_of(below) in public()
    restrict(project)
    assert id_of(below) not in public()
    assert visit(below) == 302


def test_a_page_below_an_alias_opens_when_the_alias_becomes_a_page_of_its_own(project, alias, visit):
    below = alias.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    restrict(project)
    assert id_of(below) not in public()
    ConvertAliasPageAction(models.ProjectPage.objects.get(pk=alias.pk)).execute()
    assert id_of(below) in public()
    assert visit(below) == "Workshop"


def test_a_translation_below_a_private_index_is_hidden_with_the_original(project, index, french, visit):
    """The index of the translation is an alias, which has the privacy of its source."""
    translation = publish(project.copy_for_translation(french, copy_parents=True))
    assert visit(translation) == project.title
    restrict(index)
    assert id_of(project) not in public()
    assert visit(translation) == 302


def test_an_alias_shows_what_its_source_publishes(project, alias, visit):
    project.title = "Second round"
    publish(project)
    assert visit(alias) == "Second round"


def test_an_alias_goes_with_its_source(admin, project, alias, visit):
    assert visit(alias) == project.title
    admin("wagtailadmin_pages:unpublish", project.pk)
    assert visit(alias) == 404
    publish(models.ProjectPage.objects.get(pk=project.pk))
    assert visit(alias) == project.title
    admin("wagtailadmin_pages:delete", project.pk)
    alias = models.ProjectPage.objects.get(pk=alias.pk)
    assert alias.alias_of is None
    assert visit(alias) == 404
    assert not {id_of(project), id_of(alias)} & public()


def test_what_is_scheduled_for_a_source_shows_neither_there_nor_at_its_alias(index, section, visit, monkeypatch):
    """Wagtail puts the unreleased text into the alias and makes that live: wagtail issue 11344."""
    page = index.add_child(instance=models.ProjectPage(title="Soon", slug="soon", live=False))
    alias = page.create_alias(parent=Page.objects.get(pk=section.pk))
    page.title, page.go_live_at = "Unreleased", timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    alias.refresh_from_db()
    assert (alias.live, alias.title) == (True, "Unreleased")
    assert id_of(page) not in public()
    assert visit(alias) == 404
    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled")
    assert id_of(page) in public()
    assert visit(alias) == "Unreleased"


def test_the_alias_of_something_scheduled_shows_in_no_list(index, section, client):
    page = index.add_child(instance=models.ProjectPage(title="Soon", slug="soon", live=False))
    page.create_alias(parent=Page.objects.get(pk=section.pk))
    page.title, page.go_live_at = "Unreleased", timezone.now() + datetime.timedelta(hours=1)
    page.save_revision().publish()
    for address in ("/en/", "/en/also/", "/en/projects/", "/browse/project/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Unreleased" not in response.content.decode()


def test_a_scheduled_change_of_a_public_source_waits_at_its_alias_too(project, alias, visit):
    project.title, project.go_live_at = "Unreleased", timezone.now() + datetime.timedelta(hours=1)
    project.save_revision().publish()
    assert visit(alias) == visit(project) == "Training in Phnom Penh"


def test_an_alias_that_has_expired_before_its_source_leads_to_it(project, alias, visit):
    Page.objects.filter(pk=alias.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
    assert visit(project) == project.title
    assert visit(alias) == 301


def test_an_alias_that_becomes_a_page_is_a_resource_of_its_own(admin, project, alias, visit, values):
    public()
    admin("wagtailadmin_pages:convert_alias", alias.pk)
    page = models.ProjectPage.objects.get(pk=alias.pk)
    assert id_of(page) != id_of(project)
    assert {id_of(page), id_of(project)} <= public()
    assert values(page)["countries"] == ["country/KH"]
    assert visit(page) == project.title


def test_the_alias_of_a_private_page_that_becomes_a_page_waits_to_be_published(admin, project, alias, visit):
    restrict(project)
    admin("wagtailadmin_pages:convert_alias", alias.pk)
    page = models.ProjectPage.objects.get(pk=alias.pk)
    assert page.live
    assert not page.get_view_restrictions().exists()
    assert id_of(page) not in public()
    assert visit(page) == 404
    page = publish(page)
    assert id_of(page) in public()
    assert visit(page) == project.title


def test_a_translation_is_a_draft_until_it_is_published(project, french, values):
    before = changes()
    translation = project.copy_for_translation(french, copy_parents=True)
    translation.title = "Formation"
    translation.save_revision()
    assert changes() == before
    publish(translation)
    assert values(project)["title"] == {"en": "Training in Phnom Penh", "fr": "Formation"}
