"""The shape of the sample: what its data modules hold and `writing` writes.

A `name` is fixed for ever: the keys in the graph follow from it, and so does the slug.
"""

from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from wagtail.models import Page

from cms.models import (
    ActivityPage,
    NewsPage,
    Organisation,
    Outcome,
    Partnership,
    ProgrammePage,
    ProjectPage,
    Section,
    ToolkitModulePage,
    ToolkitPage,
)
from cms.sample.drawings import Drawing

Position = Section.Position
Style = Section.Style
Role = Partnership.Role
Kind = ActivityPage.Kind
OrganisationKind = Organisation.Kind
Change = Outcome.Kind

Blocks = tuple[tuple[str, Any], ...]
"""Types of blocks with their values, in which pages are named as here and countries by their codes."""


@dataclass(frozen=True)
class SampleOrganisation:
    name: str
    labels: dict[str, str]
    kind: str
    country: str
    acronym: str = ""
    alternative_labels: dict[str, list[str]] = field(default_factory=dict)
    published: bool = True


@dataclass(frozen=True)
class SampleOutcome:
    name: str
    labels: dict[str, str]
    kind: str
    description: dict[str, str] = field(default_factory=dict)
    date: str | None = None
    published: bool = True


@dataclass(frozen=True)
class Donation:
    """Money of an organisation; None where the amount or the year is not stated."""

    donor: str
    amount: int | None = None
    currency: str = ""
    year: int | None = None


@dataclass(frozen=True)
class SampleResult:
    """What came of it, by the name of an outcome."""

    outcome: str
    indicator: str
    actual: str = ""
    target: str = ""
    baseline: str = ""
    start: str | None = None
    end: str | None = None
    countries: str = ""


@dataclass(frozen=True)
class SampleSection:
    title: str
    short_description: str = ""
    body: str = ""
    position: str = Position.BOTTOM_LEFT
    style: str = Style.OPEN


@dataclass(frozen=True)
class SamplePicture:
    """An image that is drawn, and what the page says about it."""

    name: str
    title: str
    drawing: Drawing
    alternative_text: str
    caption: str
    credit: str = "Drawn by Accord from the facts of this page"


@dataclass(frozen=True)
class SampleDocument:
    """A table as a CSV file; the first row names the columns."""

    name: str
    title: str
    table: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Translation:
    """The texts of a page in another language; of its rows by relation, in the order of the original's."""

    texts: dict[str, str]
    rows: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    body: Blocks = ()


@dataclass(frozen=True)
class SamplePage:
    """What every page of the sample may have; `texts` are its text fields by name."""

    model: ClassVar[type[Page]]

    name: str
    _: KW_ONLY
    texts: dict[str, str]
    countries: str = ""
    """ISO codes, separated by blanks."""
    body: Blocks = ()
    translations: dict[str, Translation] = field(default_factory=dict)
    draft: bool = False
    private: bool = False
    go_live_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SampleProgramme(SamplePage):
    model = ProgrammePage

    start: str | None = None
    end: str | None = None
    donations: tuple[Donation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleWork(SamplePage):
    """What a project and an activity have in common. Figures are pairs of a value and what it counts."""

    start: str | None = None
    end: str | None = None
    partners: dict[str, str] = field(default_factory=dict)
    results: tuple[SampleResult, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    targets: str = ""
    """Codes of sustainable development goals and targets, separated by blanks."""
    areas: tuple[str, ...] = ()
    gallery: tuple[SamplePicture, ...] = ()
    documents: tuple[SampleDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleProject(SampleWork):
    """Themes, types and conventions by the names and codes that reference data gives them."""

    model = ProjectPage

    programme: str = ""
    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    donations: tuple[Donation, ...] = ()
    conventions: tuple[str, ...] = ("2005-convention",)
    sections: tuple[SampleSection, ...] = ()
    related_projects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    address: str = ""
    """The last part of its address on the programmes' old site, by which others still know it."""


@dataclass(frozen=True, kw_only=True)
class SampleActivity(SampleWork):
    model = ActivityPage

    project: str
    kind: str
    place: str = ""
    online: bool | None = None


@dataclass(frozen=True, kw_only=True)
class SampleToolkit(SamplePage):
    model = ToolkitPage

    programme: str = ""
    activities: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleModule(SamplePage):
    model = ToolkitModulePage

    prerequisites: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    documents: tuple[SampleDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleNews(SamplePage):
    model = NewsPage

    date: str
    about: tuple[str, ...] = ()
    conventions: tuple[str, ...] = ("2005-convention",)
