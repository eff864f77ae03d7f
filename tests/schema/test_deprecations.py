"""Who uses what is deprecated is counted by key and month, and written at most once a minute."""

import pytest
from django.db import DatabaseError
from graphql import build_schema, parse

from schema import deprecations
from schema.deprecations import Uses, deprecated_coordinates
from schema.models import DeprecatedUse

SCHEMA = build_schema("""
    enum Order { NEW OLD @deprecated(reason: "Use NEW.") }
    input Filter { now: Int, before: Int @deprecated(reason: "Use now.") }
    interface Named { name: String @deprecated(reason: "Use title.") }
    type Thing implements Named { name: String @deprecated(reason: "Use title.") title: String }
    type Query {
        thing(code: String, slug: String @deprecated(reason: "Use code."), order: Order, filter: Filter): Thing
        things(filter: [Filter!]): [Named]
    }
""")


@pytest.mark.parametrize(
    ("query", "coordinates"),
    [
        ('{ thing(code: "a") { title } }', set()),
        ("{ thing { name } }", {"Thing.name"}),
        ("{ things { name ... on Thing { name } } }", {"Named.name", "Thing.name"}),
        ('{ thing(slug: "a") { title } }', {"Query.thing(slug:)"}),
        ("{ thing(order: OLD) { title } }", {"Order.OLD"}),
        ("{ thing(filter: {now: 1, before: 2}) { title } }", {"Filter.before"}),
        ("{ things(filter: [{before: 2}]) { name } }", {"Filter.before", "Named.name"}),
        ("{ thing { ...F } } fragment F on Thing { name @skip(if: false) }", {"Thing.name"}),
    ],
)
def test_what_a_query_names_that_is_deprecated(query, coordinates):
    assert deprecated_coordinates(SCHEMA, parse(query)) == coordinates


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(deprecations, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def asked(post, monkeypatch, clock):
    """A query about a deprecated field of the real schema, counted anew."""
    monkeypatch.setattr("schema.view.uses", Uses())
    monkeypatch.setattr("schema.view.deprecated_coordinates", lambda schema, document: {"Project.title"})
    return lambda **headers: post("{ projects { nodes { title } } }", headers=headers)


def counts():
    found = DeprecatedUse.objects.order_by("coordinate", "key__partner")
    return [(each.key and each.key.partner, each.coordinate, each.count) for each in found]


@pytest.mark.django_db
def test_uses_are_counted_by_key_and_written_once_a_minute(asked, new_key, clock):
    _, headers = new_key("Museum")
    asked(**headers)
    asked(**headers)
    asked()
    assert counts() == []
    clock[0] = 61
    asked()
    assert sorted(counts(), key=str) == [("Museum", "Project.title", 2), (None, "Project.title", 2)]
    asked()
    clock[0] = 122
    asked()
    assert (None, "Project.title", 4) in counts()


@pytest.mark.django_db
def test_what_could_not_be_written_stays_counted(asked, clock, monkeypatch):
    def fail(*_):
        raise DatabaseError

    clock[0] = 61
    with monkeypatch.context() as patch:
        patch.setattr(DeprecatedUse, "add", fail)
        assert asked().status_code == 200
    clock[0] = 122
    asked()
    assert counts() == [(None, "Project.title", 2)]
