"""Fixtures whose content a worker makes once: it is in the database that the tests with this fixture begin with."""

import copy
import inspect
from collections.abc import Callable
from typing import Any

import pytest

from tests.databases import begin_with, is_begun_with
from tests.small_site import PARTS


def kept(make: Callable[..., object]) -> Any:
    """Turn a function into such a fixture; each test gets a copy of what the function returned.

    Its arguments are parts of the small site. It may write nothing but the database.
    """
    names = inspect.signature(make).parameters
    returned = []

    def make_once() -> None:
        returned.append(make(*(PARTS[name]() for name in names)))

    def fixture(request: pytest.FixtureRequest, db: None) -> object:
        if is_begun_with(fixture):
            return copy.deepcopy(returned[-1])
        return make(*map(request.getfixturevalue, names))

    fixture.__name__, fixture.__module__, fixture.__doc__ = make.__name__, make.__module__, make.__doc__
    return pytest.fixture(begin_with(make_once)(fixture))
