"""The shape of the sample: what its data modules hold and `writing` writes.

A `name` is fixed for ever: the keys in the graph follow from it, and so does the slug.
"""

from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime

from cms.models import ActivityPage, Organisation, Partnership, Section

Position = Section.Position
Style = Section.Style
Role = Partnership.Role
Kind = ActivityPage.Kind
OrganisationKind = Organisation.Kind


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
class Donation:
    """Money of an organisation; None where the amount or the year is not stated."""

    donor: str
    amount: int | None = None
    currency: str = ""
    year: int | None = None


@dataclass(frozen=True)
class SampleSection:
    title: str
    short_description: str = ""
    body: str = ""
    position: str = Position.BOTTOM_LEFT
    style: str = Style.OPEN


@dataclass(frozen=True)
class Translation:
    """The texts of a page in another language, its sections in the order of the original's."""

    texts: dict[str, str]
    sections: tuple[SampleSection, ...] = ()


@dataclass(frozen=True)
class SamplePage:
    """What every page of the sample has; `texts` are its text fields by name."""

    name: str
    _: KW_ONLY
    texts: dict[str, str]
    start: str | None = None
    end: str | None = None
    countries: str = ""
    """ISO codes, separated by blanks."""
    draft: bool = False
    private: bool = False
    go_live_at: datetime | None = None


@dataclass(frozen=True)
class SampleProgramme(SamplePage):
    donations: tuple[Donation, ...] = ()


@dataclass(frozen=True)
class SampleProject(SamplePage):
    """Themes, types and conventions by the names and codes that reference data gives them."""

    programme: str = ""
    themes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    donations: tuple[Donation, ...] = ()
    partners: dict[str, str] = field(default_factory=dict)
    conventions: tuple[str, ...] = ("2005-convention",)
    sections: tuple[SampleSection, ...] = ()
    related_projects: tuple[str, ...] = ()
    translations: dict[str, Translation] = field(default_factory=dict)


@dataclass(frozen=True)
class SampleActivity(SamplePage):
    """An activity below a project; its body is a list of block types with their values."""

    project: str
    kind: str
    place: str = ""
    online: bool = False
    partners: dict[str, str] = field(default_factory=dict)
    body: tuple[tuple[str, str], ...] = ()
