"""Write all that a query finds to a file, as CSV or as JSON with one item a line.

    python bulk.py projects.graphql projects.csv lang=fr
    python bulk.py projects.graphql projects.jsonl

In CSV an object becomes several columns (`startDate.text`), and a list one column with its values between semicolons.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from accord import Accord

Row = dict[str, Any]


def cells(value: Any, column: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the columns of an item with their values."""
    if isinstance(value, dict) and value.keys() == {"nodes"}:
        value = value["nodes"]
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from cells(inner, f"{column}.{name}" if column else name)
    elif isinstance(value, list):
        items = [dict(cells(item)).values() for item in value]
        yield column, "; ".join(", ".join(str(cell) for cell in item if cell is not None) for item in items)
    else:
        yield column, value


def write_csv(items: Iterator[Row], path: Path) -> None:
    rows = [dict(cells(item)) for item in items]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    # An object that is null in one row has columns of its own in others.
    columns = [one for one in columns if not any(other.startswith(f"{one}.") for other in columns)]
    # With the mark at the start, spreadsheets read it as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, columns, extrasaction="ignore")
        table.writeheader()
        table.writerows(rows)


def write_json_lines(items: Iterator[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(item, ensure_ascii=False)}\n" for item in items)


def main(query: str, target: str, *variables: str) -> None:
    items = Accord().nodes(Path(query).read_text("utf-8"), **dict(each.split("=", 1) for each in variables))
    write = write_csv if target.endswith(".csv") else write_json_lines
    write(items, Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
