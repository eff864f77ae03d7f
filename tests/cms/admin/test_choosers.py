"""Choosers and lists find reference data by any name in any language."""

import pytest
from django.urls import reverse

from cms import models

pytestmark = pytest.mark.django_db


@pytest.fixture
def countries(cambodia, korea):
    cambodia.labels = {"en": "Cambodia", "fr": "Cambodge", "ar": "كمبوديا", "zh": "柬埔寨"}
    cambodia.alternative_labels = {"en": ["Kampuchea"]}
    cambodia.save()
    models.Country.objects.create(code="AL", code3="ALB", m49="008", labels={"en": "Albania"})


def results(client, model, query: str) -> list[str]:
    name = f"wagtailsnippetchoosers_cms_{model._meta.model_name}:choose_results"
    return [str(each) for each in client.get(reverse(name), {"q": query}).context["results"]]


@pytest.mark.parametrize("query", ["Cambodge", "柬埔寨", "كمبوديا", "KH", "khm", "camb", "Kampuchea"])
def test_a_country_is_found_by_any_of_its_names_and_codes(editor, countries, query):
    assert results(editor, models.Country, query) == ["Cambodia"]


def test_without_a_query_they_stand_in_the_order_of_their_names(editor, countries):
    assert results(editor, models.Country, "") == ["Albania", "Cambodia", "Republic of Korea"]


def test_an_organisation_is_found_by_its_acronym(editor):
    models.Organisation.objects.create(labels={"en": "Swedish agency"}, acronym="Sida", live=False)
    assert results(editor, models.Organisation, "sida") == ["Swedish agency"]


def test_a_convention_is_found_by_its_code(editor):
    models.Convention.objects.create(code="2005-convention", labels={"en": "The Convention"})
    assert results(editor, models.Convention, "2005") == ["The Convention"]


def test_the_old_spelling_of_a_theme_finds_it(editor):
    labels = {"en": "Contributing to the SDGs"}
    models.Theme.objects.create(labels=labels, alternative_labels={"en": ["Contributing to the SDG's"]})
    assert results(editor, models.Theme, "SDG's") == ["Contributing to the SDGs"]


@pytest.mark.parametrize("query", ["asean", "Association", "东南亚国家联盟", "Asociación"])
def test_a_group_of_countries_is_found_by_its_acronym_and_in_any_language(editor, query):
    labels = {"en": "Association of Southeast Asian Nations", "es": "Asociación de Naciones", "zh": "东南亚国家联盟"}
    models.CountryGroup.objects.create(code="asean", labels=labels)
    assert results(editor, models.CountryGroup, query) == ["Association of Southeast Asian Nations"]


@pytest.mark.parametrize("query", ["8.3", "creativity", "ODD 8.3"])
def test_a_sustainable_development_target_is_found_by_code_and_name(editor, query):
    models.SustainableDevelopmentTarget.objects.create(code="9", labels={"en": "Industry"})
    models.SustainableDevelopmentTarget.objects.create(
        code="8.3", labels={"en": "Creativity"}, alternative_labels={"fr": ["ODD 8.3"]}
    )
    assert results(editor, models.SustainableDevelopmentTarget, query) == ["8.3 Creativity"]


def test_the_list_of_countries_is_searched_in_the_same_way(administrator, countries):
    address = reverse(models.Country.snippet_viewset.get_url_name("list"))
    page = administrator.get(address, {"q": "Cambodge"})
    assert [each.code for each in page.context["object_list"]] == ["KH"]
