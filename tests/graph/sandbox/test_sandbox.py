"""The sandbox as a stranger's file may try it: it ends, reaches nothing, and the next task has its place."""

import os
import socket
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from django.utils import translation

from graph import sandbox
from graph.sandbox import calls
from tests.graph.sandbox import functions
from tests.graph.sandbox.functions import Known, Refused


@pytest.fixture(autouse=True)
def on(settings):
    settings.SANDBOX = True
    settings.SANDBOX_SECONDS = 1
    settings.SANDBOX_MEMORY = 100


def children_of(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_value_comes_back_whatever_the_size_of_the_argument():
    assert functions.length(b"") == 0
    assert functions.length(bytes(30_000_000)) == 30_000_000
    assert functions.known("número") == [Known("número")]
    assert functions.nested(b"12") == 2


def test_a_refusal_comes_back_in_the_language_of_whoever_asks():
    with translation.override("fr"), pytest.raises(Refused, match="Enregistrer"):
        functions.refuse()
    with pytest.raises(Refused, match="Save"):
        functions.refuse()


@pytest.mark.parametrize(
    ("function", "stop", "sentence"),
    [
        (functions.spin, sandbox.TooSlow, "longer than 1 seconds"),
        (partial(functions.sleep, 60), sandbox.TooSlow, "longer than 1 seconds"),
        (functions.hoard, sandbox.TooMuchMemory, "more than 100 MB"),
        (functions.crash, sandbox.Crashed, "an error of the program"),
        (functions.fail, sandbox.Crashed, "an error of the program"),
        (partial(functions.unknown, "text"), sandbox.Crashed, "an error of the program"),
    ],
)
def test_what_takes_too_much_is_stopped_in_words_and_the_next_task_is_done(function, stop, sentence):
    began = time.monotonic()
    with pytest.raises(stop, match=sentence):
        function()
    assert time.monotonic() - began < 30
    assert functions.length(b"123") == 3


def test_an_error_of_the_program_is_logged_with_its_place(caplog):
    with pytest.raises(sandbox.Crashed):
        functions.fail()
    assert "of all things" in caplog.text and "functions.py" in caplog.text


def test_nothing_can_be_opened_in_there(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert functions.read.here(str(secret)) == "x"
    assert len(functions.open_files()) == 1
    for attempt in (partial(functions.read, str(secret)), partial(functions.write, str(tmp_path / "new"))):
        with pytest.raises(sandbox.Crashed):
            attempt()
    assert not (tmp_path / "new").exists()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        with pytest.raises(sandbox.Crashed):
            functions.connect(listener.getsockname()[1])
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_more_tasks_than_places_wait_for_their_turn(settings):
    values = []
    threads = [threading.Thread(target=lambda: values.append(functions.sleep(0.2))) for _ in range(6)]
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        most = max(most, len(children_of(calls._parent.process.pid)))
        time.sleep(0.02)
    assert values == ["slept"] * 6
    assert most == settings.SANDBOX_WORKERS


def test_a_longer_line_than_anybody_waits_in_is_refused():
    outcomes = []

    def ask():
        try:
            outcomes.append(functions.sleep(0.3))
        except sandbox.Busy as busy:
            outcomes.append(str(busy))

    threads = [threading.Thread(target=ask) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 20 <= outcomes.count("slept") < 60
    assert all("try again in a minute" in each for each in outcomes if each != "slept")


def test_a_parent_that_was_killed_is_replaced():
    functions.length(b"")
    before = calls._parent.process
    before.kill()
    before.wait()
    assert functions.length(b"12") == 2
    assert calls._parent.process.pid != before.pid


def test_fifty_tasks_leave_nothing_behind():
    functions.length(b"")
    pid = calls._parent.process.pid
    ours, theirs = (len(os.listdir(f"/proc/{each}/fd")) for each in ("self", pid))
    for _ in range(50):
        functions.length(b"1")
    assert len(os.listdir("/proc/self/fd")) == ours
    assert len(os.listdir(f"/proc/{pid}/fd")) <= theirs + 1
    assert children_of(pid) == []
