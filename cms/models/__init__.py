"""What editors work with: page types, reference data, and the rows that connect them."""

from cms.models.activity import ActivityPage
from cms.models.listing import HomePage, ProjectIndexPage
from cms.models.programme import ProgrammePage
from cms.models.project import ProjectPage
from cms.models.reference import (
    Convention,
    Country,
    Organisation,
    Participation,
    ProjectType,
    Theme,
)
from cms.models.relations import (
    ConventionLink,
    CountryLink,
    Funding,
    Partnership,
    ProjectLink,
    ProjectTypeLink,
    RelatedActivity,
    RelatedProject,
    Section,
    ThemeLink,
)
from cms.models.sources import SourceVersion, UnplacedValue, UnresolvedReference

__all__ = [
    "ActivityPage", "Convention", "ConventionLink", "Country", "CountryLink", "Funding", "HomePage", "Organisation",
    "Participation", "Partnership", "ProgrammePage", "ProjectIndexPage", "ProjectLink", "ProjectPage", "ProjectType",
    "ProjectTypeLink", "RelatedActivity", "RelatedProject", "Section", "SourceVersion", "Theme", "ThemeLink",
    "UnplacedValue", "UnresolvedReference",
]  # fmt: skip
