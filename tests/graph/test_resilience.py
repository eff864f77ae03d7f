"""What goes wrong or is too much at once: the rest goes on, and nothing that is not true is shown."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms import models
from graph import identity, mirror, replica
from graph.models import Change, PendingMark
from tests.fixtures import public, publish, restrict, settle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("exact")]


def values(instance):
    with replica.reading() as graph:
        return graph.node(identity.id_of(instance))["values"]


def test_a_record_that_cannot_be_described_is_withdrawn_and_waits_with_its_error(project, index, monkeypatch):
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    assert identity.id_of(project) in public()
    original = models.ProjectPage.period

    def fails(page):
        if page.pk == project.pk:
            raise ValueError("unreadable")
        return original(page)

    with monkeypatch.context() as patched:
        patched.setattr(models.ProjectPage, "period", fails)
        Page.objects.filter(pk__in=[project.pk, other.pk]).update(title="New title")
        assert identity.id_of(project) not in public()
        assert values(other)["title"] == {"en": "New title"}
        assert "unreadable" in PendingMark.objects.get().error
    Page.objects.filter(pk=project.pk).update(title="Readable again")
    assert identity.id_of(project) in public()


def test_of_a_large_scope_what_is_hidden_is_gone_at_once_and_the_rest_is_left(project, index, monkeypatch):
    monkeypatch.setattr(mirror, "SMALL", 3)
    monkeypatch.setattr(mirror.drain, "__defaults__", (3,))
    pages = [
        index.add_child(instance=models.ProjectPage(title=f"Project {number}", slug=f"p{number}"))
        for number in range(5)
    ]
    settle()
    resources = {identity.id_of(page) for page in [*pages, project]}
    assert resources <= public()
    restriction = restrict(index)
    assert not resources & public()
    restriction.delete()
    assert not resources & public()
    settle()
    assert resources <= public()


def test_a_rebuild_of_an_exact_mirror_writes_nothing(project):
    public()
    before = Change.objects.count()
    call_command("rebuild_graph")
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    "address", ["http://a.example/x|y[1]{2}", "http://a.example/100%zz", "http://[::1", "no address at all"]
)
def test_an_address_that_is_no_iri_does_not_keep_a_page_from_being_public(project, address):
    models.ProjectPage.objects.filter(pk=project.pk).update(source_url=address)
    assert values(project)["source_url"] == address
