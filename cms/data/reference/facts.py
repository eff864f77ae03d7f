"""The columns and keys of the reference data's files, and the functions that read these files.

A name or code must never change, because the key in the graph follows from it.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import pycountry

from cms import models
from cms.data.files import read_csv, read_toml
from cms.data.shapes import Converted, NameOf, Reader, SplitAt
from graph.declarations import LANGUAGES
from graph.declarations.partial_dates import PartialDate

FOLDER = Path(__file__).parent
COUNTRIES = {country.alpha_2 for country in pycountry.countries}
TARGET = "sustainable development target"

T = TypeVar("T")


def _date(text: str) -> str:
    PartialDate.parse(text)
    return text


def _m49(text: str) -> str:
    if not re.fullmatch(r"[0-9]{3}", text):
        raise ValueError(f"“{text}” is not an M49 code: write three digits, such as 002.")
    return text


Language = Literal[LANGUAGES]
Texts = dict[Language, str]
Names = dict[Language, Annotated[list[str], SplitAt(";")]]
Date = Annotated[str, Converted(_date)]
CountryCode = Annotated[str, NameOf("country")]


@dataclass(frozen=True)
class CountryNames:
    """Names of a country that pycountry and CLDR lack."""

    code: CountryCode
    labels: Texts = field(default_factory=dict)
    other_names: Names = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """A group of countries; a region also has the countries of the smaller regions in it."""

    code: str
    kind: models.CountryGroup.Kind
    labels: Texts = field(default_factory=dict)
    other_names: Names = field(default_factory=dict)
    m49: Annotated[str, Converted(_m49)] | None = None
    part_of: Annotated[str, NameOf("country group")] | None = None
    countries: tuple[CountryCode, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Organisation:
    name: str
    kind: models.Organisation.Kind
    labels: Texts
    acronym: str = ""
    homepage: str = ""


@dataclass(frozen=True)
class Term:
    """A theme or a type of project."""

    name: str
    definition: Texts
    labels: Texts
    other_names: Names


@dataclass(frozen=True)
class Instrument:
    code: str
    kind: models.Convention.Kind
    adopted: Date
    labels: Texts
    in_force: Date | None = None
    other_names: Names = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class Party:
    """A country or an organisation that is party to a convention; the kind is None if it is not known."""

    convention: Annotated[str, NameOf("convention")]
    country: CountryCode | None = None
    organisation: Annotated[str, NameOf("organisation")] | None = None
    kind: models.Participation.Kind | None = None
    deposited: Date | None = None
    in_force: Date | None = None


@dataclass(frozen=True)
class Target:
    """A goal, such as 8, or one of its targets, such as 8.3."""

    code: str
    labels: Texts

    @property
    def goal(self) -> str:
        goal, point, _ = self.code.partition(".")
        return goal if point else ""


@dataclass(frozen=True)
class Area:
    name: str
    labels: Texts
    targets: tuple[Annotated[str, NameOf(TARGET)], ...]
    source: str


@dataclass(frozen=True)
class Goal:
    number: int
    labels: Texts
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Framework:
    """One edition of the framework by which a convention is monitored."""

    edition: str
    source: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True)
class Sources:
    """The sources of files whose rows have no source of their own."""

    country_groups: str
    sustainable_development: str


@cache
def country_names() -> dict[str, CountryNames]:
    return {names.code: names for names in _rows("country_names.csv", CountryNames)}


@cache
def groups() -> list[Group]:
    """Return all groups in the order of the file, in which a group follows the group that it is part of."""
    return _rows("country_groups.csv", Group, "country group")


@cache
def organisations() -> list[Organisation]:
    return _rows("organisations.csv", Organisation, "organisation")


@cache
def themes() -> list[Term]:
    return _rows("themes.csv", Term, "theme")


@cache
def project_types() -> list[Term]:
    return _rows("project_types.csv", Term, "type of project")


@cache
def conventions() -> list[Instrument]:
    return _rows("conventions.csv", Instrument, "convention")


@cache
def participations(convention: str) -> list[Party]:
    return [party for party in _participations() if party.convention == convention]


@cache
def _participations() -> list[Party]:
    known = {
        "convention": {each.code for each in conventions()},
        "organisation": {each.name for each in organisations()},
    }
    return _rows("participations.csv", Party, known=known)


@cache
def targets() -> list[Target]:
    """Return all goals, then all targets."""
    return _rows("sustainable_development.csv", Target, TARGET)


@cache
def framework() -> Framework:
    known = {TARGET: {target.code for target in targets()}}
    return read_toml(FOLDER / "monitoring.toml", Framework, Reader(known))


@cache
def sources() -> Sources:
    return read_toml(FOLDER / "sources.toml", Sources, Reader())


def _rows(file: str, shape: type[T], names: str = "", known: dict[str, set[str]] | None = None) -> list[T]:
    """Return the rows of a file. Raises `DataError`.

    `names` is the kind of the names that its rows have; `known` holds the names of other files to which it refers.
    """
    reader = Reader({"country": COUNTRIES, names: set(), **(known or {})})
    return list(read_csv(FOLDER / file, shape, reader, names))
