"""verify_graph lists every difference, exits with 1, and mends on request."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms import models
from graph import identity
from graph.models import Change, Resource
from tests.fixtures import public

pytestmark = pytest.mark.django_db


def test_an_exact_mirror_passes(project, capsys):
    call_command("verify_graph")
    assert "exact" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        (lambda change: Resource.objects.filter(pk=change.resource).delete(), "missing"),
        (
            lambda change: Resource.objects.filter(pk=change.resource).update(digest="0"),
            "digest differs",
        ),
    ],
)
def test_damage_is_listed_with_its_resource_and_repaired(project, capsys, damage, complaint):
    public()
    resource = identity.id_of(project)
    damage(Change.objects.filter(resource=resource).latest("sequence"))
    with pytest.raises(SystemExit) as stop:
        call_command("verify_graph")
    assert stop.value.code == 1
    assert f"journal: {resource}: " in (shown := capsys.readouterr().out)
    assert complaint in shown
    call_command("verify_graph", repair=True)
    call_command("verify_graph")


def test_a_value_that_differs_is_named_by_its_field(project, capsys):
    public()
    resource = identity.id_of(project)
    change = Change.objects.filter(resource=resource).latest("sequence")
    change.values["nodes"][resource]["values"]["title"] = {"en": "Forged"}
    change.save()
    Resource.objects.filter(pk=resource).update(digest="0")
    with pytest.raises(SystemExit):
        call_command("verify_graph")
    assert f"{resource}: {resource} / title differs" in capsys.readouterr().out


def test_what_could_not_be_described_is_a_difference_until_it_can_be(project, capsys, client, monkeypatch):
    def fails(page):
        raise ValueError("the period is unreadable")

    public()
    with monkeypatch.context() as patched:
        patched.setattr(models.ProjectPage, "period", fails)
        Page.objects.filter(pk=project.pk).update(title="Unreadable")
        with pytest.raises(SystemExit):
            call_command("verify_graph", repair=True)
        shown = capsys.readouterr().out
        assert f"{identity.id_of(project)}: could not be described: ValueError" in shown
        assert client.get("/health/ready").json()["failures"] == 1
        assert client.get(f"/data/{identity.id_of(project)}.ttl").status_code == 410
    call_command("verify_graph", repair=True)
    assert client.get("/health/ready").json()["failures"] == 0
    assert identity.id_of(project) in public()
