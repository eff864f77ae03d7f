"""Regions and lists of the United Nations against a list that others keep."""

from collections import defaultdict

import pytest

from cms.data.reference import facts
from cms.data.reference.countries import countries
from cms.data.reference.rows import group_labels, group_members
from graph.declarations import LANGUAGES

LISTS = {
    "ldc": "Least Developed Countries (LDC)",
    "lldc": "Land Locked Developing Countries (LLDC)",
    "sids": "Small Island Developing States (SIDS)",
}
LEVELS = ("Region", "Sub-region", "Intermediate Region")


@pytest.fixture(scope="module")
def groups():
    return {group.code: group for group in facts.groups()}


def members(groups, kinds) -> dict[str, set[str]]:
    return {code: set(group_members(group)) for code, group in groups.items() if group.kind in kinds}


def test_every_country_is_in_the_regions_and_lists_that_the_united_nations_name(groups, listed):
    wanted = defaultdict(set)
    for code, row in listed.items():
        for level in filter(lambda level: row[f"{level} Code"], LEVELS):
            wanted[f"m49-{row[f'{level} Code'].zfill(3)}"].add(code)
        for group, column in LISTS.items():
            if row[column] == "x":
                wanted[group].add(code)
    assert members(groups, ("region", "listed")) == wanted


def test_regions_have_their_english_names(groups, listed):
    for row in listed.values():
        for level in filter(lambda level: row[f"{level} Code"], LEVELS):
            group = groups[f"m49-{row[f'{level} Code'].zfill(3)}"]
            assert group_labels(group)["en"] == row[f"{level} Name"]


def test_a_smaller_region_lies_in_the_larger_one(groups):
    inner = [group for group in groups.values() if group.part_of]
    assert len(inner) == 24
    for group in inner:
        assert set(group_members(group)) < set(group_members(groups[group.part_of]))


def test_every_group_has_six_names_and_known_countries_once(groups):
    known = {country.code for country in countries()}
    for group in groups.values():
        found = group_members(group)
        assert set(group_labels(group)) == set(LANGUAGES)
        assert set(found) <= known
        assert len(found) == len(set(found))


def test_no_two_groups_have_one_name(groups):
    for language in LANGUAGES:
        names = [group_labels(group)[language].casefold() for group in groups.values()]
        assert len(names) == len(set(names))


def test_unescos_regions_share_no_country(groups):
    regions = members(groups, ("unesco-region",)).values()
    assert len(set().union(*regions)) == sum(map(len, regions)) == 195


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("asean", 11), ("eu", 27), ("african-union", 55), ("arab-league", 22),
        ("caricom", 15), ("mercosur", 5), ("pacific-islands-forum", 18), ("saarc", 8),
    ],
)  # fmt: skip
def test_organisations_have_as_many_members_as_they_say(groups, code, count):
    assert len(group_members(groups[code])) == count
