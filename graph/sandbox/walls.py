"""The walls that a process puts up around itself before it meets anything untrusted."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Collection

PAGE = resource.getpagesize()


def put_up(keep: Collection[int], memory_bytes: int, niceness: int) -> None:
    """Leave only these files open, open no other, write none, and take this much more memory at most."""
    # Read first: afterwards not even this file opens.
    with open("/proc/self/statm") as usage:
        size = int(usage.read().split()[0]) * PAGE
    _close_all_but(keep)
    for kind, limit in (
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, size + memory_bytes),
    ):
        resource.setrlimit(kind, (limit, limit))
    os.nice(niceness)
    # A timer must end the process, whatever its parent does with these signals.
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _close_all_but(keep: Collection[int]) -> None:
    start = 0
    for number in sorted(keep):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))
