"""Our countries against a list that others keep: every code, and every name or the reason why not."""

import re
import unicodedata

import pytest

from cms.data.reference.countries import countries

COLUMNS = {"en": "en", "fr": "fr", "es": "es", "ar": "ar", "ru": "ru", "zh": "cn"}

DIFFERENT = {
    "The list gives the everyday name, ours is the United Nations'.": {"en": "CI FK"},
    "The United Nations have called it the Kingdom since 2023; ISO and CLDR have not.": {
        **dict.fromkeys(("fr", "es", "ar", "ru", "zh"), "NL"),
    },
    "The list has a slip: a wrong case, a word left out or turned round, or twice the same.": {
        "ar": "IO TF UM",
        "ru": "AQ AX CC KY",
    },
    "CLDR follows the spelling of the language, the United Nations that of the country.": {
        "fr": "IQ KG KY NU TK",
        "es": "BD BH BL BM BT BW CX DJ FJ GG GW IQ KE KZ LS MW NZ PW QA RW SA SR TT ZW",
        "ar": "BJ BV CC CL CX CZ EC FO GA GF GG GL KI KN LK LR LU MS MT MZ PM RE SC SH ST TC TH UY VG WF ZW",
        "ru": "BQ CF GS",
        "zh": "BV GG GS IO JE",
    },
    "CLDR and the United Nations name the islands, their part or their state differently.": {
        "fr": "AX CC HM PN RE",
        "es": "CC GS MP PN SJ SX TF UM WF",
        "ar": "DO MQ MV PN SJ SX VI",
        "ru": "BS HM KM MV PN SJ SX TC TF UM VG VI WF YT ZA",
        "zh": "DO HM MF PM PN SJ SX TF WF",
    },
}


@pytest.fixture(scope="module")
def ours():
    return {country.code: country for country in countries()}


def test_every_country_is_there_with_its_codes(ours, listed):
    found = {(each.code, each.code3, each.m49) for each in ours.values()}
    wanted = {(code, row["ISO3166-1-Alpha-3"], row["M49"].zfill(3)) for code, row in listed.items()}
    # Kosovo has a code that users assign (ISO 3166-1, 8.1.3), and no number.
    assert found == wanted | {("XK", "XKX", None)}


@pytest.mark.parametrize("language", COLUMNS)
def test_names_are_equal_but_for_those_with_a_reason(ours, listed, language):
    different = {
        code
        for code, row in listed.items()
        if plain(ours[code].labels[language]) != plain(row[f"official_name_{COLUMNS[language]}"])
    }
    explained = [code for reason in DIFFERENT.values() for code in reason.get(language, "").split()]
    assert different == set(explained)
    assert len(explained) == len(set(explained))


def plain(name: str) -> str:
    """Without case, accents and punctuation, in which the list and CLDR differ throughout."""
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split()).casefold()
