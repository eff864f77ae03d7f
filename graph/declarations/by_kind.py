"""Keep what an interface does with each kind of field in one table, and check that no declared kind is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from graph.declarations.base import Field
from graph.declarations.registration import Registry

Entry = TypeVar("Entry")


class ByKind(Generic[Entry]):
    """The entries of an interface by kind of field. A kind without an entry has the one of its nearest base class.

    `module` is the name of the module with the table, for messages.
    """

    def __init__(self, module: str, entries: Mapping[type[Field], Entry]) -> None:
        self.module = module
        self.entries = entries

    def __getitem__(self, field: Field) -> Entry:
        entry = self._of(type(field))
        if entry is None:
            raise ImproperlyConfigured(self._missing(type(field)))
        return entry

    def errors(self, types: Registry, check: str) -> list[CheckMessage]:
        """Return an error with the id `check` for each declared kind of field that has no entry."""
        return [
            Error(self._missing(kind), hint="docs/contributors.md shows how a kind is added.", obj=kind, id=check)
            for kind in types.kinds
            if self._of(kind) is None
        ]

    def _of(self, kind: type[Any]) -> Entry | None:
        return next((self.entries[base] for base in kind.__mro__ if base in self.entries), None)

    def _missing(self, kind: type[Field]) -> str:
        return f"The kind of field {kind.__name__} has no entry in {self.module}: add one."
