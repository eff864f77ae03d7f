"""What goes wrong or is too much at once: the rest goes on, and nothing that is not true is shown."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from cms import models
from graph import identity, mirror, replica
from graph.models import Change, PendingMark
from graph.replica import differences
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


@pytest.mark.parametrize("where", ["alone", "with all others"])
def test_a_record_whose_values_can_be_no_statements_is_withdrawn_and_stops_no_other(
    project, index, donor, where, client, caplog
):
    """It can be described; only its terms cannot be made. What it alone made public goes with it."""
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    models.RelatedProject.objects.create(page=other, project=project, locale=other.locale)
    role = models.Partnership.objects.create(page=project, partner=donor, locale=project.locale)
    settle()
    assert {identity.id_of(project), identity.id_of(donor)} <= public()
    assert "related_projects" in values(other)
    models.Partnership.objects.filter(pk=role.pk).update(role="no iri")
    if where == "with all others":
        Page.objects.filter(pk=other.pk).update(title="New title")
    public()
    assert "cannot be described" in caplog.text and identity.id_of(project) in caplog.text
    assert public() & {identity.id_of(each) for each in (project, other, donor)} == {identity.id_of(other)}
    assert "related_projects" not in values(other)
    assert PendingMark.objects.exclude(error="").get().key == identity.id_of(project)
    assert client.get("/health/ready").json()["failures"] == 1
    assert [each.resource for each in differences()] == [identity.id_of(project)]
    models.Partnership.objects.filter(pk=role.pk).update(role=role.role)
    assert {identity.id_of(project), identity.id_of(donor)} <= public()


def test_verification_names_a_record_that_cannot_be_read_and_compares_all_others(project, donor, korea, exact):
    """Outcomes are read all at once here: whether they are public shows only afterwards."""
    broken, other = (models.Outcome.objects.create(labels={"en": each}, date="2020") for each in ("Odd", "Good"))
    settle()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cms_outcome SET date = '2020-13-45' WHERE id = %s", [broken.pk])
    settle()
    assert {each.resource for each in differences()} == {identity.id_of(broken)}
    assert identity.id_of(other) in public()
    broken.delete()


def test_a_page_whose_source_has_gone_makes_no_trouble_to_those_that_name_it(project, index):
    page = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other")))
    models.RelatedProject.objects.create(page=project, project=page, locale=project.locale)
    settle()
    assert "related_projects" in values(project)
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET alias_of_id = 987654321 WHERE id = %s", [page.pk])
    assert identity.id_of(project) in public() and identity.id_of(page) not in public()
    assert "related_projects" not in values(project)
    page.delete()


def test_of_a_large_scope_what_is_hidden_is_gone_at_once_and_the_rest_is_left(project, index, monkeypatch):
    monkeypatch.setattr("graph.mirror.draining.SMALL", 3)
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
