"""Files of rows: whatever text leaves comes back, and nothing in it runs."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.admin.sheets.cells import guarded, unguarded, why_unreadable
from cms.admin.sheets.files import CellTooLong, UnreadableSheet, csv_lines, read, xlsx

TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''@x",
        "-5",
        "+1",
        "@SUM(A1)",
        "\t=1",
        "＝1",
        "_x000B_",
        "a\nb",
        "a\r\nb",
        "_x005F_x000B_",
        ' "',
        "\x00",
    ]
)


@given(TEXTS)
def test_a_guarded_text_comes_back_and_does_not_begin_like_a_formula(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set("=+-@\t\r＝＋－＠")


@given(st.lists(st.lists(TEXTS, min_size=3, max_size=3), max_size=5))
def test_rows_come_back_from_both_formats(rows):
    rows = [["id", "versions", "title"], *rows]
    while not any(rows[-1]):
        rows.pop()
    assert read(b"".join(csv_lines(rows))) == rows
    assert [(each + [""] * 3)[:3] for each in read(xlsx(rows))] == rows


def test_no_cell_is_a_formula():
    [[cell]] = load_workbook(io.BytesIO(xlsx([["=HYPERLINK(1)"]]))).active.iter_rows()
    assert (cell.data_type, cell.value) == ("s", "'=HYPERLINK(1)")


def test_a_csv_file_says_that_it_is_utf_8():
    assert b"".join(csv_lines([["é"]])) == "\ufeffé\r\n".encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_programs_make_of_a_file_is_read(encoding, delimiter):
    text = f"id{delimiter}title\nproject/1{delimiter}Été\n"
    assert read(text.encode(encoding)) == [["id", "title"], ["project/1", "Été"]]


def test_numbers_and_days_of_a_program_become_texts():
    book = Workbook()
    book.active.append([2020, 1.5, datetime(2020, 2, 3), True, None, "x"])
    file = io.BytesIO()
    book.save(file)
    assert read(file.getvalue()) == [["2020", "1.5", "2020-02-03", "True", "", "x"]]


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [
        ("mmm-yy", "2020-02"),
        ("mmmm\\ yyyy", "2020-02"),
        ('[$-409]mmm" of "yyyy;@', "2020-02"),
        ("yyyy", "2020"),
        ("yyyy-mm-dd", "2020-02-03"),
        ("d mmm", "2020-02-03"),
        ("General", "2020-02-03"),
    ],
)
def test_a_day_that_the_cell_does_not_show_is_not_made_up(number_format, shown):
    assert read(workbook((datetime(2020, 2, 3), number_format))) == [[shown]]


def test_a_month_that_figures_would_leave_open_is_written_in_words():
    assert read(workbook((datetime(2010, 11, 1), "mmm-yy"))) == [["Nov 2010"]]


def workbook(*cells) -> bytes:
    """One row of values, each with a number format."""
    book = Workbook()
    for column, (value, number_format) in enumerate(cells, 1):
        cell = book.active.cell(1, column, value)
        if number_format != "General":
            cell.number_format = number_format
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_cannot_be_read_is_no_empty_cell_and_no_text():
    book = Workbook()
    book.active.append(["a", "=1+1", "#REF!", None, "e"])
    book.active["C1"].data_type = "e"
    book.active.append([None] * 5)
    book.active["A2"] = "above"
    book.active.append(["below", None, None, None, None])
    book.active.merge_cells("A2:B3")
    first, second, third = read(saved(book))
    assert first[0] == "a" and first[3:] == ["", "e"]
    assert "formula" in why_unreadable(first[1])
    assert "#REF!" in why_unreadable(first[2])
    assert second[0] == "above" and "merged" in why_unreadable(second[1])
    assert "merged" in why_unreadable(third[0]) and "merged" in why_unreadable(third[1])
    assert second[2:] == third[2:] == ["", "", ""]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * (61 * 1024 * 1024))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Été".encode("latin-1"), "CSV UTF-8"),
        (b'id,"title\n', "cannot be read as CSV"),
        (b"PK\x03\x04nothing", "cannot be read as XLSX"),
        (bomb, "too large when it is unpacked"),
        (b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
        (b"x\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(content, sentence):
    with pytest.raises(UnreadableSheet, match=sentence):
        read(content() if callable(content) else content)


def test_a_cell_that_excel_would_cut_off_is_refused():
    with pytest.raises(CellTooLong):
        xlsx([["x" * 40_000]])


def package(sheet, workbook="", title="A"):
    """Return an XLSX of which some parts are as given, whatever is wrong with them."""
    book = Workbook()
    book.active["A1"] = "x"
    file, changed = io.BytesIO(), io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name.endswith("sheet1.xml") and sheet:
                part = re.sub("<dimension[^>]*>", "", part)
                part = re.sub("<sheetData>.*</sheetData>", f"<sheetData>{sheet}</sheetData>", part, flags=re.DOTALL)
            if name.endswith("workbook.xml") and workbook:
                part = workbook + re.sub('name="Sheet"', f'name="{title}"', part.partition("?>")[2] or part)
            new.writestr(name, part)
    return changed.getvalue()


LAST_COLUMN = "".join(f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(1, 500))
ENTITY = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (package(LAST_COLUMN), "more than 1,000 columns"),
        (package("", ENTITY, "A&x;"), "cannot be read as XLSX"),
        (b"x\n" * 20_001, "more than 20,000 rows"),
        (b"\n" * 1_000_000 + b"x", "more than 20,000 rows"),
        (b"x" + b"," * 1000 + b"x", "more than 1,000 columns"),
    ],
)
def test_a_small_file_that_unfolds_into_a_large_sheet_is_refused(content, sentence, settings):
    for settings.SANDBOX in (False, True):
        with pytest.raises(UnreadableSheet, match=sentence):
            read(content)


def test_empty_rows_and_columns_at_the_end_do_not_count():
    assert read(b"id,title" + b"," * 5000 + b"\n" * 100_000)[0][:2] == ["id", "title"]
    assert read(b"a\n\n\nb\n\n") == [["a"], [], [], ["b"]]


def test_a_file_that_takes_too_long_to_read_is_told_in_a_sentence(settings):
    settings.SANDBOX, settings.SANDBOX_SECONDS, settings.SANDBOX_MEMORY = True, 1, 100
    with pytest.raises(UnreadableSheet, match="use a smaller file"):
        read(package('<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>' * 400_000))
