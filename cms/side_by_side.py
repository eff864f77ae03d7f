"""Runs several commands as one: they start together, and when one ends or the whole is
asked to stop, all of them stop. Nothing is left running behind.
"""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

LOOK_EVERY_SECONDS = 0.2
# Longer than a server takes to finish the requests that it is answering.
STOP_WITHIN_SECONDS = 10

Child: TypeAlias = subprocess.Popen[bytes]


def run(
    commands: Mapping[str, list[str]],
    is_ready: Callable[[], bool],
    on_ready: Callable[[], None],
) -> str | None:
    """What went wrong, or None when a signal asked for the end."""
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: asked_to_stop.set())
    # A terminal sends Ctrl-C to all at once. Children that ignore it from their birth
    # end in an orderly way instead, by the SIGTERM that we send.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children: dict[str, Child] = {}
    try:
        for name, command in commands.items():
            children[name] = subprocess.Popen(command)  # noqa: S603
        signal.signal(signal.SIGINT, lambda *_: asked_to_stop.set())
        return _watch(children, asked_to_stop, is_ready, on_ready)
    finally:
        _stop(children.values())


def _watch(
    children: Mapping[str, Child],
    asked_to_stop: threading.Event,
    is_ready: Callable[[], bool],
    on_ready: Callable[[], None],
) -> str | None:
    parent = os.getppid()
    ready = False
    while not asked_to_stop.wait(LOOK_EVERY_SECONDS):
        # A killed parent tells nobody; its children are given to another process.
        if os.getppid() != parent:
            return "What started this process is gone, so it stopped too."
        for name, child in children.items():
            if child.poll() is not None:
                return (
                    f"The {name} ended with exit code {child.returncode}, so all of it"
                    " stopped: the lines above say why."
                )
        if not ready and is_ready():
            ready = True
            on_ready()
    return None


def _stop(children: Iterable[Child]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
