import pytest

from cms.importers import UnreadableSource, read_source
from cms.importers.formats.detection import detect, read_pages
from cms.importers.source import MAX_ARCHIVE_BYTES, MAX_BYTES, decode

PROJECT = b"Theme:\nSongs\nType of project:\nChoir\n"


def test_a_project_page_is_detected_and_other_text_is_not():
    assert detect(PROJECT).name == "archived-page"
    assert detect(b"A theme: songs.\nA letter about the type of project: choirs.") is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b" \n\xc2\xa0\n", "The file is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"),
        (PROJECT + "Français".encode("latin-1"), "not text in UTF-8"),
        (b"Dear reader, this is a letter.", "in no format that can be imported"),
        (b"a" * (MAX_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_a_source_that_cannot_be_read_is_refused_in_one_sentence(content, sentence):
    with pytest.raises(UnreadableSource, match=sentence) as refusal:
        read_pages(content)
    assert "\n" not in str(refusal.value)


def test_an_unknown_format_is_named_with_those_that_exist():
    with pytest.raises(UnreadableSource, match="“wxr”.*archived-page"):
        read_pages(PROJECT, "wxr")


def test_text_of_another_kind_is_refused_by_the_format_asked_for():
    with pytest.raises(UnreadableSource, match="no page of the kinds"):
        read_pages(b"A letter.", "archived-page")


def test_missing_file_folder_and_large_file_are_refused_before_they_are_read(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MAX_ARCHIVE_BYTES + 1)
    for path, sentence in [
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "not a file"),
        (large, "larger than 100 MB"),
    ]:
        with pytest.raises(UnreadableSource, match=sentence):
            read_source(path)


def test_text_is_composed_and_loses_invisible_characters():
    assert decode("\ufeffe\u0301\u200b\x07 a\xa0b\r\nc\n".encode()) == "é a\xa0b\nc\n"
