"""Run the stream server of /changes/stream, one on each machine; the command `work` keeps it running."""

import asyncio
import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from graph.publishing.feed.server import Server
from graph.publishing.processes import asked_to_stop, only_server, reachable


class Command(BaseCommand):
    help = "Send changes to the clients of /changes/stream until asked to stop or until the parent process ends."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.CHANGES_SOCKET)
        refusal = f"Another server listens at {path}: stop it first, or set another CHANGES_SOCKET."
        with only_server(path, refusal):
            path.unlink(missing_ok=True)
            self._serve(path)

    def _serve(self, path: Path) -> None:
        most = settings.CHANGES_STREAMS
        with reachable(path) as address, socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(address)
            listener.listen(64)
            asyncio.run(Server(most, share=max(1, most // 50)).run(listener, asked_to_stop()))
