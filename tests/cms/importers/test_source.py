import pytest

from cms.importers import detect, parse_source
from cms.importers.labels import Vocabulary
from cms.importers.source import MAX_BYTES, UnreadableSource, decode, read_source

PROJECT = b"Theme:\nSongs\nType of project:\nChoir\n"


def test_a_project_page_is_detected_and_other_text_is_not():
    assert detect(PROJECT).name == "archived-page"
    assert detect(b"A theme: songs.\nA letter about the type of project: choirs.") is None


def test_a_donor_page_is_not_taken_for_a_project():
    assert detect(b"Type of donor:\nCountry\n\nOverview\n\nIt gives.\n") is None


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
        parse_source(content, Vocabulary())
    assert "\n" not in str(refusal.value)


def test_an_unknown_format_is_named_with_those_that_exist():
    with pytest.raises(UnreadableSource, match="“iati”.*archived-page"):
        parse_source(PROJECT, Vocabulary(), format_name="iati")


def test_text_of_another_kind_is_refused_by_the_format_asked_for():
    with pytest.raises(UnreadableSource, match="not an archived project page"):
        parse_source(b"A letter.", Vocabulary(), format_name="archived-page")


def test_missing_file_folder_and_large_file_are_refused_before_they_are_read(tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    for path, sentence in [
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "not a file"),
        (large, "larger than 5 MB"),
    ]:
        with pytest.raises(UnreadableSource, match=sentence):
            read_source(path)


def test_text_is_composed_and_loses_invisible_characters():
    assert decode("\ufeffe\u0301\u200b\x07 a\xa0b\r\nc\n".encode()) == "é a\xa0b\nc\n"
