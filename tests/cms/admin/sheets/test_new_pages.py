"""New pages by sheet: from an empty template, previewed, made or published, undone; a bad row stops no other."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Locale

from cms import models
from cms.admin.sheets.files import read
from tests.cms.admin.sheets.test_sheets import confirm, shown, upload
from tests.cms.admin.test_bulk import undo

pytestmark = pytest.mark.django_db

HEADER = ["id", "versions", "title [en]", "start_date", "countries", "fundings [funder | amount | year]"]


def row(title, start="2020-02", countries="Kingdom of Cambodia", funding=""):
    return ["", "", title, start, countries, funding]


@pytest.fixture
def index(index, cambodia, donor):
    return index


def test_rows_without_an_id_become_drafts(moderator, index):
    rows = [HEADER, row("Songs", funding="Ministry of Culture | €1,5 million | 2020"), row("Dances", countries="KH")]
    answer = upload(moderator, rows)
    assert "New pages: 2" in shown(answer) and not models.ProjectPage.objects.exists()
    confirm(moderator)
    songs = models.ProjectPage.objects.get(title="Songs")
    assert not songs.live and str(songs.start_date) == "2020-02"
    assert [link.country.code for link in songs.country_links.all()] == ["KH"]
    [grant] = songs.fundings.all()
    assert (int(grant.amount), grant.currency) == (1_500_000, "EUR")
    assert models.ProjectPage.objects.get(title="Dances").get_parent().specific == index


def test_they_are_published_where_that_is_wanted_and_can_be_undone(moderator, index):
    upload(moderator, [HEADER, row("Songs")])
    confirm(moderator, publish="yes")
    assert models.ProjectPage.objects.get().live
    undo(moderator)
    assert not models.ProjectPage.objects.exists()


def test_a_bad_row_is_told_and_stops_no_other(moderator, index):
    rows = [HEADER, row("", "2020"), row("Bad", "03/02/2020"), row("Unknown", countries="Atlantis"), row("Good")]
    answer = shown(upload(moderator, rows))
    assert "New pages: 1" in answer and "Row 2: a new page needs a title" in answer
    assert "Row 3: column “start_date”" in answer and "Row 4: column “countries”" in answer
    confirm(moderator)
    assert [page.title for page in models.ProjectPage.objects.all()] == ["Good"]


def test_a_new_page_has_one_language(moderator, index):
    Locale.objects.get_or_create(language_code="fr")
    answer = shown(upload(moderator, [[*HEADER, "title [fr]"], [*row("Songs"), "Chants"]]))
    assert "a new page has one language, and there are texts in fr too" in answer


def test_an_editor_without_a_place_makes_no_pages(client, index, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(reverse("sheet_template", args=["Project"])).status_code in (302, 403)


def test_the_template_offers_the_choices_of_its_columns(moderator, index):
    answer = moderator.get(reverse("sheet_template", args=["Activity"]))
    content = b"".join(answer.streaming_content)
    book = load_workbook(io.BytesIO(content))
    form, choices = book.worksheets
    assert form.cell(1, 1).value == "id"
    offered = {cell.value for line in choices.iter_rows() for cell in line}
    assert {"workshop", "training", "Cambodia"} <= offered
    assert form.data_validations.dataValidation
    [header] = read(content)
    assert "title [en]" in header and "kind" in header
