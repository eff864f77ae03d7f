"""A list as a sheet and back: what comes back unchanged changes nothing, and what is wrong is told and left alone."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from wagtail.models import Locale, Page, PageLogEntry

from cms import models
from cms.admin.sheets.differences import differences
from cms.admin.sheets.files import csv_lines, read, xlsx
from cms.admin.sheets.records import Sheet
from graph.declarations import registry
from graph.identity import id_of
from tests.cms.admin.test_bulk import draft, undo
from tests.cms.admin.test_remits import responsible, user
from tests.fixtures import publish
from tests.thorough import mostly_slow

pytestmark = pytest.mark.django_db


def exported(client, name="projects", kind="csv", **query) -> list[list[str]]:
    answer = client.get(reverse(f"content-{name}:index"), query | {"export": kind})
    content = b"".join(answer.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf" if kind == "csv" else b"PK")
    return read(content)


def edited(rows, page=None, **cells) -> list[list[str]]:
    """With these cells in the row of a page, or in all rows."""
    header, *others = [list(row) for row in rows]
    for row in others:
        if page is None or row[0] == id_of(page):
            for name, text in cells.items():
                row[column(header, name)] = text
    return [header, *others]


def column(header, name: str) -> int:
    return next(position for position, each in enumerate(header) if each.split(" [")[0] == name)


def upload(client, rows, kind="Project", as_xlsx=False):
    content = xlsx(rows) if as_xlsx else b"".join(csv_lines(rows))
    file = SimpleUploadedFile("sheet.xlsx" if as_xlsx else "sheet.csv", content)
    return client.post(reverse("sheet_upload", args=[kind]), {"file": file}, follow=True)


def confirm(client, **data):
    return client.post(reverse("sheet_preview", args=[models.Batch.objects.first().pk]), data, follow=True)


def shown(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def rows(moderator, project):
    return exported(moderator)


def test_columns_follow_from_the_declarations(rows):
    header, row = rows
    cells = dict(zip(header, row, strict=True))
    assert cells["title [en]"] == "Training in Phnom Penh"
    assert (cells["start_date"], cells["end_date"]) == ("2020-02", "..")
    assert (cells["countries"], cells["countries (names)"]) == ("KH", "Cambodia")
    donor = models.Organisation.objects.get()
    assert cells["fundings [funder | amount | year]"] == f"{donor.key} | 1000.5 EUR | 2020"
    assert "Ministry of Culture" in cells["fundings (names)"]
    assert {"versions", "themes", "programme", "working_languages", "results"} <= {
        each.split(" [")[0] for each in header
    }
    assert not {"overview", "gallery", "donors", "published", "ongoing"} & {each.split(" [")[0] for each in header}


def test_every_type_of_page_has_its_sheet(administrator, index):
    for declared in registry().resources:
        if declared.is_page:
            assert exported(administrator, declared.graph_type.plural.replace("_", "-"))[0][:2] == ["id", "versions"]


def test_the_export_holds_what_the_filters_leave(moderator, project, index, korea):
    other = models.ProjectPage(title="Elsewhere", slug="elsewhere", live=False)
    other.country_links = [models.CountryLink(country=korea)]
    index.add_child(instance=other)
    found = exported(moderator, kind="xlsx", countries=korea.pk)
    assert [row[0] for row in found[1:]] == [id_of(other)]


@pytest.mark.parametrize("as_xlsx", [True, False])
def test_a_sheet_that_nobody_changed_changes_nothing(moderator, rows, as_xlsx):
    assert "There is nothing new in it." in shown(upload(moderator, rows, as_xlsx=as_xlsx))
    assert not models.Batch.objects.get().pages.exists()


DATES = st.sampled_from([None, "2020", "2020-02", "2020-02-03~"])
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
) | st.sampled_from(["=1+1", "'@x", "a; b", "a | b", "a\\|b\\", " x ", "-"])


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=WORDS.filter(str.strip),
    start=DATES,
    figures=st.lists(st.tuples(WORDS, WORDS), max_size=3),
    amounts=st.lists(st.decimals(0, 10**9, places=2) | st.none(), max_size=3),
    languages=st.lists(st.sampled_from(["en", "fr", "zh-Hans"]), max_size=3),
)
def test_what_is_exported_is_what_is_imported(admin_user, project, donor, title, start, figures, amounts, languages):
    page = draft(project)
    page.title, page.start_date = title, start
    page.key_figures = [models.KeyFigure(value=value, label=label) for value, label in figures]
    currency = {True: "", False: "EUR"}
    page.fundings = [models.Funding(donor=donor, amount=each, currency=currency[each is None]) for each in amounts]
    page.language_links = [models.LanguageLink(language=each) for each in languages]
    page.save_revision(clean=False)
    sheet = Sheet(registry().types["Project"], admin_user)
    rows = list(sheet.rows([project.translation_key]))
    for content in (b"".join(csv_lines(rows)), xlsx(rows)):
        found = differences(sheet, read(content))
        assert (found.changes, found.problems, found.unchanged) == ([], [], 1)


def test_the_differences_are_shown_and_nothing_happens_before_they_are_confirmed(moderator, rows, project, korea):
    before, log = draft(project).serializable_data(), PageLogEntry.objects.count()
    preview = shown(upload(moderator, edited(rows, title="Training", countries="Republic of Korea; KH", end_date="")))
    assert "1 page would change" in preview and "emptied" in preview
    assert "Training in Phnom Penh" in preview and "Republic of Korea; Cambodia" in preview
    assert draft(project).serializable_data() == before and PageLogEntry.objects.count() == log


def test_a_confirmed_sheet_is_published_and_undone(moderator, rows, project, korea):
    upload(
        moderator, edited(rows, title="Training", countries="KR;KH", end_date="Mar 2021", working_languages="fr; en")
    )
    answer = confirm(moderator, publish="yes")
    assert "1 page changed" in shown(answer)
    page = models.ProjectPage.objects.get()
    assert (page.title, str(page.end_date), page.live) == ("Training", "2021-03", True)
    assert [row.country.code for row in page.country_links.all()] == ["KR", "KH"]
    assert [row.language for row in page.language_links.all()] == ["fr", "en"]
    assert PageLogEntry.objects.filter(page=page.pk, user=user(moderator), action="wagtail.publish").exists()
    undo(moderator)
    page = models.ProjectPage.objects.get()
    assert (page.title, str(page.end_date)) == ("Training in Phnom Penh", "..")
    assert [row.country.code for row in page.country_links.all()] == ["KH"]


def test_a_sheet_can_be_taken_in_as_drafts(moderator, rows, project):
    upload(moderator, edited(rows, title="Training"))
    confirm(moderator)
    assert models.ProjectPage.objects.get().title == "Training in Phnom Penh" and draft(project).title == "Training"


def test_a_missing_column_and_a_missing_row_are_left_alone(moderator, rows, project):
    header, row = rows
    fewer = [[*header[:2], "title [en]"], [*row[:2], "New"]]
    assert "1 page would change" in shown(upload(moderator, fewer))
    confirm(moderator)
    page = draft(project)
    assert page.title == "New" and page.country_links.count() == 1 and str(page.start_date) == "2020-02"


def test_a_funding_keeps_its_name_in_the_graph_when_its_amount_changes(moderator, rows, project, donor):
    key = project.fundings.get().translation_key
    other = models.Organisation.objects.create(labels={"en": "A foundation"}, live=False)
    upload(moderator, edited(rows, fundings=f"A foundation | 5 USD\n{donor.key} | 2000 eur | 2020"))
    confirm(moderator, publish="yes")
    first, second = models.ProjectPage.objects.get().fundings.all()
    assert (first.donor, first.amount, first.currency, first.year) == (other, 5, "USD", None)
    assert (second.donor, second.amount, second.translation_key) == (donor, 2000, key)


def test_titles_of_translations_stand_in_the_same_row(moderator, home, index, project):
    french, _ = Locale.objects.get_or_create(language_code="fr")
    for each in (home, index):
        publish(each.copy_for_translation(french))
    translation = project.copy_for_translation(french)
    rows = exported(moderator)
    assert len(rows) == 2
    rows[1][rows[0].index("title [fr]")] = "Formation"
    upload(moderator, rows)
    confirm(moderator)
    assert draft(translation).title == "Formation" and draft(project).title == "Training in Phnom Penh"


def test_a_language_in_which_there_is_no_page_is_told(moderator, rows):
    Locale.objects.get_or_create(language_code="fr")
    header, row = rows
    assert "translate it first" in shown(upload(moderator, [[*header, "title [fr]"], [*row, "Formation"]]))


@pytest.mark.parametrize(
    ("cells", "sentence"),
    mostly_slow(
        [
            ({"countries": "Atlantis"}, "There is no country with the code or the name “Atlantis”."),
            ({"start_date": "03/02/2020"}, "may be 3 Feb 2020 or 2 Mar 2020"),
            ({"start_date": "2022", "end_date": "2021"}, "The end is before the start."),
            ({"title": ""}, "column “title [en]”"),
            ({"id": "project/1"}, "is not the id of a page of this list"),
            ({"id": "activity/0d9f0000-0000-4000-8000-000000000000"}, "is not the id of a page of this list"),
            ({"id": "project/0d9f0000-0000-4000-8000-000000000000"}, "there is no page with this id"),
            ({"title": "New", "versions": "en:0"}, "was changed after the sheet was made"),
            ({"fundings": "Ministry of Culture | 1,000 EUR"}, "may be 1000 or 1.000"),
            ({"fundings": "Ministry of Culture | 10"}, "An amount needs its currency"),
            ({"fundings": "Ministry of Culture | 10 EUR | 2020 | more"}, "holds more than"),
            ({"working_languages": "Elvish"}, "is none of the choices"),
            ({"source_url": "nowhere"}, "Enter a valid URL"),
            ({"countries (names)": "Laos"}, "is there to be read"),
        ],
        quick=4,
    ),
)
def test_what_is_wrong_is_told_by_row_and_column_and_stops_no_other(moderator, index, project, cells, sentence):
    other = index.add_child(instance=models.ProjectPage(title="Other", slug="other", live=False))
    other.save_revision()
    changed = edited(edited(exported(moderator), project, **cells), other, title="Better")
    preview = shown(upload(moderator, changed)).replace("&#x27;", "'")
    number = 1 + next(number for number, row in enumerate(changed) if row[0] != id_of(other) and number)
    assert sentence in preview and f"Row {number}" in preview and "1 page would change" in preview
    confirm(moderator)
    assert draft(other).title == "Better" and draft(project).title == "Training in Phnom Penh"


def test_rows_about_the_same_page_are_told(moderator, rows):
    assert "Rows 2, 3 are about the same page" in shown(upload(moderator, [*edited(rows, title="New"), rows[1]]))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda header: [each for each in header if each != "id"], "The column “id” is missing"),
        (lambda header: ["id", *header], "The column “id” is there twice"),
        (lambda header: ["id", "versions", "colour"], "The column “colour” is not known here"),
    ],
)
def test_a_header_that_cannot_be_is_told(moderator, rows, change, sentence):
    assert sentence in shown(upload(moderator, [change(rows[0]), rows[1]]))


def test_what_somebody_saves_between_preview_and_confirmation_is_not_overwritten(moderator, rows, project):
    upload(moderator, edited(rows, title="Mine"))
    other = draft(project)
    other.title = "Theirs"
    other.save_revision()
    assert "1 page left alone" in shown(confirm(moderator))
    assert draft(project).title == "Theirs"


def test_a_sheet_is_confirmed_once_and_by_who_has_sent_it(moderator, editor, rows, project):
    upload(moderator, edited(rows, title="Mine"))
    batch = models.Batch.objects.get()
    for name in ("sheet_preview", "batch_run"):
        editor.post(reverse(name, args=[batch.pk]))
    moderator.post(reverse("batch_run", args=[batch.pk]))
    assert draft(project).title == "Training in Phnom Penh"
    confirm(moderator)
    assert "taken in already" in shown(confirm(moderator))


def test_a_remit_holds_for_sheets(moderator, project, korea, index):
    other = models.ProjectPage(title="Secret draft", slug="other", live=False)
    other.country_links = [models.CountryLink(country=korea)]
    index.add_child(instance=other)
    other.save_revision()
    changed = edited(exported(moderator), title="Changed")
    responsible("Moderators", countries=[korea])
    assert "You may not change it." in shown(upload(moderator, changed))
    confirm(moderator, publish="yes")
    assert (draft(project).title, draft(other).title) == ("Training in Phnom Penh", "Changed")


def test_drafts_that_a_user_may_not_open_are_not_exported(moderator, project, korea):
    page = draft(project)
    page.title = "Not public yet"
    page.save_revision()
    responsible("Moderators", countries=[korea])
    [_header, row] = exported(moderator)
    assert "Training in Phnom Penh" in row and "Not public yet" not in row
    Page.objects.filter(pk=project.pk).update(live=False)
    assert len(exported(moderator)) == 1


def test_formulas_leave_as_text(moderator, project):
    page = draft(project)
    page.title = '=HYPERLINK("http://evil")'
    page.save_revision()
    answer = moderator.get(reverse("content-projects:index"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK" in [cell[:11] for row in csv.reader(io.StringIO(text)) for cell in row]


def test_a_cell_that_cannot_be_read_is_told_and_its_row_left_alone(moderator, rows, index, project):
    """A formula that no program has calculated, which a reader of values takes for an empty cell."""
    other = publish(index.add_child(instance=models.ProjectPage(title="Other", slug="other", live=False)))
    header, *records = edited(edited(exported(moderator), title="=1+1"), other, title="Another title")
    book = Workbook()
    for row in [header, *records]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    sent = SimpleUploadedFile("sheet.xlsx", file.getvalue())
    answer = shown(moderator.post(reverse("sheet_upload", args=["Project"]), {"file": sent}, follow=True))
    assert "column “title [en]”: the cell cannot be read: it holds a formula that was never calculated" in answer
    assert "Another title" in answer
    assert [each.page.pk for each in models.Batch.objects.get().pages.all()] == [other.pk]
