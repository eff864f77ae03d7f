"""Places in GraphQL: their degrees, and lists of what lies in a box or near a point."""

import pytest

from cms import models
from tests.fixtures import publish
from tests.kept import kept

SUVA, LIBREVILLE, WINDHOEK = "-18.1416, 178.4419", "0.4162, 9.4673", "-22.5609, 17.0658"


@kept
def activities(project):
    for title, location in {"Suva": SUVA, "Libreville": LIBREVILLE, "Windhoek": WINDHOEK, "Nowhere": None}.items():
        activity = models.ActivityPage(title=title, slug=title.lower(), location=location)
        publish(project.add_child(instance=activity))


def titles(ask, condition):
    query = f"{{ activities(filter: {{ location: {{ {condition} }} }}) {{ nodes {{ title }} }} }}"
    return sorted(each["title"] for each in ask(query)["activities"]["nodes"])


def test_a_place_has_latitude_and_longitude(activities, ask):
    query = '{ activities(filter: {title: {eq: "Suva"}}) { nodes { location { latitude longitude } } } }'
    assert ask(query)["activities"]["nodes"] == [{"location": {"latitude": -18.1416, "longitude": 178.4419}}]


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("stated: false", ["Nowhere"]),
        ("inside: {south: -30, west: 0, north: 1, east: 20}", ["Libreville", "Windhoek"]),
        ("inside: {south: -20, west: 170, north: -10, east: -170}", ["Suva"]),
        ("near: {latitude: 0.39, longitude: 9.45, kilometres: 5}", ["Libreville"]),
        ("near: {latitude: -22, longitude: 17, kilometres: 3000}", ["Libreville", "Windhoek"]),
    ],
)
def test_a_list_is_filtered_by_place(activities, ask, condition, found):
    assert titles(ask, condition) == found


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("inside: {south: 5, west: 0, north: 1, east: 20}", "The southern edge"),
        ("inside: {south: 5, west: 0, north: 91, east: 20}", "Write a latitude from -90 to 90"),
        ("near: {latitude: 0, longitude: 181, kilometres: 5}", "a longitude from -180 to 180"),
    ],
)
def test_a_place_that_is_not_on_earth_is_refused_with_a_sentence(db, post, condition, sentence):
    response = post(f"{{ activities(filter: {{ location: {{ {condition} }} }}) {{ totalCount }} }}")
    assert sentence in response.json()["errors"][0]["message"]
