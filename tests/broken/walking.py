"""Asking for addresses one after the other, and noting which of them failed and why."""

import sys
import traceback
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client

ROOT = str(Path(__file__).resolve().parents[2])


class Walk:
    """Two clients: an editor who may do everything, and a visitor."""

    def __init__(self) -> None:
        self.admin, self.visitor = Client(raise_request_exception=False), Client(raise_request_exception=False)
        self.admin.force_login(get_user_model().objects.get(username="editor"))
        self.failures: dict[str, list[str]] = defaultdict(list)
        """Addresses by what went wrong there."""

    def everywhere(self, addresses: Iterable[str]) -> None:
        for address in addresses:
            self.get(address)

    def get(self, address: str) -> str:
        """Ask for it as whoever may see it; what it writes is taken back. Returns the text of the answer."""
        client = self.admin if address.startswith("/admin/") else self.visitor
        body = b""
        with taken_back(), noted_exceptions() as exceptions:
            response = client.get(address)
            try:
                body = b"".join(response.streaming_content if response.streaming else [response.content])
            except Exception as error:  # noqa: BLE001 in the middle of an answer, where no server says 500
                exceptions.append(described(error))
        if exceptions or response.status_code >= 500:
            self.failures[exceptions[-1] if exceptions else str(response.status_code)].append(address)
        return body.decode("utf-8", "replace")

    def told(self) -> str:
        return "\n".join(f"{why}\n    {' '.join(where[:4])}" for why, where in self.failures.items())


@contextmanager
def taken_back() -> Iterator[None]:
    """A savepoint: a failed statement ends PostgreSQL's transaction, and some views write."""
    savepoint = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(savepoint)


@contextmanager
def noted_exceptions() -> Iterator[list[str]]:
    found: list[str] = []

    def note(sender: object, **kwargs: object) -> None:
        found.append(described(sys.exc_info()[1]))

    got_request_exception.connect(note)
    try:
        yield found
    finally:
        got_request_exception.disconnect(note)


def described(error: BaseException | None) -> str:
    """Return the error with the last places in our code that it came from."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    ours = [frame for frame in frames if frame.filename.startswith(ROOT) and "site-packages" not in frame.filename]
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in [*ours[-2:], *frames[-1:]]]
    return f"{repr(error)[:150]} at {', '.join(places)}"
