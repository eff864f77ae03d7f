import pytest
from django.apps.registry import Apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from django.db.models import F
from django.forms import modelform_factory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Revision

from cms.fields import PartialDateField
from graph.declarations import LANGUAGES
from graph.declarations.partial_dates import PartialDate
from tests.thorough import mostly_slow

OPEN = PartialDate()

dates = st.just(OPEN) | st.builds(
    lambda date, precision, approximate: PartialDate(
        *(date.year, date.month, date.day)[:precision], approximate=approximate
    ),
    st.dates(),
    st.integers(1, 3),
    st.booleans(),
)


class Mission(ClusterableModel):
    """A model of these tests only, kept out of the project's registry of models."""

    start_date = PartialDateField()
    end_date = PartialDateField(blank=True, allow_open=True)

    class Meta:
        apps = Apps()
        app_label = "tests"

    def __str__(self):
        return f"{self.start_date} / {self.end_date}"


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    # Outside of any test's transaction, in which SQLite cannot change its schema.
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Mission)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Mission)


stored = pytest.mark.usefixtures("table", "db")


def store(*dates):
    Mission.objects.all().delete()
    Mission.objects.bulk_create(Mission(start_date=date) for date in dates)


@stored
@pytest.mark.parametrize("date", ["2020", "2020-02~", "2020-02-03", ".."])
def test_dates_and_their_text_are_stored_and_read_back(date):
    parsed = PartialDate.parse(date)
    for given_date in (date, parsed):
        pk = Mission.objects.create(start_date=given_date).pk
        assert Mission.objects.get(pk=pk).start_date == parsed
        assert Mission.objects.filter(start_date=given_date, pk=pk).exists()


@stored
@pytest.mark.parametrize("nothing", [None, ""])
def test_a_date_that_is_not_stated_is_null(nothing):
    Mission.objects.create(start_date=nothing)
    with connection.cursor() as cursor:
        cursor.execute("SELECT start_date FROM tests_mission")
        assert cursor.fetchall() == [(None,)]
    assert Mission.objects.get(start_date__isnull=True).start_date is None


def test_assigned_text_is_a_date_at_once():
    mission = Mission(start_date="2020-02")
    assert mission.start_date == PartialDate(2020, 2)
    mission.start_date = ""
    assert mission.start_date is None


@stored
def test_assigned_text_that_is_no_date_is_reported_at_its_field_and_never_stored():
    mission = Mission(start_date="Feb 2020")
    with pytest.raises(ValidationError) as refusal:
        mission.full_clean()
    sentence = "“Feb 2020” is not a date: write 2020, 2020-02 or 2020-02-03."
    assert refusal.value.message_dict == {"start_date": [sentence]}
    with pytest.raises(ValidationError):
        mission.save()


@stored
def test_deferred_and_updated_dates_are_dates():
    pk = Mission.objects.create(start_date="2020").pk
    Mission.objects.filter(pk=pk).update(start_date=PartialDate(2021), end_date=F("start_date"))
    mission = Mission.objects.only("pk").get()
    assert (mission.start_date, mission.end_date) == (PartialDate(2021), PartialDate(2020))


def test_validation_requires_a_date_and_refuses_an_open_start():
    with pytest.raises(ValidationError) as refusal:
        Mission().full_clean()
    assert set(refusal.value.message_dict) == {"start_date"}
    with pytest.raises(ValidationError) as refusal:
        Mission(start_date="..", end_date="..").full_clean()
    assert set(refusal.value.message_dict) == {"start_date"}
    Mission(start_date="2020", end_date="..").full_clean()


EDTF_IN_ORDER = [
    *("0001", "2019-12-31", "2020", "2020-02", "2020-02-03", "2020-02-04~", "2020-03~"),
    *("2020-10", "2021~", "9999-12-31", ".."),
]


@stored
@pytest.mark.parametrize("mixed", [EDTF_IN_ORDER[::-1], sorted(EDTF_IN_ORDER)])
def test_sort_orders_a_year_before_its_months_and_open_last(mixed):
    store(*mixed)
    for order, expected in [("", EDTF_IN_ORDER), ("-", EDTF_IN_ORDER[::-1])]:
        found = Mission.objects.order_by(f"{order}start_date__sort").values_list("start_date")
        assert [str(date) for (date,) in found] == expected


@stored
@given(st.lists(dates))
def test_the_database_sorts_by_the_key_that_dates_have(some):
    store(*some)
    found = Mission.objects.order_by("start_date__sort", "pk")
    assert [mission.start_date for mission in found] == sorted(some, key=lambda date: date.sort_key)
    for date, key in Mission.objects.values_list("start_date", "start_date__sort"):
        assert key == date.sort_key


@stored
@given(st.lists(dates), dates)
def test_comparisons_by_sort_hold_in_the_database_as_for_keys(some, bound):
    store(*some)
    earlier = Mission.objects.filter(start_date__sort__lt=str(bound))
    assert earlier.count() == sum(date.sort_key < bound.sort_key for date in some)
    same = Mission.objects.filter(start_date__sort=bound)
    assert same.count() == sum(date.sort_key == bound.sort_key for date in some)


@stored
def test_a_date_that_is_not_stated_is_neither_before_nor_after_another():
    store(None, "2020")
    assert Mission.objects.filter(start_date__sort__lt="..").count() == 1
    assert Mission.objects.filter(start_date__sort__gt="0001").count() == 1
    first, last = Mission.objects.order_by(F("start_date__sort").asc(nulls_last=True))
    assert (first.start_date, last.start_date) == (PartialDate(2020), None)


def test_a_comparison_with_text_that_is_no_date_is_refused():
    with pytest.raises(ValidationError, match="“May 2020” is not a date"):
        Mission.objects.filter(start_date__sort__lt="May 2020")


@given(dates, dates | st.none())
def test_revisions_and_fixtures_keep_the_dates(start_date, end_date):
    mission = Mission(pk=1, start_date=start_date, end_date=end_date)
    revision = Mission.from_json(mission.to_json())
    assert (revision.start_date, revision.end_date) == (start_date, end_date)
    (fields,) = serializers.serialize("python", [mission])
    assert fields["fields"]["start_date"] == str(start_date)


def test_a_page_keeps_its_dates_through_revisions_and_publishing(project):
    project.start_date, project.end_date = "2021-03~", ".."
    revision = project.save_revision()
    draft = Revision.objects.get(pk=revision.pk).as_object()
    assert (draft.start_date, draft.end_date) == (PartialDate(2021, 3, approximate=True), OPEN)
    revision.publish()
    live = type(project).objects.get(pk=project.pk)
    assert (live.start_date, live.end_date) == (draft.start_date, draft.end_date)


def test_migrations_rebuild_the_field_from_the_options_that_matter():
    field = Mission._meta.get_field("end_date")
    code, imports = MigrationWriter.serialize(field)
    assert code == "cms.fields.partial_date.PartialDateField(allow_open=True, blank=True)"
    _name, _path, args, kwargs = field.deconstruct()
    rebuilt = PartialDateField(*args, **kwargs)
    assert (rebuilt.max_length, rebuilt.null, rebuilt.allow_open) == (12, True, True)


MissionForm = modelform_factory(Mission, form=WagtailAdminModelForm, fields=["start_date", "end_date"])


@pytest.mark.parametrize("language", mostly_slow([*LANGUAGES[:-1], "zh-hans", "de"], 2))
@given(start_date=dates.filter(lambda date: not date.is_open), end_date=dates)
def test_what_the_form_shows_is_read_as_no_change(language, start_date, end_date):
    with override(language):
        mission = Mission(start_date=start_date, end_date=end_date)
        shown = {field.name: field.subwidgets[0].data["value"] for field in MissionForm(instance=mission)}
        form = MissionForm(shown, instance=mission)
        assert form.is_valid(), form.errors
    assert (form.changed_data, mission.start_date, mission.end_date) == ([], start_date, end_date)


def test_the_form_shows_dates_as_people_write_them_with_an_example_and_help():
    html = MissionForm(instance=Mission(start_date="2020-02", end_date="..")).as_p()
    assert 'value="Feb 2020"' in html
    assert 'value="ongoing"' in html
    assert 'placeholder="such as Feb 2020"' in html
    assert "2020, Feb 2020 or 3 Feb 2020" in html
    with override("fr"):
        assert 'value="février 2020"' in str(MissionForm(instance=Mission(start_date="2020-02")))


def test_the_form_keeps_what_was_typed_and_says_what_to_write():
    form = MissionForm({"start_date": "03/02/2020", "end_date": "ongoing"})
    assert form.errors["start_date"] == ["“03/02/2020” may be 3 Feb 2020 or 2 Mar 2020: write the month as a word."]
    assert 'value="03/02/2020"' in str(form["start_date"])
    assert set(form.errors) == {"start_date"}


def test_the_form_takes_ongoing_as_an_end_only():
    form = MissionForm({"start_date": "ongoing", "end_date": "ongoing"})
    assert form.errors == {"start_date": ["Enter a date here: only an end can be “ongoing”."]}


def test_a_draft_may_leave_a_required_date_unstated_but_not_unreadable():
    class DraftForm(MissionForm):
        class Meta(MissionForm.Meta):
            model = Mission
            fields = ["start_date"]
            defer_required_on_fields = ["start_date"]

    assert set(DraftForm({"start_date": ""}).errors) == {"start_date"}
    for typed, errors in [("", set()), ("soon", {"start_date"})]:
        draft = DraftForm({"start_date": typed})
        draft.defer_required_fields()
        assert set(draft.errors) == errors
