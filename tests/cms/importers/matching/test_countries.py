"""Countries as people write them: the right one, or none."""

import pytest

from cms.importers.matching.countries import meaning, names, split_countries
from tests import trial


@pytest.mark.skipif(not (trial.CASES / "countries.csv").is_file(), reason=trial.ABSENT)
def test_the_cases_mean_their_countries():
    wrong = [(row, meaning(row["as written"])) for row in trial.rows("countries.csv")]
    assert [(row["as written"], found) for row, found in wrong if found.code != row["expected"]] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KHM", "KH"),
        ("116", "KH"),
        ("Cambodia (Phnom Penh)", "KH"),
        ("Le Cambodge", "KH"),
        ("Turkey/Türkiye", "TR"),
        ("Gambia, The", "GM"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Dominica", "DM"),
        ("Dominican Republic (the)", "DO"),
        ("Guinea-Bissau", "GW"),
        ("Guinea", "GN"),
        ("Republic of Korea*", "KR"),
        ("XK", "XK"),
        ("东帝汶", "TL"),
    ],
)
def test_a_country_is_known_in_all_its_spellings(written, code):
    assert meaning(written).code == code


@pytest.mark.parametrize(
    ("written", "candidates"),
    [("Korea", {"KP", "KR"}), ("Virgin Islands", {"VG", "VI"}), ("Republic of China", {"CN", "TW"}), ("Yugoslavia", 6)],
)
def test_an_ambiguous_name_is_no_country_and_has_candidates(written, candidates):
    found = meaning(written)
    assert found.code == ""
    assert found.codes == candidates if isinstance(candidates, set) else len(found.codes) == candidates


@pytest.mark.parametrize(
    "written",
    [
        "Congo (Goma)",
        "Niger (Nigeria)",
        "New Mexico",
        "New Jersey",
        "Ministry of Culture of Cambodia",
        "Africa",
        "ASEAN",
    ],
)
def test_what_is_no_country_is_none(written):
    assert meaning(written).code == ""


@pytest.mark.parametrize(
    "written",
    ["Cambodia (Phnom Penh), Viet Nam (Hanoi)", "Cambodia / Viet Nam", "Cambodia and Viet Nam", "Cambodge et Viet Nam"],
)
def test_a_list_of_countries_is_split(written):
    assert [meaning(each).code for each in split_countries(written)] == ["KH", "VN"]


@pytest.mark.parametrize("written", ["Trinidad and Tobago", "Bosnia and Herzegovina", "Korea, Republic of", "A, B"])
def test_a_name_with_a_separator_stays_whole(written):
    assert split_countries(written) == [written]


def test_no_name_is_listed_for_two_countries_by_accident():
    several = {name: codes for name, codes in names().items() if len(codes) > 1}
    assert all(len(codes) < 7 for codes in several.values()) and len(several) < 80
