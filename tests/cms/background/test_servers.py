"""A child of the worker: it runs, is started again when it dies, and ends with the worker."""

import sys
import threading

import pytest

from cms.background import servers
from cms.background.servers import Errand, ServerProcess

NEVER = threading.Event()


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setattr(servers, "MANAGE", [sys.executable])
    server = ServerProcess("sleeper", "-c", "import time; time.sleep(60)")
    yield server
    server.stop()


def test_it_is_started_once_and_stopped(server):
    server.keep_running(NEVER)
    process = server._process
    server.keep_running(NEVER)
    assert server._process is process
    server.stop()
    assert process.returncode is not None


def test_one_that_died_is_reported_and_then_started_again(server):
    server.keep_running(NEVER)
    server._process.kill()
    server._process.wait()
    with pytest.raises(RuntimeError, match="exit code -9"):
        server.keep_running(NEVER)
    server.keep_running(NEVER)
    assert server._process.poll() is None


def test_an_errand_runs_while_it_is_needed_and_says_when_it_fails(monkeypatch):
    monkeypatch.setattr(servers, "MANAGE", [sys.executable])
    needed = [True]
    errand = Errand("errand", lambda: needed[0], "-c", "raise SystemExit(3)")
    errand.keep_running(NEVER)
    errand._process.wait()
    needed[0] = False
    with pytest.raises(RuntimeError, match="exit code 3"):
        errand.keep_running(NEVER)
    errand.keep_running(NEVER)
    assert errand._process is None
    errand.run()
    errand.stop()
