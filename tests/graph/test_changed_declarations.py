"""After an upgrade that changes declarations: the old graph is served, then the worker switches over."""

import threading
from dataclasses import replace

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from cms import models
from cms.background import jobs
from graph import identity, replica
from graph.declarations import ACCORD, String, registration
from graph.mirror import rebuilding
from graph.models import Change, Resource, State
from graph.replica import differences, startup
from tests.fixtures import public, publish

pytestmark = pytest.mark.django_db


def declare(monkeypatch, fields):
    monkeypatch.setattr(models.ProjectPage, "graph_fields", fields)
    # Its page would otherwise begin with a text that is not declared any more.
    monkeypatch.setattr(models.ProjectPage, "graph_page", replace(models.ProjectPage.graph_page, lead=""))
    registration.reset()
    replica.forget()


@pytest.fixture
def upgraded(project, index, monkeypatch):
    """Yield a journal written before `slug` was declared and `aim` was not."""
    project.aim = "<p>To train.</p>"
    publish(project)
    publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    public()
    assert not rebuilding.declarations_changed()
    kept = [field for field in models.ProjectPage.graph_fields if field.name != "aim"]
    declare(monkeypatch, [*kept, String("slug", ACCORD.slug, definition="The last part of its address.")])
    connection.check_constraints()
    startup.prepare()
    yield project
    monkeypatch.undo()
    registration.reset()
    replica.forget()


def values(page):
    with replica.reading() as graph:
        return graph.node(identity.id_of(page))["values"]


def test_the_old_graph_is_served_until_the_worker_has_rebuilt_it(upgraded):
    assert rebuilding.declarations_changed()
    assert "slug" not in values(upgraded)
    jobs.rebuild_if_declarations_changed(threading.Event())
    assert values(upgraded)["slug"] == "training"
    resource = identity.id_of(upgraded)
    with replica.reading() as graph:
        assert "aim" not in graph.texts([resource])[resource]
    assert not rebuilding.declarations_changed()
    assert list(differences()) == []


def test_what_is_hidden_meanwhile_disappears_at_once(upgraded):
    upgraded.unpublish()
    assert identity.id_of(upgraded) not in public()
    assert len(public()) > 1


def test_a_type_that_is_declared_no_more_is_withdrawn_by_the_rebuild(project):
    public()
    state = State.objects.get()
    resource = "dance/1"
    values = {"nodes": {resource: {"type": "Dance", "values": {"title": {"en": "Polka"}}}}, "urls": {}}
    State.objects.update(sequence=state.sequence + 1)
    change = Change.objects.create(sequence=state.sequence + 1, resource=resource, kind="upsert", values=values)
    Resource.objects.create(pk=resource, type="dance", status=Resource.Status.PUBLIC, change=change, digest="1")
    assert resource not in public()
    rebuilding.rebuild()
    assert Resource.objects.get(pk=resource).status == Resource.Status.WITHDRAWN
    assert list(differences()) == []


def test_declarations_are_the_same_in_every_language(project):
    for code, _ in settings.LANGUAGES:
        with override(code):
            assert not rebuilding.declarations_changed(), code
