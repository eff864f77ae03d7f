"""Reads the sample's organisations, its outcomes, and the pages that hold all other pages."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cms.data.files import shown, toml
from cms.data.reference import facts
from cms.data.sample import records
from cms.data.shapes import DataError, Reader

FOLDER = Path(__file__).parent

T = TypeVar("T")


@cache
def organisations() -> list[records.SampleOrganisation]:
    return _tables("organisations.toml", records.SampleOrganisation)


@cache
def outcomes() -> list[records.SampleOutcome]:
    return _tables("outcomes.toml", records.SampleOutcome)


@cache
def holders() -> list[records.Holder]:
    """Return the home page, then the pages directly below it."""
    path = FOLDER / "site.toml"
    shape = dict[str, dict[facts.Language, records.HolderTexts]]
    return [records.Holder(name, texts) for name, texts in Reader().read(shape, toml(path), shown(path)).items()]


def _tables(file: str, shape: type[T]) -> list[T]:
    """Return the records of a file in which each table is named by the record that it describes."""
    path, reader = FOLDER / file, Reader({"country": facts.COUNTRIES})
    tables: dict[str, Any] = toml(path)
    for name, values in tables.items():
        if not isinstance(values, dict):
            raise DataError(f"{shown(path)}, {name}", "write a table [name] for each of them.")
    return [reader.read(shape, {"name": name, **values}, f"{shown(path)}, {name}") for name, values in tables.items()]
