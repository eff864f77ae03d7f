"""A page of an archive that cannot be read or saved, and odd data of other pages, stop no import."""

import gzip
import io
import logging
import zlib

import brotli
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cms.acting import system
from cms.importers import Options, UnreadableSource, import_contents, preview_contents
from cms.importers.formats.detection import read_pages
from cms.importers.results import Problem
from cms.importers.source import MAX_BYTES
from cms.models import ProjectPage
from tests.cms.importers.importing import import_file

pytestmark = pytest.mark.django_db
COMMAND = system.on_command()

HTML = """<html lang="en"><body><h1>{title}</h1><h3>Theme:</h3><p>Advocacy</p><h3>Type of project</h3>
<p>Monitoring</p><h2>Context/Overview</h2><p>They sing in the café by the river.</p></body></html>"""


def page(title):
    return HTML.format(title=title).encode()


def record(name, body, **headers):
    output = io.BytesIO()
    writer = WARCWriter(output, gzip=False)
    stated = {"Content-Type": "text/html; charset=utf-8"} | {key.replace("_", "-"): headers[key] for key in headers}
    answer = StatusAndHeaders("200 OK", list(stated.items()), protocol="HTTP/1.1")
    address = f"https://en.example.org/{name}"
    writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=answer))
    return output.getvalue()


def archive(name, body, **headers):
    return record("first", page("First songs")) + record(name, body, **headers) + record("last", page("Last songs"))


def titles(outcomes):
    return [outcome.page.title for outcome in outcomes if not isinstance(outcome, Problem)]


def bomb():
    return page("Bomb") + b" " * 100_000_000


# Functions, because each worker of a run collects all tests.
UNREADABLE = [
    (lambda: b"\x81\x8d\xff\xfe\x00" * 400, {"Content_Encoding": "x-made-up"}, "x-made-up"),
    (lambda: b"\x1b\x01\x02" * 400, {"Content_Encoding": "br"}, "damaged"),
    (lambda: page("Large") + b" " * MAX_BYTES, {}, "larger than 5 MB"),
    (lambda: brotli.compress(bomb(), quality=1), {"Content_Encoding": "br"}, "larger than 5 MB"),
    (lambda: zstandard.compress(bomb()), {"Content_Encoding": "zstd"}, "larger than 5 MB"),
    (lambda: gzip.compress(bomb(), 1), {"Content_Encoding": "gzip"}, "larger than 5 MB"),
    (lambda: b"<html>" + b"<b>" * 200_000, {}, "more tags"),
]


@pytest.mark.parametrize(("body", "headers", "sentence"), UNREADABLE, ids=[each[2] for each in UNREADABLE])
def test_a_page_that_cannot_be_read_is_named_and_the_others_are_imported(site, body, headers, sentence):
    outcomes = import_file(archive("broken", body(), **headers), Options(COMMAND))
    assert titles(outcomes) == ["First songs", "Last songs"]
    [problem] = [each for each in outcomes if isinstance(each, Problem)]
    assert problem.page == "https://en.example.org/broken"
    assert sentence in problem.sentence


@pytest.mark.parametrize(
    ("encoding", "compress"),
    [
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("gzip", bytes),
    ],
)
def test_a_page_stored_as_the_server_compressed_it_is_read(encoding, compress):
    _format, pages = read_pages(record("songs", compress(page("Songs")), Content_Encoding=encoding))
    assert [(each.title, "café" in each.text) for each in pages] == [("Songs", True)]


def test_a_page_that_cannot_be_saved_is_named_and_the_others_are_imported(site, monkeypatch):
    from cms.importers import pipeline

    fill = pipeline.fill

    def failing(page, record, *rest):
        if record.title == "Odd songs":
            raise KeyError("what nobody thought of")
        return fill(page, record, *rest)

    monkeypatch.setattr(pipeline, "fill", failing)
    outcomes = import_file(archive("odd", page("Odd songs")), Options(COMMAND))
    assert titles(outcomes) == ["First songs", "Last songs"]
    assert [each.page for each in outcomes if isinstance(each, Problem)] == ["https://en.example.org/odd"]
    assert not ProjectPage.objects.filter(title="Odd songs").exists()


def test_an_archive_that_ends_within_a_record_gives_the_pages_before(site):
    content = record("first", page("First songs")) + record("last", page("Last songs"))[:-100]
    outcomes = import_file(content, Options(COMMAND))
    assert titles(outcomes) == ["First songs"]
    assert "cut off" in outcomes[1].sentence


def test_a_length_beyond_all_measure_is_no_error_of_the_program():
    content = record("huge", page("Songs")).replace(
        b"WARC-Type", b"Content-Length: 99999999999999999999\r\nWARC-Type", 1
    )
    with pytest.raises(UnreadableSource):
        read_pages(content)


def test_the_outcome_of_a_run_names_what_was_not_imported(site):
    content = archive("broken", b"\xff" * 100, Content_Encoding="x-made-up")
    contents = [("songs.warc", lambda: content)]
    [previewed] = preview_contents(contents, Options(COMMAND))
    run, [outcome] = import_contents(contents, Options(COMMAND))
    assert [each["title"] for each in outcome.pages] == ["First songs", "Last songs"]
    assert outcome.errors == previewed.errors
    assert "https://en.example.org/broken: " in outcome.errors[0]
    assert run.report[0]["problems"][0]["page"] == "https://en.example.org/broken"


@pytest.mark.parametrize("address", ["ftp://old.example.org/songs", "http://[not-an-address/", "songs", "http://a b/"])
def test_an_odd_address_of_another_page_stops_no_import(site, address):
    import_file(page("River songs of the north"), Options(COMMAND))
    ProjectPage.objects.update(source_url=address)
    other = ProjectPage.objects.get()
    other.source_url = address
    other.save_revision(clean=False)
    [outcome] = import_file(page("River songs of the north bank"), Options(COMMAND, url="https://en.example.org/bank"))
    assert outcome.page.title == "River songs of the north bank"
    assert [each.title for each in outcome.likely] == ["River songs of the north"]


def test_a_draft_of_another_page_that_cannot_be_read_stops_no_import(site, caplog):
    import_file(page("River songs of the north"), Options(COMMAND))
    other = ProjectPage.objects.get()
    revision = other.latest_revision
    revision.content = {"nothing": "of a page"}
    revision.save()
    with caplog.at_level(logging.ERROR):
        [outcome] = import_file(page("River songs of the south"), Options(COMMAND))
    assert outcome.page.title == "River songs of the south"
    assert str(other.pk) in caplog.text


@pytest.mark.parametrize("title", ["???", "🎵🎶", "—"])
def test_a_title_without_letters_gets_a_slug(site, title):
    [outcome] = import_file(page(title), Options(COMMAND, publish=True))
    assert outcome.page.title == title
    assert outcome.page.slug.startswith("project-")


def test_a_record_without_an_address_ends_an_archive_and_the_pages_before_it_are_imported(site):
    nameless = b"\r\n".join(
        line for line in record("odd", page("Odd songs")).split(b"\r\n") if b"WARC-Target-URI" not in line
    )
    outcomes = import_file(record("first", page("First songs")) + nameless, Options(COMMAND))
    assert titles(outcomes) == ["First songs"]
    assert "WARC-Target-URI" in outcomes[1].sentence
    with pytest.raises(UnreadableSource, match="WARC-Target-URI"):
        read_pages(nameless)
