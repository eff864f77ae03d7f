"""What an editor sees first: own drafts, what came and comes, what lacks something, numbers."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from cms import models
from cms.quality import check_outdated
from tests.cms.admin.test_checks import bad_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(editor):
    return lambda: editor.get("/admin/").content.decode()


def test_own_drafts_and_errors_are_listed_with_what_is_wrong(seen, project, index):
    page = bad_project(index)
    assert "my_drafts" not in seen()
    page.save_revision(user=get_user_model().objects.get(username="editors"), clean=False)
    check_outdated(10)
    html = seen()
    assert "My drafts" in html and "not public yet" in html
    assert "Records with errors" in html and "The end is before the start" in html


def test_what_was_published_and_what_comes_is_listed(seen, project, index):
    later = index.add_child(instance=models.ProjectPage(title="Embargoed", slug="embargoed", live=False))
    later.go_live_at = timezone.now() + timedelta(days=2)
    later.save_revision().publish()
    html = seen()
    assert "Published lately" in html and "Training in Phnom Penh" in html
    assert "Embargoed" in html and "becomes public on" in html
    assert "Public now" in html


def test_open_suggestions_are_listed_and_settled_ones_are_not(seen, editor, project):
    project.suggestions = [models.Suggestion(field="countries", name="Lao PDR", context="In Lao PDR, too.")]
    project.save_revision()
    assert "1 suggestion" in seen()
    assert "Lao PDR" in editor.get("/admin/reports/not-found-yet/").content.decode()
    project.suggestions.get().decision = "dismiss"
    project.suggestions = [models.Suggestion(field="countries", name="Lao PDR", decision="dismiss")]
    project.save_revision()
    assert "1 suggestion" not in seen()
    assert "Lao PDR" not in editor.get("/admin/reports/not-found-yet/").content.decode()
