"""The worker's child processes: the servers behind /sparql and /changes/stream, the sender of notices, and errands."""

import subprocess
import sys
import threading
from collections.abc import Callable

from cms.settings.environment import BASE_DIR
from graph.publishing import ahead
from graph.publishing.versions.schedule import is_work_to_do

MANAGE = [sys.executable, str(BASE_DIR / "manage.py")]
STOP_WITHIN_SECONDS = 5


class ServerProcess:
    """At most one child process of a command, which is started again after it has ended."""

    def __init__(self, name: str, *command: str) -> None:
        self.name = name
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def keep_running(self, stop: threading.Event) -> None:
        """Start the process if there is none.

        Raises `RuntimeError` if it has ended by itself, so that the worker waits longer and longer before each start.
        """
        ended = self._process and self._process.poll()
        if self._process is None or ended is not None:
            self._process = None
            if ended is not None:
                raise RuntimeError(f"The {self.name} ended with exit code {ended}: the lines above say why.")
            self.start()

    def start(self) -> None:
        self._process = subprocess.Popen([*MANAGE, *self._command])  # noqa: S603

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Errand(ServerProcess):
    """A command that runs in a child process whenever there is something for it to do, and ends."""

    def __init__(self, name: str, is_needed: Callable[[], bool], *command: str) -> None:
        super().__init__(name, *command)
        self._is_needed = is_needed

    def keep_running(self, stop: threading.Event) -> None:
        """Start the process if it is needed. Raises `RuntimeError` if it has failed."""
        if self._process is not None:
            ended = self._process.poll()
            if ended is None:
                return
            self._process = None
            if ended:
                raise RuntimeError(f"The {self.name} failed with exit code {ended}: the lines above say why.")
        if self._is_needed():
            self.start()

    def run(self) -> None:
        """Do what is needed now, and wait until it is done."""
        if self._is_needed():
            subprocess.run([*MANAGE, *self._command], check=True)  # noqa: S603


def errands() -> list[Errand]:
    return [
        Errand("publisher of dated versions", is_work_to_do, "publish_dataset", "--if-due"),
        Errand("maker of the dataset's files", ahead.is_needed, "make_dataset_files"),
    ]


def servers() -> list[ServerProcess]:
    return [
        ServerProcess("query server", "serve_sparql"),
        ServerProcess("stream server", "serve_changes"),
        ServerProcess("sender of notices", "send_notices"),
    ]
