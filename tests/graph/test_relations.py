"""What the fields read of other tables is loaded by a few queries, and says what Django's own queries say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms import models
from graph.declarations import registry
from graph.description import describe_many, loading
from graph.visibility import PageRules
from tests.end_to_end.newsroom import Editors
from tests.fixtures import publish
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db


class Room(Editors):
    def settle(self):
        pass


def described(declared):
    return dict(describe_many(declared, None, PageRules.at(timezone.now())))


def one_by_one(monkeypatch):
    """Nothing is loaded beforehand, so that Django reads each relation when it is needed."""
    monkeypatch.setattr(loading, "load_relations", lambda model, instances, relations: None)


@pytest.mark.parametrize("pages", mostly_slow([8, 20]))
def test_every_type_says_what_it_says_when_its_relations_are_read_one_by_one(monkeypatch, pages):
    room = Room()
    for seed in range(pages):
        room.act("create", seed)
    bulk = {declared.name: described(declared) for declared in registry().resources}
    one_by_one(monkeypatch)
    assert {declared.name: described(declared) for declared in registry().resources} == bulk
    assert all(bulk[name] for name in ("Project", "Activity", "Toolkit", "Organisation", "Convention", "Outcome"))


def test_rows_keep_their_order_also_where_it_is_that_of_what_they_lead_to(monkeypatch, cambodia, korea):
    group = models.CountryGroup.objects.create(code="X1", labels={"en": "Both"})
    for country in (korea, cambodia):
        group.members.create(country=country)
    group.save()
    declared = registry().types["CountryGroup"]
    ids = described(declared)["country-group/X1"].nodes["country-group/X1"].values["countries"]
    assert ids == ["country/KH", "country/KR"]
    one_by_one(monkeypatch)
    assert described(declared)["country-group/X1"].nodes["country-group/X1"].values["countries"] == ids


def test_the_relations_of_a_page_are_read_in_a_handful_of_queries(monkeypatch, project, index):
    for number in range(3):
        publish(index.add_child(instance=models.ProjectPage(title=f"Project {number}", slug=f"p{number}")))
    declared, rules = registry().types["Project"], PageRules.at(timezone.now())
    few = queries(lambda: loading.load(declared, None, rules))
    assert few <= 4
    one_by_one(monkeypatch)
    assert queries(lambda: described(declared)) > 20


def queries(work):
    with CaptureQueriesContext(connection) as asked:
        work()
    return len(asked)
