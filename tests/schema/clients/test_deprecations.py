"""Who uses what is deprecated is counted by key and month, and written at most once a minute."""

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.urls import reverse
from graphql import build_schema, parse

from schema.clients import deprecated_coordinates, deprecations, tally
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
    monkeypatch.setattr(tally, "monotonic", lambda: now[0])
    return now


@pytest.fixture
def asked(post, monkeypatch, clock):
    """Return a query about a deprecated field of the real schema, counted anew."""
    monkeypatch.setattr(deprecations, "uses", tally.Tally(deprecations._add))
    monkeypatch.setattr(deprecations, "deprecated_coordinates", lambda schema, document: {"Project.title"})
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
def test_what_is_left_when_a_process_ends_is_written_once():
    left = tally.Tally(deprecations._add)
    left.count((None, "Project.title"), count=1)
    assert counts() == []
    left.write()
    left.write()
    assert counts() == [(None, "Project.title", 1)]


@pytest.mark.django_db
def test_what_could_not_be_written_stays_counted(asked, clock, monkeypatch):
    def fail(*_, **what):
        raise DatabaseError

    clock[0] = 61
    with monkeypatch.context() as patch:
        patch.setattr(DeprecatedUse, "add", fail)
        assert asked().status_code == 200
    clock[0] = 122
    asked()
    assert counts() == [(None, "Project.title", 2)]


@pytest.mark.django_db
def test_administrators_see_who_uses_what(client, new_key, django_user_model):
    key, _ = new_key("Museum")
    DeprecatedUse.add(key.pk, {"count": 3}, coordinate="Project.title")
    DeprecatedUse.add(None, {"count": 2}, coordinate="Country.code")
    for group, sees in (("Administrators", True), ("Editors", False)):
        user = django_user_model.objects.create_user(group)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        page = client.get(reverse("deprecated_uses"))
        shown = page.content.decode() if page.status_code == 200 else ""
        assert [each in shown for each in ("Project.title", "Museum", "without a key")] == [sees] * 3
        menu = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (reverse("deprecated_uses") in menu) == sees
