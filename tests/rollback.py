"""Data that a whole module of tests shares, and that is gone afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from graph import replica
from graph.mirror import proof


def forget() -> None:
    """Forget what is kept by number: unlike a real database, a rollback gives numbers out again."""
    replica.forget()
    cache.clear()
    proof.forget()
    shutil.rmtree(settings.DATASET_FILES, ignore_errors=True)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What the block writes, and the tests in it, is one transaction that never happened."""
    block = transaction.atomic()
    # As those of Django's test cases: nobody else reads here.
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
