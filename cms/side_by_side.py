"""Runs several commands as one: they start together, and all stop when one ends or a signal asks for it."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

LOOK_EVERY_SECONDS = 0.2
# Longer than a server takes to finish its open requests.
STOP_WITHIN_SECONDS = 10

Child: TypeAlias = subprocess.Popen[bytes]


def run(
    commands: Mapping[str, list[str]],
    is_ready: Callable[[], bool],
    on_ready: Callable[[], None],
) -> str | None:
    """Run the commands until one ends or a signal asks to stop, and call `on_ready` once `is_ready` returns true.

    Returns a sentence about what went wrong, or None if a signal asked to stop.
    """
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: asked_to_stop.set())
    # A terminal sends Ctrl-C to all processes at once. Children inherit that it is ignored,
    # and so end in an orderly way, by the SIGTERM that this process sends.
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
        # A killed parent sends no signal, but its children get another parent.
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
