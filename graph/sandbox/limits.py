"""What one task of the sandbox may use."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

MEGABYTE = 1024 * 1024
WAITING = 4
"""A task may take so many times its processor time altogether: others want the processor too."""


@dataclass(frozen=True)
class Limits:
    """Seconds of the processor, and bytes beside what the program and the task itself take."""

    seconds: int
    memory_bytes: int

    @property
    def longest(self) -> int:
        """Seconds by the clock."""
        return self.seconds * WAITING

    @classmethod
    def from_settings(cls) -> Limits:
        return cls(settings.SANDBOX_SECONDS, settings.SANDBOX_MEMORY * MEGABYTE)
