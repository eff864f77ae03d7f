import pytest

from cms.importers import fold
from cms.importers.matching.names import fold_place, folded, split_if_all_known, split_known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Contributing to the SDG's", "contributing to the  SDGs"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Viet-Nam", "Viet Nam"),
        ("Türkiye:", "TURKIYE"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
    ],
)
def test_spellings_of_one_label_fold_to_one_form(one, other):
    assert fold(one) == fold(other)


def test_different_labels_fold_to_different_forms():
    assert len(folded(["Niger", "Nigeria", "Guinea", "Guinea-Bissau"])) == 4


def test_a_known_term_that_holds_a_comma_is_not_split():
    known = folded(["Korea, Republic of", "Chad"])
    text = "Chad, Korea, Republic of, Atlantis"
    assert split_known(text, known) == ["Chad", "Korea, Republic of", "Atlantis"]


def test_without_known_terms_a_list_stays_as_written():
    assert split_known("Chad; Togo", frozenset()) == ["Chad; Togo"]


def test_one_unknown_name_keeps_the_whole_list_together():
    known = folded(["Chad", "Togo"])
    assert split_if_all_known("Chad, Togo", known) == ["Chad", "Togo"]
    assert split_if_all_known("Ministry of Film, Chad", known) == ["Ministry of Film, Chad"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Gambia", "Gambia (the)"),
        ("Korea, Republic of", "Republic of Korea"),
        ("Congo (Democratic Republic of the)", "Democratic Republic of the Congo"),
        ("St. Lucia", "Saint Lucia"),
        ("Saint Vincent and Grenadines", "St Vincent and the Grenadines"),
    ],
)
def test_names_of_countries_are_written_in_several_ways(one, other):
    assert fold_place(one) == fold_place(other)


def test_a_list_of_countries_is_split_however_each_is_written():
    known = frozenset(map(fold_place, ["Togo", "Gambia", "Republic of Korea", "Saint Lucia", "Bahamas"]))
    assert split_known("Togo, Korea, Republic of, The Gambia, the Bahamas and St Lucia", known) == [
        *("Togo", "Korea, Republic of", "The Gambia", "the Bahamas", "St Lucia"),
    ]
