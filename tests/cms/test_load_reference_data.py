"""What `load_reference_data` makes, and what it leaves alone."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import ModelLogEntry, ReferenceIndex

from cms.models import (
    Convention,
    Country,
    CountryGroup,
    CountryGroupMember,
    MonitoringArea,
    MonitoringGoal,
    ProjectType,
    Theme,
)
from graph.models import State
from graph.replica import reading
from tests.fixtures import public
from tests.rollback import rolled_back

pytestmark = pytest.mark.django_db


def load() -> str:
    output = StringIO()
    call_command("load_reference_data", stdout=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        yield load()


def test_everything_is_public_at_once(loaded):
    assert "250 countries" in loaded
    with reading() as graph:
        counts = {kind: len(graph.of_type(kind)) for kind in graph.types()}
    assert counts == {
        "Country": 250,
        "CountryGroup": 45,
        "Organisation": 2,
        "Theme": 8,
        "ProjectType": 4,
        "Convention": 9,
        "Participation": 44,
        "SustainableDevelopmentTarget": 186,
        "MonitoringGoal": 4,
        "MonitoringArea": 11,
    }


def test_a_second_run_changes_nothing(loaded):
    before = State.objects.get().sequence
    assert "nothing" in load()
    assert State.objects.get().sequence == before


@pytest.mark.parametrize(
    ("code", "english", "other"),
    [
        ("KR", "Republic of Korea", "South Korea"),
        ("LA", "Lao People's Democratic Republic", "Lao PDR"),
        ("TR", "Türkiye", "Turkey"),
        ("VN", "Viet Nam", "Vietnam"),
        ("BO", "Bolivia (Plurinational State of)", "Bolivia"),
    ],
)
def test_a_country_has_its_official_name_and_others_beside_it(loaded, code, english, other):
    country = Country.objects.get(code=code)
    assert country.labels["en"] == english
    assert other in country.alternative_labels["en"]
    assert len(country.labels) == 6


def test_no_alternative_name_repeats_the_name(loaded):
    for country in Country.objects.all():
        for language, names in country.alternative_labels.items():
            all_names = [country.labels[language], *names]
            assert len({name.casefold() for name in all_names}) == len(all_names)


def test_the_old_spelling_of_a_theme_is_an_alternative_name(loaded):
    theme = Theme.objects.get(labels__en="Contributing to the SDGs")
    assert "Contributing to the SDG's" in theme.alternative_labels["en"]


def test_monitoring_and_research_are_two_types(loaded):
    names = {row.labels["en"] for row in ProjectType.objects.all()}
    assert {"Monitoring", "Research and Data Collection"} <= names


def test_terms_have_the_same_identifiers_in_every_installation(loaded):
    assert "theme/5cf08957-7752-5b8f-8ea3-dd4d96f8af2f" in public()


def test_the_2005_convention_names_its_dates_and_verified_parties(loaded):
    convention = Convention.objects.get(code="2005-convention")
    assert (str(convention.adopted), str(convention.in_force)) == ("2005-10-20", "2007-03-18")
    assert not convention.parties_complete
    parties = {str(row.party): row for row in convention.participations.all()}
    assert len(parties) == 44
    assert "European Union" in parties
    cambodia = parties["Cambodia"]
    assert (cambodia.kind, str(cambodia.deposited), str(cambodia.in_force)) == ("accession", "2007-09-19", "2007-12-19")
    assert parties["Canada"].kind == ""


def test_facts_that_nobody_has_verified_say_so(loaded):
    assert "not verified" in Convention.objects.get(code="2001-convention").source
    assert "not verified" in MonitoringArea.objects.get(labels__en="Artistic freedom").source
    assert "not verified" not in MonitoringArea.objects.get(labels__en="Media diversity").source


def test_what_an_editor_changes_stays(loaded):
    country = Country.objects.get(code="KH")
    country.labels = {"en": "Kingdom of Cambodia"}
    country.alternative_labels = {}
    country.save()
    load()
    country.refresh_from_db()
    assert (country.labels, country.alternative_labels) == ({"en": "Kingdom of Cambodia"}, {})


def test_a_country_is_in_its_regions_organisations_and_lists(loaded):
    codes = CountryGroup.objects.filter(members__country__code="LA").values_list("code", flat=True)
    assert set(codes) == {"m49-142", "m49-035", "asean", "ldc", "lldc", "unesco-asia-and-the-pacific"}


def test_the_usage_of_a_country_names_its_groups_and_conventions(loaded):
    usage = ReferenceIndex.get_grouped_references_to(Country.objects.get(code="KH"))
    names = {str(source) for source, _references in usage}
    assert {"Least developed countries", str(Convention.objects.get(code="2005-convention"))} <= names


def test_a_country_that_an_editor_deleted_stays_away_and_leaves_its_groups_out(loaded):
    CountryGroup.objects.get(code="asean").delete()
    CountryGroupMember.objects.filter(country__code="TL").delete()
    Country.objects.get(code="TL").delete()
    ModelLogEntry.objects.filter(data__load_reference_data="country-group/asean").delete()
    assert "1 country groups" in load()
    assert not Country.objects.filter(code="TL").exists()
    assert CountryGroup.objects.get(code="asean").members.count() == 10


def test_a_country_whose_code_was_changed_by_force_is_not_made_again(loaded):
    Country.objects.filter(code="KH").update(code="KX")
    assert "nothing" in load()


def test_members_that_an_editor_takes_out_stay_out(loaded):
    CountryGroup.objects.get(code="asean").members.filter(country__code="TL").delete()
    load()
    assert CountryGroup.objects.get(code="asean").members.count() == 10


def test_an_editors_own_edition_of_the_framework_hides_no_goal(loaded):
    area = MonitoringArea.objects.get(labels__en="Digital environment")
    goal = MonitoringGoal.objects.create(edition="2019", number=2, labels={"en": "Balanced flow"})
    MonitoringArea.objects.create(goal=goal, labels=area.labels)
    ModelLogEntry.objects.filter(data__load_reference_data=f"monitoring-area/{area.key}").delete()
    area.delete()
    assert "1 monitoring areas" in load()


def test_what_an_editor_deletes_stays_deleted(loaded):
    Theme.objects.get(labels__en="Advocacy").delete()
    Theme.objects.filter(labels__en="Research").delete()
    load()
    assert Theme.objects.count() == 6
