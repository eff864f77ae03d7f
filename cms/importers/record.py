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


@dataclass(frozen=True)
class Record:
    kind: str
    title: str
    title_is_provisional: bool = False
    language: str | None = None
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
