import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from cms import models
from cms.fields.coordinates import CoordinatesFormField, read_coordinates
from graph.declarations.coordinates import Coordinates

LIBREVILLE = Coordinates.parse("0.4162, 9.4673")


@pytest.mark.parametrize(
    "text",
    [
        "0.4162, 9.4673",
        " 0.4162,9.4673 ",
        "0.4162 9.4673",
        "0.4162; 9.4673",
        "0.4162° N, 9.4673° E",
        "+0.4162 n 9.4673e",
    ],
)
def test_coordinates_are_read_as_maps_show_them(text):
    assert read_coordinates(text) == LIBREVILLE


def test_south_and_west_are_negative():
    assert read_coordinates("22.5° S, 17° W") == read_coordinates("−22.5, −17") == Coordinates.parse("-22.5, -17")


@pytest.mark.parametrize("text", ["Libreville", "0.4162", "9.4673 E, 0.4162 N", "95, 10", "1, 2, 3", "1" * 100])
def test_what_is_no_place_is_refused_with_a_sentence_that_says_what_to_write(text):
    with pytest.raises(ValidationError, match=r"such as 11\.5564, 104\.9282|Write a latitude"):
        CoordinatesFormField().clean(text)


@pytest.fixture
def activity(index):
    return index.add_child(instance=models.ActivityPage(title="Hearing", slug="hearing", location="0.4162, 9.4673"))


def stored(activity):
    return models.ActivityPage.objects.get(pk=activity.pk).location


def test_a_place_is_stored_and_read_back(activity):
    assert activity.location == stored(activity) == LIBREVILLE
    assert models.ActivityPage.objects.filter(location="0.4162 N, 9.4673 E").exists()
    assert models.ActivityPage.from_serializable_data(activity.serializable_data()).location == LIBREVILLE


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_place_that_is_not_stated_is_null(activity, nothing):
    activity.location = nothing
    activity.save()
    assert models.ActivityPage.objects.filter(pk=activity.pk, location=None).exists()


def test_a_broken_row_can_be_read_and_is_refused_by_the_form(activity):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_activitypage SET location = 'nowhere'")
    assert stored(activity) == "nowhere"
    with pytest.raises(ValidationError) as refused:
        models.ActivityPage.objects.get(pk=activity.pk).full_clean()
    assert list(refused.value.message_dict) == ["location"]
