"""Places for kinds of work that take much: so many on a machine at once, and of these so many for one client.

What finds no place is refused, at once unless its kind of work is done in no time, so that no threads wait for others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, sleep

from django.utils.translation import gettext, gettext_noop

from graph.budget.accounts import charge, current
from graph.budget.memory import shared
from graph.budget.refusals import SpentError

NOBODY = ""
"""The client of work that no request asked for."""
SECONDS = 5
"""After which it is worth asking again."""
PAUSE = 0.05
"""Seconds between two looks for a place."""


@dataclass(frozen=True)
class Kind:
    """`work` is what runs, in the plural. `wait`: seconds in which a place may become free. Of a second that the work
    takes, so much is `charged` where others do it."""

    name: str
    work: str
    places: int
    share: int = 1
    wait: float = 0
    charged: float = 0


@contextmanager
def place(kind: Kind) -> Iterator[None]:
    """Hold a place while working. Raises `SpentError` where there is none."""
    slot = _held(kind)
    begun = monotonic()
    try:
        yield
    finally:
        shared.release(slot)
        charge(kind.charged * (monotonic() - begun))


def _held(kind: Kind) -> int:
    account = current()
    client = account.client if account else NOBODY
    share = kind.places if account is None or account.exempt else kind.share
    deadline = monotonic() + kind.wait
    while True:
        slot, is_own = shared.hold(kind.name, client, kind.places, share)
        if slot is not None:
            return slot
        if monotonic() >= deadline:
            raise _refusal(kind, is_own)
        sleep(PAUSE)


def _refusal(kind: Kind, is_own: bool) -> SpentError:
    if is_own:
        sentence = gettext_noop("Other %(work)s of yours are running: try again when one has ended.")
        return SpentError(sentence, SECONDS, work=gettext(kind.work))
    sentence = gettext_noop(
        "%(count)s %(work)s are running, and more at a time are not possible: try again in a moment."
    )
    return SpentError(sentence, SECONDS, status=503, count=kind.places, work=gettext(kind.work))
