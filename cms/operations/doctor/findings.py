"""Findings: what an examination says of an installation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    GOOD = "good"
    ADVICE = "advice"
    """It works, and something about it is better changed."""
    FAULT = "fault"
    """It does not work, or is unsafe."""


@dataclass(frozen=True)
class Finding:
    subject: str
    level: Level
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.subject}: {self.sentence} {self.remedy}".strip()


Examination = Callable[[], Iterator[Finding]]


def good(subject: str, sentence: str) -> Finding:
    return Finding(subject, Level.GOOD, sentence)


def advice(subject: str, sentence: str, remedy: str) -> Finding:
    return Finding(subject, Level.ADVICE, sentence, remedy)


def fault(subject: str, sentence: str, remedy: str) -> Finding:
    return Finding(subject, Level.FAULT, sentence, remedy)
