"""Files of rows: whatever text leaves comes back, and nothing in it runs."""

import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from cms.admin.sheets.cells import guarded, unguarded
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
        (bomb(), "too large when it is unpacked"),
        (b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
        (b"x\n" * 20_001, "more than 20,000 rows"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence(content, sentence):
    with pytest.raises(UnreadableSheet, match=sentence):
        read(content)


def test_a_cell_that_excel_would_cut_off_is_refused():
    with pytest.raises(CellTooLong):
        xlsx([["x" * 40_000]])
