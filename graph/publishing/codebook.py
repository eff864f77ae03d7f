"""Count what the dataset holds and lacks: a row for each field, and a statement on completeness for each type."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import override

from graph.declarations import DeclaredType, registry
from graph.publishing.statistics import Statistics

HEADER = ("type", "field", "label", "definition", "kind", "predicate", "filled", "of", "rate")


@dataclass(frozen=True)
class Entry:
    """A field of a type: `filled` of `of` resources state it."""

    type: str
    field: str
    label: str
    definition: str
    kind: str
    predicate: str
    filled: int
    of: int

    @property
    def rate(self) -> float | None:
        """The rate between 0 and 1; None if there are no resources of the type."""
        return self.filled / self.of if self.of else None


@dataclass(frozen=True)
class Completeness:
    """The values that are known to be missing in a type."""

    declared: DeclaredType
    plural: str
    count: int
    never: list[str]
    """Labels of the fields that no resource of the type states."""
    incomplete: list[tuple[str, int]]
    """Labels of lists with the number of resources whose list is not known to be complete: an absence means unknown."""


def entries(counted: Statistics) -> Iterator[Entry]:
    for declared in registry():
        filled = counted.filled.get(declared.name, {})
        for name, field in declared.fields.items():
            yield Entry(
                declared.name, name, declared.label(field), declared.definition(field), type(field).__name__,
                str(field.predicate), filled.get(name, 0), counted.types.get(declared.name, 0),
            )  # fmt: skip


def table(counted: Statistics) -> str:
    """Return the codebook as CSV, in English."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(HEADER)
    with override("en"):
        for each in entries(counted):
            rate = "" if each.rate is None else f"{each.rate:.4f}"
            values = (each.type, each.field, each.label, each.definition, each.kind, each.predicate, each.filled)
            writer.writerow([*values, each.of, rate])
    return output.getvalue()


def completeness(counted: Statistics) -> Iterator[Completeness]:
    for declared in registry():
        count = counted.types.get(declared.name, 0)
        filled, complete = counted.filled.get(declared.name, {}), counted.complete.get(declared.name, {})
        never = [declared.label(field) for name, field in declared.fields.items() if count and not filled.get(name)]
        lists = [(name, count - complete.get(name, 0)) for name in declared.completing.values()]
        incomplete = [(declared.label(declared.fields[name]), missing) for name, missing in lists if missing]
        yield Completeness(declared, str(declared.model._meta.verbose_name_plural), count, never, incomplete)
