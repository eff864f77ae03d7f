"""A declaration that goes: deprecated first, everywhere in the schema, and removed after its day, not before."""

from datetime import date
from functools import cache

import pytest
from django.core.management import CommandError, call_command
from django.db import models as django_models
from django.test.utils import isolate_apps
from graphql import print_schema

from graph.declarations import ACCORD, Choice, Deprecation, Integer, Link, String
from schema.clients import breaking_changes, deprecated, table
from schema.management.commands.update_schema import HEADING
from schema.schema import build_schema, current_schema
from tests.schema.test_schema import declare, with_models

SINCE, UNTIL, AFTER = date(2027, 1, 10), date(2027, 9, 1), date(2027, 9, 2)
GOING = Deprecation(SINCE, "pages", UNTIL)


class Paper(django_models.TextChoices):
    THIN = "thin", "Thin"


def built(*fields):
    with isolate_apps("cms"):
        return build_schema(with_models(declare("Leaflet", *fields))).graphql_schema


@cache
def leaflet():
    """Return the schema of this project with leaflets, which have pages and nothing more."""
    return built(Integer("pages", ACCORD.pages))


@cache
def full_leaflet(**options):
    """Return the same with a field of most kinds, which have these options."""
    return built(Integer("pages", ACCORD.pages), *fields(**options))


def fields(**options):
    return [
        String("size", ACCORD.size, **options),
        Integer("weight", ACCORD.weight, **options),
        Choice("paper", ACCORD.paper, choices=Paper, **options),
        Link("lands", ACCORD.land, to="Country", inverse="leaflets_about", **options),
    ]


def test_everything_that_follows_from_a_declaration_is_deprecated_with_it():
    found = dict(deprecated(full_leaflet(deprecated=GOING)))
    assert set(found.values()) == {GOING}
    assert found.keys() >= {
        "Leaflet.size", "LeafletFilter.size", "LeafletOrder.SIZE_ASC", "LeafletOrder.SIZE_DESC",
        "Leaflet.weight", "LeafletFacets.weight", "LeafletFacets.paper",
        "Leaflet.lands", "LeafletFilter.lands", "LeafletFacets.lands",
        "Country.leafletsAbout", "CountryFilter.leafletsAbout",
    }  # fmt: skip
    assert "Leaflet.pages" not in found


def test_what_is_deprecated_may_go_after_its_day():
    before, after = print_schema(full_leaflet(deprecated=GOING)), leaflet()
    assert breaking_changes(before, after, AFTER) == []
    assert "Leaflet.size was removed." in breaking_changes(before, after, UNTIL)


def test_what_is_not_deprecated_may_not_go():
    broken = breaking_changes(print_schema(full_leaflet()), leaflet(), AFTER)
    assert {"Leaflet.size was removed.", "Country.leafletsAbout was removed."} <= set(broken)


def test_a_type_may_not_change_and_additions_break_nothing():
    before = print_schema(leaflet())
    assert breaking_changes(before, full_leaflet(), AFTER) == []
    changed = built(String("pages", ACCORD.pages))
    assert "Leaflet.pages changed type from Int to String." in breaking_changes(before, changed, AFTER)


def test_partners_have_half_a_year():
    with pytest.raises(ValueError, match="at least 180 days, until 2027-07-09"):
        Deprecation(SINCE, "pages", date(2027, 7, 8))
    assert Deprecation.read(str(GOING)) == GOING
    assert Deprecation.read("Use something else.") is None


def test_the_table_names_what_goes():
    row = "| `Leaflet.size` | 2027-01-10 | pages | 2027-09-01 |"
    assert row in table(full_leaflet(deprecated=GOING)).splitlines()


def test_the_table_of_the_docs_is_true(settings):
    text = (settings.BASE_DIR / "docs" / "schema-changes.md").read_text("utf-8")
    assert text.partition(HEADING)[2] == table(current_schema().graphql_schema)


def test_the_command_refuses_what_breaks_and_writes_nothing(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    schema, docs = tmp_path / "schema" / "schema.graphql", tmp_path / "docs" / "schema-changes.md"
    for each in (schema, docs):
        each.parent.mkdir()
    docs.write_text(HEADING + "old", "utf-8")
    schema.write_text("type Query { gone: Int }", "utf-8")
    with pytest.raises(CommandError, match=r"Query\.gone was removed"):
        call_command("update_schema")
    assert schema.read_text("utf-8") == "type Query { gone: Int }"
    call_command("update_schema", breaking=True)
    call_command("update_schema")
    assert "type Project implements" in schema.read_text("utf-8")
    assert "old" not in docs.read_text("utf-8")
