"""Editors and readers at work at the same time, who note what they did and saw; judged in `test_many_processes`."""

import threading
import time
import traceback
from dataclasses import dataclass, field

from django.db import connection, transaction

from cms.models import Country
from graph import marks, mirror, replica
from graph.identity import id_of
from graph.mirror import rebuilding
from tests.load import children
from tests.load.children import Editor, Failure

PAIRS = 2
"""Pairs of pages for each editor; the pages of a pair always change in one transaction."""

EDITOR_PAUSE = (0.1, 0.3)
"""Seconds between two transactions of an editor: SQLite asks every 0.1 s whether it is its turn, without a queue."""
READER_PAUSE = 0.02


PAGES = 100
"""So many are rebuilt."""


@dataclass
class Edit:
    """From some moment between `begun` and `committed` on, the page has this title; None: it is hidden."""

    page: str
    begun: float
    committed: float
    title: str | None


@dataclass
class Observation:
    begun: float
    ended: float
    sequence: int
    pages: dict[str, dict]
    """By id: title, overview and amount, as one answer shows them."""


@dataclass
class Notes:
    """What a process did or saw; `longest` is its longest wait in seconds."""

    edits: list[Edit] = field(default_factory=list)
    observations: list[list[Observation]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    longest: float = 0


def edit(report, number, start, seconds):
    """Publish, hide, show and move pairs of pages, and change what all of them link to."""
    editor, notes = Editor(number, seed=number), Notes()
    pairs = [[editor.create(f"pair{pair}-{side}") for side in "ab"] for pair in range(PAIRS)]
    notes.pairs = [tuple(id_of(page) for page in pair) for pair in pairs]
    pages = [[page.pk for page in pair] for pair in pairs]
    _wait_for(start)
    count = 0
    while time.time() < start + seconds:
        count += 1
        time.sleep(editor.chance.uniform(*EDITOR_PAUSE))
        _edit_pair(editor, editor.chance.choice(pages), f"w{number}n{count}", count, notes)
        if count % 5 == 0:
            Country.objects.update(labels={"en": f"w{number}n{count}"})
        if count % 3 == 0:
            # As the middleware does after a request that wrote something.
            mirror.ensure_fresh()
    report.send(notes)


def _edit_pair(editor, keys, title, amount, notes):
    act = editor.chance.choices(["write", "unpublish", "restrict"], [8, 1, 1])[0]
    begun = time.time()
    with transaction.atomic():
        pair = list(editor.pages().filter(pk__in=keys).order_by("pk"))
        for page in pair:
            if act == "unpublish":
                page.unpublish()
            else:
                editor.write(page, title, amount)
                editor.move(page, hidden=act == "restrict")
    committed = time.time()
    notes.longest = max(notes.longest, committed - begun)
    notes.edits += [Edit(id_of(page), begun, committed, title if act == "write" else None) for page in pair]


def rebuild_again_and_again(report, start, seconds):
    """The worker's longest job, as it is with many pages: one chunk after the other."""
    editor = Editor(children.WRITERS - 1)
    for number in range(PAGES):
        editor.create(f"page{number}")
    marks.BATCH = PAGES // 4
    _wait_for(start)
    while time.time() < start + seconds:
        rebuilding.rebuild()
    report.send(Notes())


def read(report, threads, start, seconds):
    """Ask for everything again and again, in so many threads of one process."""
    notes = Notes(observations=[[] for _ in range(threads)])
    failures = []

    def look(observations):
        try:
            _wait_for(start)
            while time.time() < start + seconds:
                observations.append(_observe())
                time.sleep(READER_PAUSE)
        except Exception:  # noqa: BLE001 the test raises it
            failures.append(Failure(traceback.format_exc()))
        finally:
            connection.close()

    readers = [threading.Thread(target=look, args=[each]) for each in notes.observations]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for failure in failures:
        report.send(failure)
    notes.longest = max(each.ended - each.begun for reader in notes.observations for each in reader)
    report.send(notes)


def _observe():
    begun = time.time()
    with replica.reading() as graph:
        texts = graph.texts(graph.of_type("Project"))
        pages = {each: _page(graph, each, texts[each]) for each in graph.of_type("Project")}
        return Observation(begun, time.time(), graph.sequence, pages)


def _page(graph, page, texts):
    values = graph.node(page)["values"]
    (funding,) = values["fundings"]
    return {
        "title": values["title"]["en"],
        "overview": texts["overview"]["en"],
        "amount": float(graph.node(funding)["values"]["amount"]["value"]),
    }


def _wait_for(start):
    time.sleep(max(0, start - time.time()))
