"""The database marks every change that matters, whoever makes it, and no other."""

import datetime

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Page

from cms import models
from graph.marks import triggers
from graph.models import PendingMark
from tests.fixtures import publish, restrict, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def marks(project):
    """Marks written since: pairs of scope and key."""
    settle()

    def written():
        return {(mark.scope, mark.key.replace("-", "")) for mark in PendingMark.objects.all()}

    return written


def key(page):
    return ("key", page.translation_key.hex)


def test_the_triggers_are_in_place():
    assert list(triggers.problems()) == []


def test_a_missing_trigger_is_found_and_installed(db):
    name, (table, *_) = next(iter(triggers.installed().items()))
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))
    assert list(triggers.problems()) == [f"The trigger {name} is missing."]
    triggers.install()
    assert list(triggers.problems()) == []


def test_saving_a_draft_marks_nothing(project, marks):
    project.title = "Still writing"
    project.save_revision()
    assert marks() == set()


def test_saving_what_is_there_marks_nothing(project, marks, cambodia):
    Page.objects.filter(pk=project.pk).update(title=project.title)
    assert marks() == set()


def test_publishing_marks_the_page(project, marks):
    publish(project)
    assert key(project) in marks()


def test_moving_marks_all_that_moves(project, marks, home):
    activity = project.add_child(instance=models.ActivityPage(title="Workshop", slug="workshop"))
    section = home.add_child(instance=models.ProjectIndexPage(title="Archive", slug="archive"))
    settle()
    Page.objects.get(pk=project.pk).move(Page.objects.get(pk=section.pk), pos="last-child")
    assert {key(project), key(activity)} <= marks()


def test_another_slug_marks_all_below(project, marks, index):
    settle()
    index.slug = "all-projects"
    index.save()
    assert key(project) in marks()


def test_a_restriction_marks_the_subtree(marks, index):
    restriction = restrict(index)
    assert marks() == {("subtree", str(index.pk))}
    settle()
    restriction.delete()
    assert marks() == {("subtree", str(index.pk))}


def test_a_restriction_that_moves_marks_both_subtrees(marks, index, project):
    restriction = restrict(index)
    settle()
    restriction.page = project
    restriction.save()
    assert marks() == {("subtree", str(index.pk)), ("subtree", str(project.pk))}


def test_a_row_that_goes_marks_its_page(project, marks):
    models.CountryLink.objects.filter(page=project).delete()
    assert marks() == {("row", str(project.pk))}


def test_another_code_marks_the_old_and_the_new(marks, cambodia):
    models.Country.objects.filter(pk=cambodia.pk).update(code="XK")
    assert {("key", "KH"), ("key", "XK")} <= marks()


def test_a_rollback_to_a_savepoint_takes_its_marks_along(project, marks):
    with transaction.atomic():
        Page.objects.filter(pk=project.pk).update(title="Never")
        transaction.set_rollback(True)
    assert marks() == set()


def test_loading_what_is_there_marks_nothing_and_one_difference_marks_one(marks, cambodia, tmp_path):
    # Fixtures hold milliseconds, the database microseconds.
    models.Country.objects.update(modified=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    fixture = tmp_path / "countries.json"
    call_command("dumpdata", "cms.country", output=str(fixture))
    settle()
    call_command("loaddata", str(fixture), verbosity=0)
    assert marks() == set()
    fixture.write_text(fixture.read_text("utf-8").replace("Cambodge", "Royaume du Cambodge"), "utf-8")
    call_command("loaddata", str(fixture), verbosity=0)
    assert marks() == {("key", "KH")}


def test_every_declared_column_and_child_table_is_watched():
    """Adding a graph field is enough: nothing about triggers is written by hand."""
    tables = {trigger.table for trigger in triggers.expected().values()}
    assert {"cms_projectpage", "cms_funding", "cms_country", "cms_participation", "wagtailcore_page"} <= tables
    assert all(
        table in tables for table in (apps.get_model("cms", name)._meta.db_table for name in ("Theme", "Section"))
    )


def test_the_next_expiry_is_found_by_an_index(db):
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, Page._meta.db_table)
    assert indexes["graph_page_expiry"]["columns"] == ["expire_at"]
