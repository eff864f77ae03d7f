import pytest
from wagtail.models import Locale

from cms.data.reference.countries import countries as all_countries
from cms.importers import LINK_FIELDS
from cms.importers.matching.references import References
from cms.models import ActivityPage, Country, Organisation, Theme
from tests.fixtures import publish

pytestmark = pytest.mark.django_db

CODES = {"LA", "VN", "KR", "CD", "CG", "CI", "NE", "NG", "TR"}


@pytest.fixture
def countries():
    """Some countries as the site's reference data has them."""
    for country in all_countries():
        if country.code in CODES:
            country.save()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Lao PDR", "LA"),
        ("Laos", "LA"),
        ("lao people’s democratic republic", "LA"),
        ("Vietnam", "VN"),
        ("South Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Corée du Sud", "KR"),
        ("DR Congo", "CD"),
        ("the Congo", "CG"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Niger", "NE"),
        ("Turkey", "TR"),
        ("尼日利亚", "NG"),
    ],
)
def test_a_country_is_found_by_its_other_names(countries, name, code):
    assert References().country(name).code == code


@pytest.mark.parametrize("name", ["Lake Niger", "Embassy of Nigeria", "Atlantis", ""])
def test_a_text_that_only_mentions_a_country_is_not_its_name(countries, name):
    assert References().country(name) is None


def test_a_main_name_wins_over_the_same_other_name(countries):
    Country.objects.filter(code="VN").update(labels={"en": "Laos"})
    assert References().country("Laos").code == "VN"


def test_an_organisation_is_found_by_its_acronym():
    river = Organisation.objects.create(labels={"en": "River Choir"}, acronym="RC")
    assert References().organisations["rc"] == river


def test_a_theme_is_found_by_every_label_in_every_language():
    theme = Theme.objects.create(
        labels={"en": "Contributing to the SDGs", "fr": "Contribuer aux ODD"},
        alternative_labels={"en": ["Global Goals"]},
    )
    themes, english = LINK_FIELDS["themes"], Locale.get_default()
    for name in ["contributing to the SDG’s", "Contribuer aux ODD", "Global goals"]:
        assert References().find(themes, name, english) == theme
    assert References().find(themes, "Goals", english) is None


def test_of_two_organisations_of_one_name_the_published_one_is_found():
    Organisation.objects.create(labels={"en": "River Choir"}, live=False)
    published = Organisation.objects.create(labels={"en": "River choir"})
    assert References().organisations["river choir"] == published


def test_a_page_is_found_by_title_once_it_is_published(index):
    field, locale = LINK_FIELDS["related_activities"], index.locale
    activity = index.add_child(instance=ActivityPage(title="A Song’s Day", live=False))
    assert References().find(field, "A song's day", locale) is None
    publish(activity)
    assert References().find(field, "A song's day", locale) == activity


def test_a_title_that_two_pages_have_names_neither(index):
    for slug in ("one", "two"):
        index.add_child(instance=ActivityPage(title="Concert", slug=slug))
    field = LINK_FIELDS["related_activities"]
    assert References().find(field, "Concert", index.locale) is None


def test_of_pages_in_two_languages_the_one_in_the_pages_language_is_found(index):
    french = Locale.objects.create(language_code="fr")
    english = index.add_child(instance=ActivityPage(title="Concert", slug="one"))
    index.add_child(instance=ActivityPage(title="Concert", slug="two", locale=french))
    field = LINK_FIELDS["related_activities"]
    assert References().find(field, "Concert", index.locale) == english
