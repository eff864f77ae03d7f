"""gunicorn as it is configured, but with a small application, as a process of its own."""

import os
import socket
import subprocess
import sys
import time

import pytest

from cms.settings.environment import BASE_DIR

THREADS = 4
CONFIGURATION = f"""
from pathlib import Path

exec(Path("gunicorn.conf.py").read_text())
wsgi_app = "tests.cms.serving.application:application"
workers, threads, preload_app = 1, {THREADS}, False
del when_ready, pre_fork

def post_fork(server, worker):
    from cms.serving import worker as timing
    timing.HEAD_SECONDS, timing.BODY_SECONDS, timing.STALL_SECONDS = 1, 1.5, 1
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Its address. What is slow is given up after a second or two instead of ten or twenty."""
    configuration = tmp_path_factory.mktemp("gunicorn") / "gunicorn.conf.py"
    configuration.write_text(CONFIGURATION)
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(configuration), "-b", f"127.0.0.1:{port}"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    with subprocess.Popen(command, cwd=BASE_DIR, env=environment) as it:
        try:
            wait_for(("127.0.0.1", port))
            yield "127.0.0.1", port
        finally:
            it.terminate()


def wait_for(address):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("gunicorn does not start.")
