"""Choosers and lists find reference data by any name in any language."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from cms import models
from graph import identity
from tests.fixtures import public, publish

pytestmark = [pytest.mark.django_db, pytest.mark.wagtail_indexes]


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


@pytest.fixture
def asean(countries):
    group = models.CountryGroup.objects.create(code="asean", labels={"en": "ASEAN"}, kind="organisation")
    for code in ("KH", "AL"):
        models.CountryGroupMember.objects.create(group=group, country=models.Country.objects.get(code=code))
    return group


def chooser(client, model, part: str = "choose_results", **query):
    return client.get(reverse(f"wagtailsnippetchoosers_cms_{model._meta.model_name}:{part}"), query)


def ticked(response) -> list[str]:
    return [each["value"] for each in BeautifulSoup(response.content, "html.parser").select("input[checked]")]


def test_all_countries_of_a_group_are_ticked_at_once(editor, asean):
    response = chooser(editor, models.Country, group=asean.pk, multiple=1)
    members = [str(models.Country.objects.get(code=each).pk) for each in ("AL", "KH")]
    assert ticked(response) == members
    assert "All 2 countries are ticked" in response.content.decode()
    assert ticked(chooser(editor, models.Country, multiple=1)) == []


def test_a_large_group_stands_on_one_page(editor, asean):
    for number in range(30):
        labels = {"en": f"Country {number}"}
        country = models.Country.objects.create(
            code=f"{number:02}", code3=f"{number:03}", m49=f"{number + 500}", labels=labels
        )
        models.CountryGroupMember.objects.create(group=asean, country=country)
    assert len(ticked(chooser(editor, models.Country, group=asean.pk, multiple=1))) == 32


@pytest.mark.parametrize("group", ["x", "0", "99999999999999999999"])
def test_a_group_that_does_not_exist_leaves_all_countries(editor, asean, group):
    response = chooser(editor, models.Country, group=group)
    assert response.status_code == 200
    assert len(response.context["results"]) == 3


def test_goals_and_targets_stand_in_the_order_of_the_agenda(editor):
    for code, label in [("10", "A"), ("8.10", "B"), ("8.a", "C"), ("8.2", "D"), ("8", "E")]:
        models.SustainableDevelopmentTarget.objects.create(code=code, labels={"en": label})
    assert [each.partition(" ")[0] for each in results(editor, models.SustainableDevelopmentTarget, "")] == [
        *("8", "8.2", "8.10", "8.a", "10")
    ]


def creation(name: str) -> dict:
    return {f"labels_{each}": "" for each in ("fr", "es", "ar", "ru", "zh")} | {
        "labels_en": name,
        "acronym": "",
        "kind": "",
    }


def create(client, name: str, **query):
    address = reverse("wagtailsnippetchoosers_cms_organisation:create")
    return client.post(f"{address}?{urlencode(query)}", creation(name)).json()


def test_an_organisation_is_made_while_writing_and_public_only_when_something_public_names_it(editor, project):
    answer = create(editor, "Koalisi Seni", multiple=1)
    made = models.Organisation.objects.get(labels__en="Koalisi Seni")
    assert [each["string"] for each in answer["result"]] == ["Koalisi Seni"]
    assert not made.live and made.latest_revision.user.username == "editors"
    assert identity.id_of(made) not in public()
    project.partnerships = [models.Partnership(partner=made)]
    publish(project)
    assert identity.id_of(made) in public()


def test_a_second_organisation_of_the_same_name_is_refused_in_the_chooser(editor, donor):
    assert "There is one of this name already" in create(editor, "ministry of culture")["htmlFragment"]
    assert models.Organisation.objects.count() == 1


def test_an_organisation_without_an_english_name_is_refused_in_the_chooser(editor, home):
    assert create(editor, "")["step"] == "reshow_creation_form"
    assert not models.Organisation.objects.exists()


def test_who_may_not_add_countries_is_not_offered_to(editor, countries):
    assert "tab-create" not in chooser(editor, models.Country, "choose").json()["html"]
    assert "tab-create" in chooser(editor, models.Organisation, "choose").json()["html"]
