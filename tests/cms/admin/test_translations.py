"""A translation's form has texts alone: facts come from the page that it translates, while that one is published."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from cms import models
from cms.forms.resources import facts
from graph import identity
from graph.declarations import registry
from graph.replica import reading
from tests.fixtures import publish
from tests.forms import form_data
from tests.kept import kept
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

PAGES = [declared for declared in registry().resources if declared.is_page]


@kept
def french(home):
    locale, _ = Locale.objects.get_or_create(language_code="fr")
    home.copy_for_translation(locale).save_revision().publish()
    return locale


@pytest.fixture
def translation(french, index, project):
    project.sections = [models.Section(title="Background", style="collapsed")]
    publish(project)
    index.copy_for_translation(french).save_revision().publish()
    return publish(project.copy_for_translation(french))


def address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form(client, page):
    """Return what the form of a page would send."""
    return form_data(client.get(address(page)))


def values(page):
    with reading() as graph:
        return graph.node(identity.id_of(page))["values"]


def test_a_translation_has_texts_and_no_facts(moderator, translation):
    fields = set(form(moderator, translation))
    assert {"title", "overview", "aim", "sections-0-title", "sections-0-body"} <= fields
    hidden = ("start_date", "end_date", "programme", "country_links", "fundings", "source_url", "sections-0-style")
    assert [each for each in fields if each.startswith(hidden)] == []


def test_the_original_keeps_its_facts(moderator, translation, project):
    fields = set(form(moderator, project))
    assert {"start_date", "country_links-0-country", "fundings-0-donor", "sections-0-style"} <= fields


def test_a_saved_translation_contributes_its_text_and_loses_nothing(moderator, translation, project):
    before = values(project)
    sent = form(moderator, translation) | {"title": "Formation", "sections-0-title": "Contexte", "action-publish": "1"}
    response = moderator.post(address(translation), sent)
    assert response.status_code == 302
    assert values(project)["title"] == {"en": "Training in Phnom Penh", "fr": "Formation"}
    assert values(project) | {"title": ""} == before | {"title": ""}
    assert models.CountryLink.objects.filter(page=translation).count() == 1
    assert models.Section.objects.get(page=translation).style == "collapsed"


def test_facts_are_in_the_form_of_the_page_that_gives_them(moderator, translation, project):
    Page.objects.get(pk=project.pk).specific.unpublish()
    assert "start_date" in form(moderator, translation)


@pytest.mark.parametrize("declared", mostly_slow(PAGES, 2), ids=lambda declared: declared.name)
def test_every_type_of_page_has_a_form_for_translations(declared, moderator, french, index):
    page = declared.model(title="Page", slug="page", live=True)
    parent = index
    if models.ProjectIndexPage not in declared.model.allowed_parent_page_models():
        parent = index.add_child(instance=models.ToolkitPage(title="Toolkit", slug="toolkit"))
    parent.add_child(instance=page)
    translated = page.copy_for_translation(french, copy_parents=True)
    fields = {name.partition("-")[0] for name in form(moderator, translated)}
    assert "title" in fields
    assert fields & facts(declared) == set()


def test_a_second_translation_into_a_language_is_refused_in_a_sentence(admin_client, french, index, project):
    index.copy_for_translation(french)
    address = reverse("wagtailadmin_api:pages:action", args=[project.pk, "copy_for_translation"])
    answers = [admin_client.post(address, {"locale": "fr"}, content_type="application/json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 400]
    assert "already" in answers[1].json()["message"]
    assert models.ProjectPage.objects.filter(locale=french).count() == 1
