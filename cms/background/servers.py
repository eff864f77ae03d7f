"""The worker's child processes: the servers behind /sparql and /changes/stream, and the sender of notices."""

import subprocess
import sys
import threading

from cms.settings.environment import BASE_DIR

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


def servers() -> list[ServerProcess]:
    return [
        ServerProcess("query server", "serve_sparql"),
        ServerProcess("stream server", "serve_changes"),
        ServerProcess("sender of notices", "send_notices"),
    ]
