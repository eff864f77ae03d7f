import copy
import itertools
import json
import pickle

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from graph.declarations import LANGUAGES, MultilingualText, django_language, primary_language

texts = st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1))


@given(texts.flatmap(lambda labels: st.permutations(list(labels.items()))))
def test_languages_stand_in_one_order_whatever_order_they_came_in(items):
    text = MultilingualText(dict(items))
    assert list(text) == [language for language in LANGUAGES if language in text]
    assert text == dict(items)


@given(texts, st.sampled_from(LANGUAGES))
def test_a_label_is_that_of_the_language_or_of_the_first_that_has_one(labels, language):
    expected = labels.get(language) or next((labels[each] for each in LANGUAGES if each in labels), None)
    assert MultilingualText(labels).in_language(language) == expected


def test_fallback_says_which_other_languages_may_stand_in():
    text = MultilingualText({"en": "Water", "fr": "Eau"})
    assert text.in_language("ru", fallback=("fr", "en")) == "Eau"
    assert text.in_language("ru", fallback=()) is None


@pytest.mark.parametrize(("tag", "label"), [("zh-hans", "水"), ("fr-CA", "Eau"), ("de", "Water")])
def test_a_language_with_script_or_region_finds_its_label(tag, label):
    assert MultilingualText({"en": "Water", "fr": "Eau", "zh": "水"}).in_language(tag) == label


@pytest.mark.parametrize(("active", "printed"), [("fr", "Eau"), ("zh-hans", "水"), ("es", "Water"), (None, "Water")])
def test_a_text_prints_in_the_active_language_or_in_english(active, printed):
    with override(active):
        assert str(MultilingualText({"en": "Water", "fr": "Eau", "zh": "水"})) == printed


def test_a_text_without_english_prints_the_first_label_and_an_empty_one_nothing():
    assert str(MultilingualText({"ru": "Вода", "ar": "ماء"})) == "ماء"
    assert str(MultilingualText()) == ""


def test_alternative_labels_print_as_a_list():
    assert str(MultilingualText({"en": ["Burma", "Union of Burma"]})) == "Burma, Union of Burma"


@given(texts)
def test_json_copies_and_pickles_keep_the_labels(labels):
    text = MultilingualText(labels)
    assert json.loads(json.dumps(text)) == labels
    for copied in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):  # noqa: S301
        assert (copied, type(copied)) == (labels, MultilingualText)


def test_every_language_has_a_code_of_djangos_that_leads_back_to_it():
    codes = [django_language(language) for language in LANGUAGES]
    assert [primary_language(code) for code in codes] == list(LANGUAGES)
    assert all(one != other for one, other in itertools.combinations(codes, 2))
