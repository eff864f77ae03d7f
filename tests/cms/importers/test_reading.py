"""Files are read in the sandbox and outside of transactions: whoever writes meanwhile is not kept waiting."""

import gzip
import threading
import time

import pytest
from django.db import connection

from cms.acting import system
from cms.importers import Options, import_contents, pipeline, preview_contents
from cms.models import HomePage, ProjectPage
from tests.cms.importers.parsing import page
from tests.thorough import mostly_slow

COMMAND = system.on_command()
NESTED = (
    "<html><head><title>x</title></head><body><h1>Songs</h1><p>Theme:<br>Advocacy</p>"
    "<p>Type of project:<br>Monitoring</p>{}</body></html>"
)


def saved_by_another(home):
    """Save a page on a connection of its own; returns how long that took."""
    took = []

    def save():
        began = time.monotonic()
        HomePage.objects.filter(pk=home.pk).update(title="Changed meanwhile")
        took.append(time.monotonic() - began)
        connection.close()

    thread = threading.Thread(target=save)
    thread.start()
    thread.join(10)
    return took[0] if took else float("inf")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("take_in", [preview_contents, import_contents])
def test_another_editor_saves_while_a_file_is_read(home, index, monkeypatch, take_in):
    waited = []
    read = pipeline.read_file

    def read_slowly(*arguments):
        waited.append(saved_by_another(home))
        return read(*arguments)

    monkeypatch.setattr(pipeline, "read_file", read_slowly)
    take_in([("a.txt", page().encode)], Options(COMMAND))
    assert len(waited) == 1 and waited[0] < 5


@pytest.mark.django_db
def test_the_admin_previews_and_imports_through_the_sandbox(index, settings):
    settings.SANDBOX = True
    source = page(summary="Donors:\nRiver Fund\n", full="Results:\nSongs.\n")
    [seen] = preview_contents([("a.txt", source.encode)], Options(COMMAND))
    assert not ProjectPage.objects.exists()
    _, [done] = import_contents([("a.txt", source.encode)], Options(COMMAND))
    assert [each["title"] for each in (*seen.pages, *done.pages)] == ["Songs of the river"] * 2
    assert ProjectPage.objects.get().title == "Songs of the river"


@pytest.mark.django_db
def test_a_small_archive_that_takes_much_is_told_in_a_sentence(index, settings):
    settings.SANDBOX = True
    settings.SANDBOX_SECONDS, settings.SANDBOX_MEMORY = 1, 200
    headers = gzip.compress(b"WARC/1.0\r\n" + b"a: b\r\n" * 2_000_000)
    [outcome] = preview_contents([("headers.warc.gz", lambda: headers)], Options(COMMAND))
    # Its own limit of headers may refuse it before the sandbox does.
    assert "use a smaller file" in outcome.error or "split it into smaller ones" in outcome.error


@pytest.mark.parametrize(
    "furniture",
    mostly_slow(
        ["<div class=menu>", "<nav>a", "<svg>", "<h1>", "<div>", "<script></script>", "<p class=menu>a</p>", "<span>a"],
        quick=2,
    ),
)
def test_reading_takes_time_in_proportion_to_the_tags(furniture):
    from cms.importers.formats.html import page_of

    def seconds(count):
        began = time.process_time()
        page_of(NESTED.format(furniture * count).encode())
        return time.process_time() - began

    seconds(100)
    # Four times as much may take eight times as long on a busy machine; what grows with the square takes sixteen.
    assert any(seconds(12_000) < 9 * max(0.05, seconds(3_000)) for _ in range(3))
