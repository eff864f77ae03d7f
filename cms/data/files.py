"""Reads data files: each row of a CSV file, or a whole TOML file, becomes a dataclass.

In a CSV file, a column such as `labels (fr)` holds the French label, and an empty cell means no value.
"""

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from cms.data.shapes import DataError, Reader

T = TypeVar("T")
FOLDER = Path(__file__).parent


def read_csv(path: Path, shape: type[T], reader: Reader, names: str = "") -> Iterator[T]:
    """Yield the rows of a CSV file as dataclasses. Raises `DataError`.

    If `names` is a kind, the first field of each row is a unique name of that kind, to which later rows can refer.
    """
    name = fields(shape)[0].name
    known = reader.known[names] if names else None
    for place, row in _rows(path):
        record = reader.read(shape, row, place)
        if known is not None:
            if getattr(record, name) in known:
                raise DataError(f"{place}, {name}", f"“{getattr(record, name)}” is there twice.")
            known.add(getattr(record, name))
        yield record


def read_toml(path: Path, shape: Any, reader: Reader) -> Any:
    return reader.read(shape, toml(path), shown(path))


def toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DataError(shown(path), "there is no such file.") from error
    except ValueError as error:
        raise DataError(shown(path), f"this is not TOML: {error}.") from error


def shown(path: Path) -> str:
    """Return the path for messages, relative to the folder of data files."""
    return str(path.relative_to(FOLDER)) if path.is_relative_to(FOLDER) else path.name


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    # Reads files with and without the byte order mark that spreadsheet programs write.
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, restkey="")
        for row in rows:
            place = f"{shown(path)}, line {rows.line_num}"
            if "" in row or None in row.values():
                raise DataError(place, f"write a cell for each of the {len(rows.fieldnames or ())} columns.")
            yield place, _nested(row)


def _nested(row: dict[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, cell in row.items():
        name, bracket, language = column.partition(" (")
        if not cell.strip():
            continue
        if bracket:
            values.setdefault(name, {})[language.rstrip(")")] = cell.strip()
        else:
            values[name] = cell.strip()
    return values
