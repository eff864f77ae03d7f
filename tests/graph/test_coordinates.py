from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.declarations.coordinates import Coordinates


def degrees(largest):
    return st.decimals(-largest, largest, allow_nan=False, places=6)


places = st.builds(Coordinates, degrees(90), degrees(180))
PHNOM_PENH, PARIS = Coordinates.parse("11.5564, 104.9282"), Coordinates.parse("48.8566, 2.3522")


@given(places)
def test_parsing_what_coordinates_print_gives_the_same_coordinates(place):
    assert Coordinates.parse(str(place)) == place


def test_surplus_decimals_and_zeros_make_no_other_place():
    assert Coordinates(Decimal("1.50"), Decimal("-0.00000001")) == Coordinates.parse("1.5, 0")
    assert str(Coordinates(Decimal("1E+1"), Decimal("100.0"))) == "10, 100"


@pytest.mark.parametrize(
    "text", ["", "11.5564", "91, 0", "-90.0000011, 0", "0, 181", "1,5, 2,5", "٣, ٤", "NaN, 0", "1e1, 2"]
)
def test_a_text_without_two_possible_degrees_is_refused(text):
    with pytest.raises(ValueError, match=r"Write a latitude|write them as 11\.5564"):
        Coordinates.parse(text)


def test_the_distance_between_two_cities_is_that_of_an_atlas():
    assert PHNOM_PENH.kilometres_to(PARIS) == pytest.approx(9_900, rel=0.01)


@given(places, places)
def test_a_distance_is_the_same_in_both_directions_and_at_most_half_round_the_earth(here, there):
    distance = here.kilometres_to(there)
    assert distance == pytest.approx(there.kilometres_to(here), abs=1e-6)
    assert 0 <= distance <= 20_016


@given(places)
def test_a_box_of_the_whole_earth_holds_every_place(place):
    assert place.lies_within(Coordinates.parse("-90, -180"), Coordinates.parse("90, 180"))


@pytest.mark.parametrize(("longitude", "inside"), [("179", True), ("-179", True), ("180", True), ("0", False)])
def test_a_box_may_cross_the_meridian_where_west_meets_east(longitude, inside):
    place = Coordinates.parse(f"-17, {longitude}")
    assert place.lies_within(Coordinates.parse("-20, 170"), Coordinates.parse("-10, -170")) is inside
