"""Records that share a name, however it is written, are found by one function, in forms and imports alike."""

import pytest
from django.urls import reverse

from cms import models
from cms.importers import namesakes
from tests.cms.admin.conftest import administrator as administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def eu(home):
    labels = {"en": "European Union", "fr": "Union européenne"}
    return models.Organisation.objects.create(labels=labels, acronym="EU", live=False)


@pytest.mark.parametrize("name", [
    "European Union", "the european union", "European Union (EU)", "EU", "Union européenne", "L’Union europeenne"[2:],
    "Union  Européenne (UE)",
])  # fmt: skip
def test_another_spelling_is_the_same_name(eu, name):
    assert namesakes(models.Organisation(labels={"en": name})) == [eu]


@pytest.mark.parametrize("name", ["European Unions", "African Union", "Union", "E"])
def test_another_name_is_another_name(eu, name):
    assert namesakes(models.Organisation(labels={"en": name})) == []


def test_a_turned_name_is_the_same_name(home):
    korea = models.Organisation.objects.create(labels={"en": "Republic of Korea"}, live=False)
    assert namesakes(models.Organisation(labels={"en": "Korea, Republic of"})) == [korea]


def test_the_full_form_refuses_a_second_record(administrator, eu):
    address = reverse("wagtailsnippets_cms_organisation:add")
    sent = {"labels_en": "European Union (EU)", "identifiers-TOTAL_FORMS": "0", "identifiers-INITIAL_FORMS": "0"}
    shown = administrator.post(address, sent).content.decode()
    assert "There is one of this name already: “European Union”" in shown
    assert models.Organisation.objects.count() == 1
