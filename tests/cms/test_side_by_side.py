"""Commands that run as one: whatever ends one of them, none is left behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from cms.settings.environment import BASE_DIR

# One write for a whole line: both of them write into the same pipe.
SLEEP = "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"
TOGETHER = """
import os, sys
from cms import side_by_side
commands = {"first": [sys.executable, "-c", sys.argv[1]], "second": [sys.executable, "-c", sys.argv[2]]}
say = lambda: os.write(1, b"ready\\n")
sys.exit(side_by_side.run(commands, is_ready=lambda: True, on_ready=say))
"""


@pytest.fixture
def together():
    """Starts two Python programs side by side, in a session of their own as a terminal would."""
    started = []

    def start(first: str, second: str) -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(
                [sys.executable, "-c", TOGETHER, first, second],
                cwd=BASE_DIR,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def lines(process, count):
    return [process.stdout.readline().strip() for _ in range(count)]


def is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    return True


def test_when_one_ends_the_other_is_stopped_and_the_sentence_names_it(together):
    process = together(SLEEP, "input(); raise SystemExit(3)")
    [pid] = [line for line in lines(process, 2) if line != "ready"]
    _, errors = process.communicate("go on\n", timeout=20)
    assert process.returncode == 1
    assert "The second ended with exit code 3" in errors
    assert not is_running(pid)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_both_and_is_no_failure(together, number):
    process = together(SLEEP, SLEEP)
    pids = [line for line in lines(process, 3) if line != "ready"]
    process.send_signal(number)
    assert process.wait(timeout=20) == 0
    assert [is_running(pid) for pid in pids] == [False, False]


def test_ctrl_c_in_a_terminal_shows_no_traceback_of_the_children(together):
    process = together(SLEEP, SLEEP)
    lines(process, 3)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=20)[1] == ""
    assert process.returncode == 0


def test_both_stop_when_the_process_that_started_them_is_killed():
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]])",
            TOGETHER,
            SLEEP,
            SLEEP,
        ],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    pids = [line for line in lines(parent, 3) if line != "ready"]
    parent.kill()
    deadline = time.monotonic() + 20
    while any(map(is_running, pids)):
        assert time.monotonic() < deadline, "still running"
        time.sleep(0.05)
    parent.communicate()
