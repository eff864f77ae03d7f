"""Data that a whole module of tests shares, and that is gone afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def rolled_back() -> Iterator[None]:
    """What the block writes, and the tests in it, is one transaction that never happened."""
    block = transaction.atomic()
    # As those of Django's test cases: nobody else reads here.
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
