"""The keys of the sample's files for organisations, outcomes and pages.

The name of a page is the name of its file. A name must never change, because the key in the graph and the slug follow
from it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, ClassVar

from wagtail.models import Page

from cms import models
from cms.data.reference.facts import CountryCode, Date, Names, Texts
from cms.data.sample.drawings import Drawing
from cms.data.shapes import Converted, NameOf
from cms.data.texts import rich_text
from graph.declarations.coordinates import Coordinates

RichText = Annotated[str, Converted(rich_text)]
Location = Annotated[str, Converted(Coordinates.parse)]
Countries = tuple[CountryCode, ...]
OrganisationName = Annotated[str, NameOf("organisation")]
OutcomeName = Annotated[str, NameOf("outcome")]
ProgrammeName = Annotated[str, NameOf("programme")]
ProjectName = Annotated[str, NameOf("project")]
ActivityName = Annotated[str, NameOf("activity")]
ToolkitName = Annotated[str, NameOf("toolkit")]
ModuleName = Annotated[str, NameOf("module")]
PageName = Annotated[str, NameOf("page")]
ThemeName = Annotated[str, NameOf("theme")]
TypeName = Annotated[str, NameOf("type of project")]
ConventionCode = Annotated[str, NameOf("convention")]
TargetCode = Annotated[str, NameOf("sustainable development target")]
AreaName = Annotated[str, NameOf("monitoring area")]


@dataclass(frozen=True)
class SampleOrganisation:
    name: str
    labels: Texts
    kind: models.Organisation.Kind
    country: CountryCode
    acronym: str = ""
    other_names: Names = field(default_factory=dict)
    published: bool = True


@dataclass(frozen=True)
class SampleOutcome:
    name: str
    labels: Texts
    kind: models.Outcome.Kind
    description: Texts = field(default_factory=dict)
    date: Date | None = None
    published: bool = True


@dataclass(frozen=True)
class HolderTexts:
    title: str
    introduction: RichText


@dataclass(frozen=True)
class Holder:
    """A page that holds other pages; the first language is the original's."""

    name: str
    texts: dict[str, HolderTexts]


@dataclass(frozen=True)
class Donation:
    """Money from an organisation; the amount and the year may be unknown.

    `share_of` names the programme whose grant by the same donor and for the same year includes it.
    """

    donor: OrganisationName
    amount: int | None = None
    currency: str = ""
    year: int | None = None
    share_of: ProgrammeName | None = None


@dataclass(frozen=True)
class SampleResult:
    outcome: OutcomeName
    indicator: str
    actual: str = ""
    target: str = ""
    baseline: str = ""
    start: Date | None = None
    end: Date | None = None
    countries: Countries = ()


@dataclass(frozen=True)
class SampleFigure:
    value: str
    label: str


@dataclass(frozen=True)
class SampleSection:
    title: str
    short_description: RichText = ""
    body: RichText = ""
    position: models.Section.Position = models.Section.Position.BOTTOM_LEFT
    style: models.Section.Style = models.Section.Style.OPEN


@dataclass(frozen=True)
class SamplePicture:
    """A drawn image, with the page's texts about it."""

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
    table: tuple[list[str], ...]


@dataclass(frozen=True)
class Version:
    """The texts of a page in one language.

    `rows` holds the texts of a translation's rows by the key of the facts, in the order of the original's rows. In
    `body`, pages are given by the names of their files and countries by their codes.
    """

    texts: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    body: list[tuple[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SamplePage:
    """The facts that every page of the sample may have."""

    model: ClassVar[type[Page]]

    countries: Countries = ()
    draft: bool = False
    private: bool = False
    go_live_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class SampleProgramme(SamplePage):
    model = models.ProgrammePage

    start: Date | None = None
    end: Date | None = None
    donations: tuple[Donation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleWork(SamplePage):
    """The facts that projects and activities have in common."""

    start: Date | None = None
    end: Date | None = None
    partners: dict[OrganisationName, models.Partnership.Role] = field(default_factory=dict)
    results: tuple[SampleResult, ...] = ()
    figures: tuple[SampleFigure, ...] = ()
    targets: tuple[TargetCode, ...] = ()
    areas: tuple[AreaName, ...] = ()
    gallery: tuple[SamplePicture, ...] = ()
    documents: tuple[SampleDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleProject(SampleWork):
    """A project; `address`, the last part of its address on the programmes' old site, is an identifier of it."""

    model = models.ProjectPage

    programme: ProgrammeName | None = None
    themes: tuple[ThemeName, ...] = ()
    types: tuple[TypeName, ...] = ()
    donations: tuple[Donation, ...] = ()
    conventions: tuple[ConventionCode, ...] = ("2005-convention",)
    sections: tuple[SampleSection, ...] = ()
    related_projects: tuple[ProjectName, ...] = ()
    languages: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class SampleActivity(SampleWork):
    model = models.ActivityPage

    project: ProjectName
    kind: models.ActivityPage.Kind
    place: str = ""
    location: Location | None = None
    online: bool | None = None


@dataclass(frozen=True, kw_only=True)
class SampleToolkit(SamplePage):
    model = models.ToolkitPage

    programme: ProgrammeName | None = None
    activities: tuple[ActivityName, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleModule(SamplePage):
    model = models.ToolkitModulePage

    toolkit: ToolkitName
    prerequisites: tuple[ModuleName, ...] = ()
    themes: tuple[ThemeName, ...] = ()
    activities: tuple[ActivityName, ...] = ()
    documents: tuple[SampleDocument, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SampleNews(SamplePage):
    model = models.NewsPage

    date: Date
    about: tuple[PageName, ...] = ()
    conventions: tuple[ConventionCode, ...] = ("2005-convention",)


@dataclass(frozen=True)
class Entry:
    """A page of the sample: the name of its file, its facts, and its texts by language, the original's first."""

    name: str
    facts: SamplePage
    versions: dict[str, Version]

    @property
    def original(self) -> Version:
        return next(iter(self.versions.values()))

    @property
    def translations(self) -> list[tuple[str, Version]]:
        return list(self.versions.items())[1:]
