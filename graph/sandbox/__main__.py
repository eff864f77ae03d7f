"""Start the sandbox's parent: `python -m graph.sandbox DESCRIPTOR`, by `graph.sandbox.calls` only."""

from __future__ import annotations

import socket
import sys

import django
from django.conf import settings
from django.utils import translation


def main() -> None:
    callers = socket.socket(fileno=int(sys.argv[1]))
    django.setup()
    # A task that calls another sandboxed function is within the walls already.
    settings.SANDBOX = False
    # A catalogue that is loaded here is shared, and one that a child loads is loaded again by the next.
    for code, _ in settings.LANGUAGES:
        translation.activate(code)
    from graph.sandbox.parent import Parent

    Parent(callers, settings.SANDBOX_WORKERS).run()


if __name__ == "__main__":
    main()
