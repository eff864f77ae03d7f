"""A client of the change feed that keeps a copy of what it reads."""

import pytest

from tests.graph.copying import Copy, exported_lines


@pytest.fixture
def copy(client):
    """Return a new copy; arguments are passed on."""
    return lambda **options: Copy(client, **options)


@pytest.fixture
def exported(client):
    """Return the sorted N-Quads of the whole dataset as it is now."""
    return lambda: exported_lines(client)
