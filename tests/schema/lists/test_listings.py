"""Orders and cursors against plain Python: any page of any list, while resources come and go."""

import base64
from types import SimpleNamespace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.declarations import ACCORD, Boolean, DateTime, Integer, PartialDate, RichText, String, Text
from graph.replica import Replica
from schema.errors import BadInputError
from schema.lists import DEFAULT_PAGE, Listing, OrderedListing, Ordering, Page
from schema.types import OrderTerm, can_order, sort_value

TITLE = Text("title", ACCORD.title)
YEAR = Integer("year", ACCORD.year)
TERMS = st.lists(st.builds(OrderTerm, st.sampled_from([TITLE, YEAR]), st.booleans()), max_size=2)

things = st.dictionaries(
    st.integers(0, 40).map("thing/{}".format),
    st.fixed_dictionaries({}, optional={"year": st.integers(2018, 2020), "title": st.sampled_from("aAbéE")}),
    max_size=12,
)


def listing_of(values, terms):
    replica = Replica()
    for resource, each in values.items():
        title = {"title": {"en": each["title"]}} if "title" in each else {}
        replica.graph.add_node(resource, type="Thing", values={**each, **title})
    return OrderedListing(lambda: "things", values, replica, Ordering(tuple(terms)))


def in_order(values, terms):
    """Return the oracle: stable sorts from the least important to the most, what has no value last."""
    found = sorted(values)
    for term in reversed(terms):
        name = term.field.name
        known = [each for each in found if name in values[each]]
        known.sort(key=lambda each: comparable(values[each][name]), reverse=term.descending)
        found = known + [each for each in found if name not in values[each]]
    return found


def comparable(value):
    return value.replace("é", "e").lower() if isinstance(value, str) else value


@given(things, TERMS)
def test_a_list_has_the_order_that_was_asked_for(values, terms):
    assert list(listing_of(values, terms).resources) == in_order(values, terms)


@given(things, TERMS, st.integers(1, 5))
def test_paging_on_visits_everything_once(values, terms, size):
    listing = listing_of(values, terms)
    seen, after = [], None
    while (page := Page.of(listing, first=size, after=after)).resources:
        seen += page.resources
        after = listing.cursor(page.end - 1)
    assert seen == list(listing.resources)


@given(things, TERMS, st.integers(1, 5))
def test_paging_back_visits_everything_once(values, terms, size):
    listing = listing_of(values, terms)
    seen, before = [], None
    while (page := Page.of(listing, last=size, before=before)).resources:
        seen = [*page.resources, *seen]
        before = listing.cursor(page.start)
    assert seen == list(listing.resources)


@given(things, things, TERMS, st.data())
def test_a_cursor_keeps_its_place_while_resources_come_and_go(before, after, terms, data):
    """What follows the cursor afterwards is what sorts behind its resource as it was."""
    if not before:
        return
    old = listing_of(before, terms)
    index = data.draw(st.integers(0, len(old.resources) - 1))
    marked = old.resources[index]
    changed = {**after, marked: before[marked]}
    expected = in_order(changed, terms)
    expected = [each for each in expected[expected.index(marked) + 1 :] if each in after]
    following = Page.of(listing_of(after, terms), after=old.cursor(index), first=100).resources
    assert [each for each in following if each != marked] == [each for each in expected if each != marked]


def test_an_editors_order_survives_what_leaves_it():
    listing = Listing(lambda: "countries of a project", ["c", "a", "b", "d"])
    cursor = listing.cursor(1)
    assert Page.of(listing, after=cursor).resources == ["b", "d"]
    assert Page.of(Listing(listing.name, ["c", "b", "d"]), after=cursor).resources == ["b", "d"]
    assert Page.of(Listing(listing.name, ["a", "c", "b", "d"]), after=cursor).resources == ["c", "b", "d"]
    assert Page.of(Listing(listing.name, []), after=cursor).resources == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, list(range(20))),
        ({"first": 0}, []),
        ({"first": 3}, [0, 1, 2]),
        ({"last": 3}, [27, 28, 29]),
        ({"first": 100}, list(range(30))),
        ({"first": 3, "after": 4}, [5, 6, 7]),
        ({"last": 3, "before": 4}, [1, 2, 3]),
        ({"first": 10, "after": 4, "before": 7}, [5, 6]),
        ({"last": 1, "after": 4, "before": 7}, [6]),
        ({"first": 5, "after": 7, "before": 4}, []),
        ({"after": 29}, []),
        ({"before": 0}, []),
    ],
)
def test_windows(arguments, expected):
    listing = Listing(lambda: "numbers", [f"n/{number}" for number in range(30)])
    for name in ("after", "before"):
        if name in arguments:
            arguments = {**arguments, name: listing.cursor(arguments[name])}
    assert Page.of(listing, **arguments).resources == [f"n/{number}" for number in expected]
    assert DEFAULT_PAGE == 20


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"first": 101}, "at most 100"),
        ({"last": 101}, "at most 100"),
        ({"first": -1}, "0 to 100"),
        ({"last": -1}, "0 to 100"),
        ({"first": 1, "last": 1}, "either first or last"),
    ],
)
def test_sizes_that_are_refused(arguments, sentence):
    with pytest.raises(BadInputError, match=sentence):
        Page.of(Listing(lambda: "numbers", []), **arguments)


@given(st.one_of(st.text(max_size=60), st.binary(max_size=40).map(lambda raw: raw.hex())))
def test_no_made_up_text_is_a_cursor(text):
    for listing in (Listing(lambda: "numbers", ["n/1"]), listing_of({"thing/1": {}}, [OrderTerm(YEAR)])):
        with pytest.raises(BadInputError, match="This cursor is"):
            Page.of(listing, after=text)


@given(things.filter(bool), TERMS, st.data())
def test_a_damaged_cursor_is_refused_or_still_good(values, terms, data):
    """Never an exception that nobody expects, whatever is changed in it."""
    listing = listing_of(values, terms)
    cursor = listing.cursor(0)
    position = data.draw(st.integers(0, len(cursor) - 1))
    damaged = cursor[:position] + data.draw(st.sampled_from("AZaz09-_=é ")) + cursor[position + 1 :]
    try:
        Page.of(listing, after=damaged)
    except BadInputError as error:
        assert "This cursor is" in error.message


@pytest.mark.parametrize("place", [[-3], [], ["a"], [1, 2], [None], {}, None, "1"])
def test_a_forged_place_is_refused(place):
    listing = Listing(lambda: "numbers", ["n/1"])
    forged = orjson.dumps([listing.fingerprint, place, "n/9"])
    with pytest.raises(BadInputError, match="damaged"):
        Page.of(listing, after=base64.urlsafe_b64encode(forged).decode())


@pytest.mark.parametrize("place", [[None, None], [2020.5], ["2020"], [True], [[2020]], {}])
def test_a_forged_value_is_refused(place):
    listing = listing_of({"thing/1": {"year": 2020}}, [OrderTerm(YEAR)])
    forged = orjson.dumps([listing.fingerprint, place, "thing/1"])
    with pytest.raises(BadInputError, match="damaged"):
        Page.of(listing, after=base64.urlsafe_b64encode(forged).decode())


def test_a_cursor_is_good_in_its_own_list_only():
    values = {"thing/1": {"year": 2020}}
    cursor = listing_of(values, [OrderTerm(YEAR)]).cursor(0)
    others = [
        listing_of(values, []),
        listing_of(values, [OrderTerm(YEAR, descending=True)]),
        OrderedListing(lambda: "other things", values, SimpleNamespace(node=lambda _: {"values": {}})),
    ]
    for other in others:
        with pytest.raises(BadInputError, match="from another list"):
            Page.of(other, after=cursor)


@pytest.mark.parametrize(
    ("field", "values"),
    [
        (String("acronym", ACCORD.a), ["asean", "É-U", "EU", "UNESCO"]),
        (TITLE, [{"en": "A"}, {"fr": "b"}, {"km": "c", "ru": "d"}]),
        (PartialDate("start", ACCORD.s), ["2019-12-31", "2020", "2020-02", "2020-02-03", ".."]),
        (DateTime("m", ACCORD.m), ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00.500000Z", "2020-01-01T00:00:01Z"]),
        (YEAR, [-1, 9, 10]),
    ],
)
def test_values_of_each_kind_compare(field, values):
    assert can_order(field)
    keys = [sort_value(field, value, "en") for value in values]
    assert keys == sorted(keys)


@pytest.mark.parametrize("field", [RichText("aim", ACCORD.aim), Boolean("online", ACCORD.o)])
def test_kinds_without_an_order(field):
    assert not can_order(field)
