import json
import re

import pytest
from django.apps.registry import Apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from modelcluster.models import ClusterableModel
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Revision

from cms.fields import MultilingualTextField
from graph.declarations import LANGUAGES, MultilingualText

label = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=500).filter(
    lambda text: text == text.strip()
)
names = st.dictionaries(st.sampled_from(LANGUAGES[1:]), label).flatmap(
    lambda others: label.map(lambda english: {"en": english, **others})
)
alternatives = st.dictionaries(st.sampled_from(LANGUAGES), st.lists(label, min_size=1, max_size=3))


class River(ClusterableModel):
    """A model of these tests only, kept out of the project's registry of models."""

    names = MultilingualTextField()
    alternative_names = MultilingualTextField(blank=True, multiple=True)

    class Meta:
        apps = Apps()
        app_label = "tests"

    def __str__(self):
        return str(self.names)


@pytest.fixture(scope="module")
def table(django_db_setup, django_db_blocker):
    # Outside of any test's transaction, in which SQLite cannot change its schema.
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(River)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(River)


stored = pytest.mark.usefixtures("table", "db")

NILE = {"en": "Nile", "fr": "Nil", "ar": "النيل"}

RiverForm = modelform_factory(River, form=WagtailAdminModelForm, fields=["names", "alternative_names"])


class RiverDraftForm(RiverForm):
    class Meta(RiverForm.Meta):
        defer_required_on_fields = ["names", "alternative_names"]


def posted(names=None, alternative_names=None):
    """Return what a browser sends: every input of the form, empty or not."""
    data = {f"names_{each}": (names or {}).get(each, "") for each in LANGUAGES}
    for each in LANGUAGES:
        lines = (alternative_names or {}).get(each, [])
        data[f"alternative_names_{each}"] = "\r\n".join(lines)
    return data


def errors_of(**labels):
    with pytest.raises(ValidationError) as refusal:
        River(**{"names": NILE, **labels}).full_clean()
    return refusal.value.message_dict


@stored
@given(names, alternatives)
def test_labels_are_stored_and_read_back(names, alternatives):
    pk = River.objects.create(names=names, alternative_names=alternatives).pk
    river = River.objects.get(pk=pk)
    assert (river.names, river.alternative_names) == (names, alternatives)
    assert type(river.names) is type(river.alternative_names) is MultilingualText
    assert list(river.names) == [each for each in LANGUAGES if each in names]


@given(names, alternatives)
def test_revisions_and_fixtures_keep_the_labels(names, alternatives):
    river = River(pk=1, names=names, alternative_names=alternatives)
    revision = River.from_json(river.to_json())
    assert (revision.names, revision.alternative_names) == (names, alternatives)
    assert type(revision.names) is MultilingualText
    (fixture,) = serializers.serialize("python", [river])
    assert json.loads(json.dumps(fixture["fields"]))["names"] == names


def test_a_snippet_keeps_its_labels_through_revisions_and_publishing(donor):
    donor.labels = {"en": "Ministry", "ar": "وزارة"}
    donor.alternative_labels = {"fr": ["Ministère", "Min."]}
    revision = donor.save_revision()
    draft = Revision.objects.get(pk=revision.pk).as_object()
    assert (draft.labels, type(draft.labels)) == (donor.labels, MultilingualText)
    assert draft.alternative_labels == {"fr": ["Ministère", "Min."]}
    revision.publish()
    live = type(donor).objects.get(pk=donor.pk)
    assert (live.labels, live.alternative_labels) == (draft.labels, draft.alternative_labels)


@stored
def test_labels_are_found_and_ordered_by_language():
    for name in ("Nile", "Amazon", "Mekong"):
        River.objects.create(names={"en": name, "fr": f"Le {name}"})
    River.objects.create(names=NILE, alternative_names={"en": ["Blue Nile", "White Nile"]})
    assert River.objects.filter(names__ar="النيل").count() == 1
    assert River.objects.filter(names__en="Nile").count() == 2
    assert River.objects.filter(names__fr__startswith="Le ").count() == 3
    assert River.objects.filter(alternative_names__en__0="Blue Nile").count() == 1
    in_order = River.objects.order_by("names__en").values_list("names__en", flat=True)
    assert list(in_order) == ["Amazon", "Mekong", "Nile", "Nile"]


@stored
def test_labels_changed_in_place_or_by_an_update_are_stored():
    river = River.objects.create(names=NILE)
    river.names["zh"] = "尼罗河"
    river.save()
    assert River.objects.get().names == {**NILE, "zh": "尼罗河"}
    River.objects.update(names={"fr": " Nil ", "en": "Nile", "es": ""})
    assert list(River.objects.get().names.items()) == [("en", "Nile"), ("fr", "Nil")]


def test_assigned_labels_are_a_multilingual_text_without_blanks_at_once():
    river = River(names={"fr": " Nil\n", "en": "Nile", "es": "  "})
    assert list(river.names.items()) == [("en", "Nile"), ("fr", "Nil")]
    assert River().names == River(names=None).names == MultilingualText()
    with override("fr"):
        assert str(river) == "Nil"
    river = River(alternative_names={"en": [" a ", "", "b"], "fr": [" "]})
    assert river.alternative_names == {"en": ["a", "b"]}


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ({"names": {"de": "Nil"}}, "“de” is not one of the languages en, fr, es, ar, ru, zh."),
        ({"names": {"en": 5}}, "Give the English label as a text."),
        ({"names": {"en": ["Nile"]}}, "Give the English label as a text."),
        ({"names": "Nile"}, "Give the labels by language, as in {“en”: “Water”}."),
        ({"alternative_names": {"en": "Nile"}}, "Give the English labels as a list of texts."),
        ({"alternative_names": {"en": [5]}}, "Give the English labels as a list of texts."),
        ({"names": {"fr": "Nil"}}, "Enter a label in English."),
        ({"names": {}}, "Enter a label in English."),
        ({"names": {"en": "Nile", "fr": "N" * 501}}, f"Shorten “{'N' * 30}…” in French to 500"),
        ({"alternative_names": {"ru": ["Н", "Н" * 501]}}, f"Shorten “{'Н' * 30}…” in Russian"),
    ],
)
def test_labels_that_cannot_stand_are_reported_at_their_field(labels, sentence):
    (field,) = labels
    ((name, messages),) = errors_of(**labels).items()
    assert name == field
    assert messages[0].startswith(sentence)


@pytest.mark.parametrize("character", "\x00\n\t\x1b\x7f\x85\u2028\u2029\ud800")
def test_control_characters_are_refused(character):
    sentence = "Type the French label again without control characters."
    assert errors_of(names={"en": "Nile", "fr": f"N{character}il"}) == {"names": [sentence]}


def test_the_longest_labels_and_marks_of_direction_are_accepted():
    River(names={"en": "N" * 500, "ar": "النيل\u200f (أ)"}).full_clean()


@stored
@pytest.mark.parametrize("labels", [{"de": "Nil"}, {"en": 5}, "Nile"])
def test_labels_without_the_right_form_are_never_stored(labels):
    with pytest.raises(ValidationError):
        River(names=labels).save()
    with pytest.raises(ValidationError):
        River.objects.update(names=labels)


def test_a_field_that_may_be_blank_requires_no_language():
    River(names=NILE).full_clean()
    River(names=NILE, alternative_names={"fr": ["Nil"]}).full_clean()


def test_migrations_rebuild_the_field_with_its_options():
    field = River._meta.get_field("alternative_names")
    code, _imports = MigrationWriter.serialize(field)
    assert code.startswith("cms.fields.multilingual.MultilingualTextField(")
    _name, _path, args, kwargs = field.deconstruct()
    rebuilt = MultilingualTextField(*args, **kwargs)
    assert (rebuilt.multiple, rebuilt.blank, rebuilt.default) == (True, True, dict)
    assert rebuilt.required_languages == ("en",)


def test_the_system_check_refuses_unknown_required_languages():
    field = MultilingualTextField("names", required_languages=("en", "de"))
    field.set_attributes_from_name("names")
    assert [error.id for error in field.check()] == ["cms.E001"]
    assert River._meta.get_field("names").check() == []


@given(names, alternatives)
def test_the_form_reads_labels_by_language_and_alternatives_by_line(names, alternatives):
    form = RiverForm(posted(names, alternatives))
    assert form.is_valid(), form.errors
    assert form.instance.names == names
    assert form.instance.alternative_names == alternatives
    again = RiverForm(posted(names, alternatives), instance=form.instance)
    assert again.changed_data == []


def inputs(html):
    return {re.search(r'name="([^"]*)"', tag)[1]: tag for tag in re.findall(r"<(?:input|textarea)[^>]*>", html)}


def test_each_language_has_a_labelled_input_with_its_direction_in_one_fieldset():
    html = str(RiverForm(instance=River(names=NILE))["names"])
    assert html.count("<fieldset") == 1
    assert re.search(r"<legend[^>]*>Names</legend>", html)
    found = inputs(html)
    assert list(found) == [f"names_{each}" for each in LANGUAGES]
    for language in LANGUAGES:
        tag = found[f"names_{language}"]
        assert f'lang="{language}"' in tag
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in tag
        assert f'for="id_names_{language}"' in html
        assert f'id="id_names_{language}"' in tag
    assert 'value="النيل"' in found["names_ar"]
    assert "required" not in found["names_en"]


def test_alternatives_have_a_textarea_for_each_language_with_one_on_a_line():
    river = River(alternative_names={"en": ["Blue <Nile>", "White Nile"]})
    html = str(RiverForm(instance=river)["alternative_names"])
    assert html.count("<textarea") == len(LANGUAGES)
    assert "Blue &lt;Nile&gt;\nWhite Nile</textarea>" in html


def test_errors_stand_at_the_language_concerned_and_nothing_typed_is_lost():
    form = RiverForm(posted({"fr": "Nil", "ru": "Н" * 501}))
    assert not form.is_valid()
    bound = form["names"]
    html = bound.field.widget.render_with_errors(bound.html_name, bound.value(), {"id": bound.auto_id}, bound.errors)
    before, at_english, at_french, _spanish, _arabic, at_russian, _chinese = re.split(r"<label", html)
    assert "error-message" not in before
    assert "Enter a label in English." in at_english
    assert 'aria-invalid="true" aria-describedby="id_names_en-errors"' in at_english
    assert "error-message" not in at_french
    assert "aria-invalid" not in at_french
    assert 'value="Nil"' in at_french
    assert "in Russian to 500 characters." in at_russian
    assert f'value="{"Н" * 501}"' in at_russian


def test_errors_of_no_language_stand_above_all_of_them():
    form = RiverForm(posted(NILE))
    form.add_error("names", "Another river has these names.")
    bound = form["names"]
    html = bound.field.widget.render_with_errors(bound.html_name, bound.value(), {"id": bound.auto_id}, bound.errors)
    assert "Another river has these names." in html.partition("<label")[0]


@pytest.mark.parametrize("names", [{}, {"fr": "Nil"}])
def test_a_draft_may_lack_required_languages_which_publishing_asks_for(names):
    draft = RiverDraftForm(posted(names))
    draft.defer_required_fields()
    assert draft.is_valid(), draft.errors
    assert draft.instance.names == names
    assert RiverDraftForm(posted(names)).errors == {"names": ["Enter a label in English."]}


def test_a_draft_is_still_refused_labels_that_cannot_stand():
    draft = RiverDraftForm(posted({"fr": "N" * 501}))
    draft.defer_required_fields()
    assert set(draft.errors) == {"names"}
