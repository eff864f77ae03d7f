"""A record that could not be described shows on the admin's home page, with its error and the way to mend it."""

import pytest
from wagtail.models import Page

from cms import models
from graph.marks import keep_failures, leave_to_worker
from tests.fixtures import public

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_page(admin_client):
    return lambda: admin_client.get("/admin/").content.decode()


def test_while_all_is_well_nothing_is_said(project, home_page):
    public()
    assert "graph-health" not in home_page()


def test_a_record_that_fails_is_named_with_its_error(project, home_page, monkeypatch):
    public()

    def fails(page):
        raise ValueError("the period is unreadable")

    monkeypatch.setattr(models.ProjectPage, "period", fails)
    Page.objects.filter(pk=project.pk).update(title="Broken project")
    public()
    shown = home_page()
    assert f'<a href="/admin/pages/{project.pk}/edit/">Broken project</a>' in shown
    assert "the period is unreadable" in shown


def test_what_waits_for_the_worker_is_counted(home_page, db):
    leave_to_worker(["country/KH", "country/KR"])
    assert "2 records are being described." in home_page()


def test_a_failure_of_a_type_that_has_gone_is_named_by_its_id(home_page, db):
    keep_failures({"gazette/1": ValueError("unreadable")})
    assert "gazette/1" in home_page()
