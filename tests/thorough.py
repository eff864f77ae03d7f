"""Parameters of a test that `make test` runs with some of its values, and `make test-all` with all of them."""

from collections.abc import Collection, Iterable

import pytest


def mostly_slow(values: Iterable[object], quick: int = 1) -> list[object]:
    """Return the values of a parameter of which only the first few are not slow."""
    return [value if number < quick else _slow(value) for number, value in enumerate(values)]


def slow_but(quick: Collection[object], values: Iterable[object]) -> list[object]:
    """Return the values of a parameter of which only some are not slow."""
    return [value if value in quick else _slow(value) for value in values]


def _slow(value: object) -> object:
    values = value if isinstance(value, tuple) else (value,)
    return pytest.param(*values, marks=pytest.mark.slow)
