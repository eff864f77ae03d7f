"""Tell which lists say nothing that another list does not say with more facts: shortcuts through parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.declarations import DeclaredType, Field, Inverse, Stream, registry


def is_repeated(inverse: Inverse, inverses: Mapping[str, Inverse]) -> bool:
    """Tell whether an inverse is that of a shortcut through parts which link here too, with facts of their own.

    The projects that an organisation funds, for example, are named by its fundings.
    """
    return any(repeats(inverse, each) for each in inverses.values())


def repeats(shortcut: Inverse, other: Inverse) -> bool:
    """Tell whether one inverse is that of a shortcut through the parts of the other one."""
    through = {registry().types[name].parts.get(_part_of(name, shortcut)) for name in shortcut.sources}
    kinds = {part.to for part in through if part}
    return shortcut is not other and bool(kinds & set(other.sources))


def _part_of(name: str, inverse: Inverse) -> str:
    """Return the name of the part through which a type's link goes, or ""."""
    row = inverse.link.row
    parts = registry().types[name].parts
    return next((part for part, each in parts.items() if row and each.path == row.relation), "")


def is_in_text(declared: DeclaredType, field: Field) -> bool:
    """Tell whether a value is taken from the blocks of a text that the page shows whole."""
    beginning = field.path.partition("__")[0]
    texts = (each for each in declared.fields.values() if isinstance(each, Stream))
    return any(each is not field and each.path == beginning for each in texts)


def repeats_a_table(declared: DeclaredType, field: Field, tables: Collection[str]) -> bool:
    """Tell whether a fact is a shortcut through parts that the page shows as a table."""
    row = field.row
    return any(row and declared.parts[name].path == row.relation for name in tables if name in declared.parts)
