"""Reads the sample's files; a reference to a name that no file defines is a mistake."""

from functools import cache
from typing import Literal

from cms.data.files import shown, toml
from cms.data.reference import facts
from cms.data.sample import records
from cms.data.sample.lists import FOLDER, holders, organisations, outcomes
from cms.data.sample.versions import read_version
from cms.data.shapes import DataError, Reader
from graph.declarations import LANGUAGES

ORIGINAL = LANGUAGES[0]
# For each folder, its kind of page and the dataclass with the keys of its files.
KINDS = {
    "programmes": ("programme", records.SampleProgramme),
    "projects": ("project", records.SampleProject),
    "activities": ("activity", records.SampleActivity),
    "toolkits": ("toolkit", records.SampleToolkit),
    "modules": ("module", records.SampleModule),
    "news": ("news", records.SampleNews),
}


@cache
def contents() -> dict[str, list[str]]:
    """Return the names of the pages by folder, in the order in which they are created. Raises `DataError`."""
    path = FOLDER / "contents.toml"
    listed_names = Reader().read(dict[Literal[tuple(KINDS)], list[str]], toml(path), shown(path))
    names = {folder: listed_names.get(folder, []) for folder in KINDS}
    for folder, listed in names.items():
        files = {file.stem for file in (FOLDER / folder).glob("*.toml")}
        if missing := sorted(set(listed) - files):
            raise DataError(f"{shown(path)}, {folder}", f"there is no file {folder}/{missing[0]}.toml.")
        if unlisted := sorted(files - set(listed)):
            raise DataError(f"{shown(path)}, {folder}", f"add “{unlisted[0]}”, for which there is a file.")
    return names


@cache
def pages(folder: str) -> list[records.Entry]:
    """Return the pages of a folder, in the order in which they are created. Raises `DataError`."""
    return [_entry(folder, name) for name in contents()[folder]]


def read_all() -> None:
    """Read every file, so that a mistake raises `DataError` before anything is written."""
    holders()
    for folder in KINDS:
        pages(folder)


@cache
def _reader() -> Reader:
    names = contents()
    by_kind = {kind: set(names[folder]) for folder, (kind, _) in KINDS.items()}
    own = {organisation.name for organisation in organisations()}
    goals = facts.framework().goals
    return Reader(
        {
            **by_kind,
            "page": set().union(*by_kind.values()),
            "country": facts.COUNTRIES,
            "organisation": own | {organisation.name for organisation in facts.organisations()},
            "outcome": {outcome.name for outcome in outcomes()},
            "theme": {theme.name for theme in facts.themes()},
            "type of project": {type_.name for type_ in facts.project_types()},
            "convention": {convention.code for convention in facts.conventions()},
            facts.TARGET: {target.code for target in facts.targets()},
            "monitoring area": {area.name for goal in goals for area in goal.areas},
        }
    )


def _entry(folder: str, name: str) -> records.Entry:
    path, shape = FOLDER / folder / f"{name}.toml", KINDS[folder][1]
    values, place = toml(path), shown(path)
    texts = {language: values.pop(language) for language in list(values) if language in LANGUAGES}
    if next(iter(texts), None) != ORIGINAL:
        raise DataError(place, f"write the original's texts in a table [{ORIGINAL}], before those of translations.")
    versions = {
        language: read_version(shape.model, version, f"{place}, {language}", _reader())
        for language, version in texts.items()
    }
    return records.Entry(name, _reader().read(shape, values, place), versions)
