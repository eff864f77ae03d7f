"""The project's own rules fail at the start: each check against a model that breaks it."""

import pytest
from django.apps import apps
from django.db import connection
from django.db import models as db
from django.test.utils import isolate_apps
from wagtail.blocks import ListBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, RevisionMixin

from cms import checks as admin_checks
from cms.models import Country
from graph import checks
from graph.declarations import ACCORD, Boolean, Field, GraphType, String, registration
from graph.marks import triggers
from schema import checks as api_checks


@pytest.fixture
def only(monkeypatch):
    """Let a check see these models and no others."""

    def see(*models):
        monkeypatch.setattr(apps, "get_models", lambda: list(models))

    return see


def ids(messages):
    return [message.id for message in messages]


def test_the_project_passes_its_own_checks(db):
    found = [
        *checks.declarations_agree(None),
        *checks.pages_are_in_the_graph(None),
        *checks.revisions_have_drafts(None),
        *checks.references_are_protected(None),
        *checks.own_terms_are_defined(None),
        *checks.defaults_state_nothing(None),
        *checks.features_have_readers(None),
        *checks.the_website_has_its_views(None),
        *checks.types_are_described(None),
        *checks.kinds_are_complete(None),
        *admin_checks.kinds_are_handled(None),
        *api_checks.schema_can_be_built(None),
        *checks.triggers_are_in_place(None),
    ]
    assert found == []


@isolate_apps("cms")
def test_a_page_type_that_is_not_in_the_graph_says_why(only):
    class ForgottenPage(Page):
        class Meta:
            app_label = "cms"

    only(ForgottenPage)
    assert ids(checks.pages_are_in_the_graph(None)) == ["graph.E002"]
    ForgottenPage.not_in_graph = "A form; its answers are nobody's business."
    assert checks.pages_are_in_the_graph(None) == []


@isolate_apps("cms")
def test_revisions_without_drafts_are_refused(only):
    class Note(RevisionMixin, db.Model):
        class Meta:
            app_label = "cms"

    only(Note)
    assert ids(checks.revisions_have_drafts(None)) == ["graph.E003"]


@isolate_apps("cms")
@pytest.mark.parametrize("on_delete", [db.CASCADE, db.SET_NULL])
def test_a_key_to_reference_data_must_protect_it(only, on_delete):
    class Visit(db.Model):
        country = db.ForeignKey(Country, on_delete=on_delete, null=True, related_name="+")

        class Meta:
            app_label = "cms"

    only(Visit)
    assert ids(checks.references_are_protected(None)) == ["graph.E004"]


def test_an_own_term_without_a_definition_is_named(monkeypatch):
    class Song:
        graph_type = GraphType("Song", title=None, rdf=(ACCORD.Song,))
        graph_fields = (String("key", ACCORD.musicalKey),)
        _meta = Country._meta

    monkeypatch.setattr(checks, "unchecked", lambda: registration.Registry([Song]))
    [message] = checks.own_terms_are_defined(None)
    assert message.id == "graph.E005"
    assert str(ACCORD.musicalKey) in message.msg


def test_names_that_collide_are_errors(monkeypatch):
    class Song:
        graph_type = GraphType("Song", rdf=(ACCORD.Song,))
        graph_fields = ()

    class Hymn(Song):
        graph_type = GraphType("Hymn", slug="song", rdf=(ACCORD.Hymn,))

    monkeypatch.setattr(checks, "unchecked", lambda: registration.Registry([Song, Hymn]))
    assert ids(checks.declarations_agree(None)) == ["graph.E001"]


class Silent(Field):
    """A kind of field that nobody has finished."""


def test_a_kind_of_field_without_triples_or_entries_is_refused_by_name(monkeypatch):
    class Song:
        graph_type = GraphType("Song", title=None, rdf=(ACCORD.Song,))
        graph_fields = (Silent("tune", ACCORD.tune),)

    for module in (checks, admin_checks, api_checks):
        monkeypatch.setattr(module, "unchecked", lambda: registration.Registry([Song]))
    found = [
        *checks.kinds_are_complete(None),
        *admin_checks.kinds_are_handled(None),
        *api_checks.schema_can_be_built(None),
    ]
    assert ids(found) == ["graph.E008", "graph.E009", "cms.E002", "schema.E002"]
    assert all("Silent" in message.msg for message in found)
    assert "graph.presentation.kinds" in found[1].msg and "cms.admin.kinds" in found[2].msg
    assert "schema.types.kinds" in found[3].msg


def test_a_missing_trigger_is_reported(db):
    name, (table, *_) = next(iter(triggers.installed().items()))
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))
    [message] = checks.triggers_are_in_place(None)
    assert message.id == "graph.W001"
    assert name in message.msg


@pytest.mark.parametrize(("proxies", "warnings"), [(["*"], ["graph.W002"]), (["127.0.0.1", "10.0.0.0/8"], [])])
def test_a_deployment_that_believes_any_address_is_warned(settings, proxies, warnings):
    settings.TRUSTED_PROXIES = proxies
    assert [warning.id for warning in checks.proxies_are_named(None)] == warnings


@isolate_apps("cms")
def test_an_editor_that_offers_what_no_reader_shows_is_refused(only):
    class Leaflet(db.Model):
        text = RichTextField(features=["bold", "h1"])
        body = StreamField([("notes", ListBlock(RichTextBlock(features=["image", "h1"])))])

        class Meta:
            app_label = "cms"

    only(Leaflet)
    found = checks.features_have_readers(None)
    assert ids(found) == ["graph.E006", "graph.E006"]
    assert [each.msg.split(" offers ")[0] for each in found] == ["Leaflet.text", "Leaflet.body.notes.items"]
    assert all("offers h1," in each.msg for each in found)


@isolate_apps("cms")
def test_a_default_that_would_be_published_is_refused(monkeypatch):
    class Meeting(db.Model):
        held = db.BooleanField(default=False)
        place = db.CharField(max_length=20, default="")

        graph_type = GraphType("Meeting", key="id", rdf=(ACCORD.Meeting,), title=None)
        graph_fields = [Boolean("held", ACCORD.held), String("place", ACCORD.place)]

        class Meta:
            app_label = "cms"

    monkeypatch.setattr(checks, "unchecked", lambda: registration.Registry([Meeting]))
    [told] = checks.defaults_state_nothing(None)
    assert (told.id, "Meeting.held" in told.msg) == ("graph.E007", True)
    monkeypatch.setattr(Meeting._meta.get_field("held"), "get_default", lambda: None)
    assert checks.defaults_state_nothing(None) == []


@pytest.mark.parametrize(
    "views", [{}, {"resource": "resource", "related": "resource"}, {"resource": "", "related": ""}]
)
def test_views_of_the_website_that_no_url_leads_to_are_named(settings, views):
    settings.WEBSITE_VIEWS = views
    found = checks.the_website_has_its_views(None)
    assert set(ids(found)) == {"graph.E010"}
    assert "'related'" in found[-1].hint


@isolate_apps("cms")
def test_a_type_that_nobody_has_described_is_refused(monkeypatch):
    class Meeting(db.Model):
        graph_type = GraphType("Meeting", key="id", rdf=(ACCORD.Meeting,), title=None)
        graph_fields = ()

        class Meta:
            app_label = "cms"

    monkeypatch.setattr(checks, "unchecked", lambda: registration.Registry([Meeting]))
    assert Meeting.__doc__ == "Meeting(id)"
    assert ids(checks.types_are_described(None)) == ["graph.E011"]
    Meeting.__doc__ = "People who meet at a place."
    assert checks.types_are_described(None) == []
