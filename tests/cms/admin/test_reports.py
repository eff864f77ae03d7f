"""The report of what imports could not place."""

import pytest
from django.urls import reverse

from cms.models import ProjectPage, UnplacedValue, UnresolvedReference

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/not-found-yet/"


@pytest.fixture
def imported(index):
    """A draft with a name that matches nothing, and a value that has no field."""
    page = ProjectPage(title="From the old site", slug="old", live=False)
    page.unresolved_references = [UnresolvedReference(field="related_activities", name="Policy platforms")]
    page.unplaced_values = [UnplacedValue(label="Reports", value="24 practices")]
    index.add_child(instance=page)
    page.save_revision()
    return page


def test_it_lists_pages_that_wait_with_a_link_to_edit_them(editor, imported, project):
    content = editor.get(ADDRESS).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[imported.pk]) in content
    assert "Policy platforms" in content
    assert "24 practices" in content
    assert project.title not in content


def test_it_says_what_the_newest_draft_says(editor, imported):
    imported.unresolved_references = []
    imported.save_revision()
    assert "Policy platforms" not in editor.get(ADDRESS).content.decode()
    imported.unplaced_values = []
    imported.save_revision()
    assert imported.title not in editor.get(ADDRESS).content.decode()


def test_it_can_be_taken_away_as_a_table(editor, imported):
    response = editor.get(ADDRESS, {"export": "csv"})
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert rows[1:] == ["From the old site,Project,Policy platforms,,24 practices"]


def test_visitors_do_not_see_it(client, imported):
    assert client.get(ADDRESS).status_code == 302


def test_it_is_in_the_menu(editor):
    assert ADDRESS in editor.get(reverse("wagtailadmin_home")).content.decode()
