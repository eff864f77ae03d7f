"""Functions that run in the sandbox, whoever calls them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec, TypeVar, cast

from django.conf import settings

from graph.sandbox.calls import call

P = ParamSpec("P")
R = TypeVar("R")


class Sandboxed(Generic[P, R]):
    """A function with what its caller must know of it: what it raises on purpose, and which classes it returns."""

    def __init__(
        self,
        function: Callable[P, R],
        refuses: type[Exception],
        returns: tuple[type, ...],
        prepare: Callable[[], object],
    ) -> None:
        self.here = function
        self.refuses = refuses
        self.returns = returns
        self.prepare = prepare
        self.name = f"{function.__module__}:{function.__qualname__}"
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run it in the sandbox and return its value. Raises its own refusal, or `Stopped`."""
        if not settings.SANDBOX:
            return self.here(*args, **kwargs)
        return cast(R, call(self, args, kwargs))


def sandboxed(
    *,
    refuses: type[Exception],
    returns: tuple[type, ...] = (),
    prepare: Callable[[], object] = lambda: None,
) -> Callable[[Callable[P, R]], Sandboxed[P, R]]:
    """Declare that a function runs in the sandbox.

    `refuses` is the exception with which it tells people in one sentence what is wrong with a file; `returns` are the
    classes of ours in its value; `prepare` loads what libraries would load when they need it, and cannot in there.
    """

    def declare(function: Callable[P, R]) -> Sandboxed[P, R]:
        return Sandboxed(function, refuses, returns, prepare)

    return declare


def function_named(name: str) -> Sandboxed:
    """Return the declared function, whose module is loaded if it is not yet."""
    module, _, attribute = name.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if not isinstance(found, Sandboxed):
        raise TypeError(f"{name} is not declared as sandboxed.")
    return found
