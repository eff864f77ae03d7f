"""Data that a whole module of tests shares, and that is gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rolled_back() -> Iterator[None]:
    """What the block writes, and the tests in it, is one transaction that never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
