import pytest

from cms.importers import UnreadableSource, read_address
from cms.importers.matching.addresses import comparable

PAGE = "https://en.example.org/choir/songs"


@pytest.mark.parametrize(
    "prefix",
    [
        "https://archive.example.net/web/20220626010616/",
        "https://archive.example.net/7473/20220626010616id_/",
        "http://archive.example.net/20220626/",
    ],
)
def test_the_prefix_of_an_archive_is_removed(prefix):
    address = read_address(f" {prefix}{PAGE}\n")
    assert (address.source, address.archive) == (PAGE, f"{prefix}{PAGE}")


def test_an_archive_that_folds_slashes_gives_the_same_address():
    folded = "https://archive.example.net/web/20220626010616/https:/en.example.org/a"
    assert read_address(folded).source == "https://en.example.org/a"


def test_an_address_outside_an_archive_stands_for_itself():
    address = read_address(PAGE)
    assert (address.source, address.archive) == (PAGE, "")


@pytest.mark.parametrize(
    "url",
    ["choir/songs", "javascript:alert(1)", "https://", "https://a b.org/", "http://[a"],
)
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(UnreadableSource, match="not the address of a page"):
        read_address(url)


@pytest.mark.parametrize(
    ("url", "language"),
    [
        ("https://es.example.org/a", "es"),
        ("https://www.example.org/fr/a", "fr"),
        ("https://www.example.org/friends", None),
    ],
)
def test_host_or_path_may_name_the_language(url, language):
    assert read_address(url).language == language


def test_scheme_and_closing_slash_make_no_other_page():
    assert comparable(PAGE) == comparable("http://EN.example.org/choir/songs/#top")
    assert comparable(PAGE) != comparable(f"{PAGE}?page=2")


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://example.org/a/river-songs_2.html?page=1", "River songs 2"),
        ("https://example.org/%C3%A9t%C3%A9/", "Été"),
        ("https://example.org/", "Example.org"),
        ("", ""),
    ],
)
def test_the_end_of_the_address_gives_a_provisional_title(url, title):
    assert read_address(url).provisional_title == title
