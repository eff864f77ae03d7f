"""The same page as text, as HTML and in a web archive's files says the same."""

import gzip
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cms.importers import UnreadableSource
from cms.importers.formats import warc
from cms.importers.formats.detection import detect, read_pages
from cms.importers.matching.names import Vocabulary, folded
from cms.importers.reading import parse_page
from cms.importers.record import KeyFigure, Passage

KNOWN = Vocabulary(
    themes=folded(["Advocacy", "Film"]),
    project_types=folded(["Monitoring"]),
    countries=folded(["Chad", "Lao PDR"]),
)
URL = "https://en.example.org/creativity/activities/river-songs"
PROJECT = """<!DOCTYPE html>
<html lang="en-GB"><head><title>River songs | Old site</title><style>p {}</style>
<link rel="canonical" href="https://en.example.org/creativity/activities/river-songs"></head>
<body class="no-sidebars">
<nav><ul><li>Home</li><li>Theme:</li></ul></nav>
<aside class="sidebar">
 <div class="field"><div class="label">Start date</div><div>Feb 2020</div></div>
 <div class="field"><div class="label">End date</div><div>Ongoing</div></div>
</aside>
<div id="content"><h1>River <em>songs</em></h1>
 <div class="field"><div class="label">Theme:&nbsp;</div><div><a href="/x">Advocacy</a>, <a>Film</a></div></div>
 <h3>Type of project</h3><p>Monitoring</p>
 <dl><dt>Countries</dt><dd>Chad</dd><dd>Lao PDR</dd></dl>
 <div>Local Partner(s):</div><ul><li>Choir of Songs, Dance and Film</li><li>36<br>workshops</li></ul>
 <h3>Donors</h3><p>River Fund</p>
 <h2>Context/Overview</h2><p>They sing <b>by</b> the river.<script>alert(1)</script></p><p>For&nbsp;long &amp; loud.</p>
</div>
<footer>All rights reserved.</footer><div id="comments"><p>First!</p></div></body></html>"""
STORY = (
    "The choir sang by the river for the whole of a day, and everyone who came along stayed until the very end. " * 3
)
NEWS = f"""<html lang="fr"><body><header><a>Site</a></header><article><h1>Une chanson</h1>
<p>{STORY}</p><blockquote><p>“We sing because the river does.”</p></blockquote><p>Dr. Ann Lee, Head of Songs</p>
<p>{STORY}</p><h3>Related posts</h3><p>Other songs</p></article></body></html>"""


def record_of(content, **options):
    source_format, [page] = read_pages(content if isinstance(content, bytes) else content.encode())
    return parse_page(page, KNOWN, format_name=source_format.name, **options)


def warc_of(html, url=URL, content_type="text/html; charset=utf-8", status="200 OK"):
    output = io.BytesIO()
    writer = WARCWriter(output, gzip=True)
    headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url,
        "response",
        payload=io.BytesIO(html if isinstance(html, bytes) else html.encode()),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": "2022-06-26T03:21:04Z"},
    )
    writer.write_record(record)
    return output.getvalue()


def wacz_of(warc):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        package.writestr("archive/data.warc.gz", warc)
        package.writestr("pages/pages.jsonl", "{}")
    return output.getvalue()


def test_a_project_saved_as_html_gives_its_labelled_facts():
    record = record_of(PROJECT)
    assert (record.kind, record.title, record.language) == ("project", "River songs", "en")
    assert (record.themes, record.project_types) == (("Advocacy", "Film"), ("Monitoring",))
    assert (record.countries, record.donors) == (("Chad", "Lao PDR"), ("River Fund",))
    assert record.partners == ("Choir of Songs, Dance and Film",)
    assert record.key_figures == (KeyFigure("36", "workshops"),)
    assert (record.start, record.end) == ("Feb 2020", "Ongoing")
    assert record.overview == "They sing by the river.\n\nFor long & loud."
    assert record.source_url == URL
    assert record.unplaced == ()
    assert "First!" in record.ignored


@pytest.mark.parametrize(
    "wrap", [warc_of, lambda html: gzip.decompress(warc_of(html)), lambda html: wacz_of(warc_of(html))]
)
def test_a_page_in_a_web_archive_says_the_same_with_address_and_capture(wrap):
    alone, archived = record_of(PROJECT), record_of(wrap(PROJECT))
    assert archived.captured_at == datetime(2022, 6, 26, 3, 21, 4, tzinfo=UTC)
    assert replace(archived, captured_at=None, format="html") == alone


def test_news_saved_as_html_has_its_quotation_and_no_furniture():
    record = record_of(NEWS)
    assert (record.kind, record.title, record.language) == ("news", "Une chanson", "fr")
    assert record.passages == (
        Passage("paragraph", STORY.strip()),
        Passage("quote", "We sing because the river does.", "Dr. Ann Lee", "Head of Songs"),
        Passage("paragraph", STORY.strip()),
    )
    assert record.ignored[:2] == ("Related posts", "Other songs")


def test_the_encoding_that_a_page_declares_is_used():
    html = PROJECT.replace("<head>", '<head><meta charset="windows-1252">').replace("the river", "the “café”")
    assert "“café”" in record_of(html.encode("windows-1252")).overview


def test_the_note_that_a_browser_leaves_gives_address_and_archive():
    archive = f"https://archive.example.net/web/20220626010616/{URL}"
    record = record_of(f"<!-- saved from url=(0042){archive} -->\n{PROJECT}")
    assert (record.source_url, record.archive_url) == (URL, archive)


def test_pages_that_are_none_of_ours_are_passed_over():
    others = [
        warc_of("<p>Hello</p>"),
        warc_of(PROJECT, status="404 Not Found"),
        warc_of(b"\x89PNG", content_type="image/png"),
    ]
    _, pages = read_pages(b"".join([*others, warc_of(PROJECT)]))
    assert [page.title for page in pages] == ["River songs"]
    with pytest.raises(UnreadableSource, match="no page that can be imported"):
        read_pages(b"".join(others))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (warc_of(PROJECT)[:-40], "cut off"),
        (gzip.decompress(warc_of(PROJECT))[:-600], "cut off"),
        (b"\x1f\x8b" + b"nothing" * 20, "damaged"),
        (gzip.compress(b"A letter."), "no WARC"),
        (lambda: gzip.compress(b"WARC/1.0\r\n" + bytes(200 * 1024 * 1024), 1), "unpacks to more than"),
        (b"WARC/1.0 and then nothing", "no page that can be imported|cannot be read"),
        (wacz_of(warc_of(PROJECT))[:-100], "damaged or cut off"),
        (wacz_of(b"not a warc"), "cannot be read"),
        (b"PK\x03\x04" + b"word" * 30, "damaged or cut off"),
        (f"<html>{'<div>' * 300_000}", "more tags"),
        (f"<html><body>{'<p>' * 50_000}", "no project"),
        (f"<html>{'a' * 6_000_000}", "larger than 5 MB"),
        ("<html><body>Nothing here.</body></html>", "no project"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_what_is_damaged_or_harmful_gets_one_sentence(content, sentence):
    content = content() if callable(content) else content
    with pytest.raises(UnreadableSource, match=sentence) as refusal:
        read_pages(content if isinstance(content, bytes) else content.encode())
    assert "\n" not in str(refusal.value)


def test_formats_are_told_by_content():
    assert detect(warc_of(PROJECT)).name == "warc"
    assert detect(wacz_of(b"")).name == "wacz"
    assert detect(PROJECT.encode()).name == "html"
    assert detect(b"id,name\n1,Chad\n") is None


def test_no_markup_of_the_page_survives():
    hostile = PROJECT.replace("by</b>", 'by</b><img src=x onerror="alert(1)">&lt;script&gt;alert(2)&lt;/script&gt;')
    record = record_of(hostile)
    assert "onerror" not in record.overview and "alert(1)" not in record.overview
    assert "<script>alert(2)</script>" in record.overview  # words, which rich_text escapes


def test_the_parts_of_an_archive_are_not_too_large_together(monkeypatch):
    monkeypatch.setattr(warc, "MAX_ARCHIVE_BYTES", 3000)
    small = gzip.compress(b"WARC/1.0\r\n" + bytes(2000))
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as wacz:
        for name in "ab":
            wacz.writestr(f"archive/{name}.warc.gz", small)
    with pytest.raises(UnreadableSource, match="unpacks to more than"):
        read_pages(package.getvalue())
