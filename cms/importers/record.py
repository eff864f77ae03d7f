"""What one source states about one page, as written there.

A record is the only thing that passes from a source format to the pipeline. It
holds no references and no dates, only words: what they mean on this site is the
pipeline's business, and a parser needs no database.
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
    """Value and label are both text: "600+", "1.72" / "million EUR"."""

    value: str
    label: str


@dataclass(frozen=True)
class Record:
    kind: str
    title: str
    title_is_provisional: bool = False
    language: str | None = None
    themes: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    overview: str = ""
    aim: str = ""
    results: str = ""
    sections: tuple[Section, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    related_activities: tuple[str, ...] = ()
    related_projects: tuple[str, ...] = ()
    source_url: str = ""
    archive_url: str = ""
    captured_at: datetime | None = None
    format: str = ""
    # (label, value) pairs that have no place of their own; the label is empty for
    # text that stands under none.
    unplaced: tuple[tuple[str, str], ...] = ()
