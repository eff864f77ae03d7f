"""Start the sandbox's parent: `python -m graph.sandbox DESCRIPTOR`, by `graph.sandbox.calls` only."""

from __future__ import annotations

import encodings
import importlib
import pkgutil
import socket
import sys
from contextlib import suppress

import django
from django.conf import settings
from django.utils import translation


def main() -> None:
    callers = socket.socket(fileno=int(sys.argv[1]))
    django.setup()
    # A task that calls another sandboxed function is within the walls already.
    settings.SANDBOX = False
    load()
    from graph.sandbox.parent import Parent

    Parent(callers, settings.SANDBOX_WORKERS).run()


def load() -> None:
    """Load what Python and Django load when a text needs it, and a task cannot."""
    for module in pkgutil.iter_modules(encodings.__path__, "encodings."):
        with suppress(ImportError):  # Some are another operating system's.
            importlib.import_module(module.name)
    for code, _ in settings.LANGUAGES:
        translation.activate(code)
    translation.deactivate()


if __name__ == "__main__":
    main()
