"""The record: the facts that one source states about one page, as written there.

A record is the only data that passes from a source format to the pipeline. Its facts are text and not yet references
or dates: the pipeline finds out what they mean on this site, so that a parser needs no database.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Section:
    title: str
    description: str = ""
    position: str = ""
    style: str = ""


@dataclass(frozen=True)
class KeyFigure:
    """A key figure, whose value and label are both text, such as "1.72" and "million EUR"."""

    value: str
    label: str


@dataclass(frozen=True)
class Passage:
    """A piece of running text: a heading, a paragraph, or a quotation with who said it."""

    kind: str
    text: str
    speaker: str = ""
    role: str = ""


Names = tuple[tuple[str, str], ...]
"""A name as (language, text) pairs; the language is empty where the source does not say it."""


@dataclass(frozen=True)
class Party:
    """An organisation as an activity names it: its names, its identifier and type in IATI, and its role there."""

    names: Names
    ref: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True)
class Grant:
    """Money that an organisation gives, or a share of its grant to the activity with the identifier `share_of`."""

    donor: Party
    amount: str
    currency: str
    year: int | None = None
    share_of: str = ""


@dataclass(frozen=True)
class Measurement:
    """A result with what was measured: numbers or words, in the main language of the source."""

    outcome: Names
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    actual: str = ""
    start: str = ""
    end: str = ""
    countries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Translation:
    """The texts of a source in one further language."""

    language: str
    title: str
    overview: str = ""
    aim: str = ""
    results: str = ""
    sections: tuple[Section, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    figures: tuple[str, ...] = ()
    """What the key figures count, in their order."""


@dataclass(frozen=True)
class Activity:
    """What an activity of IATI states beyond what pages of other sources do."""

    identifier: str
    resource: str = ""
    """The IRI of the resource from which it was exported, if it was."""
    other_identifiers: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    grants: tuple[Grant, ...] = ()
    shares: tuple[tuple[str, int], ...] = ()
    """The codes of countries with their percentages, where whole percentages are stated for all of them."""
    measurements: tuple[Measurement, ...] = ()
    translations: tuple[Translation, ...] = ()
    languages: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Record:
    kind: str
    title: str
    title_is_provisional: bool = False
    language: str | None = None
    activity: Activity | None = None
    themes: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    partners_are_local: bool = False
    donors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    overview: str = ""
    aim: str = ""
    results: str = ""
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    activity_type: str = ""
    donor_type: str = ""
    supported_projects: tuple[str, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    related_activities: tuple[str, ...] = ()
    related_projects: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ()
    sustainable_development_targets: tuple[str, ...] = ()
    monitoring_goals: tuple[str, ...] = ()
    monitoring_areas: tuple[str, ...] = ()
    source_url: str = ""
    archive_url: str = ""
    captured_at: datetime | None = None
    format: str = ""
    # (label, value) pairs for which there is no field; the label is empty for text without a label.
    unplaced: tuple[tuple[str, str], ...] = ()
    # Texts that were left out on purpose, such as the site's navigation.
    ignored: tuple[str, ...] = ()

    @property
    def prose(self) -> str:
        """All running text. Names and dates in it are mentions and not statements."""
        sections = (section.description for section in self.sections)
        passages = (passage.text for passage in self.passages)
        return "\n\n".join(filter(None, [self.overview, self.aim, self.results, *sections, *passages]))
