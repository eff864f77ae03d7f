"""Synthetic projects: all in English, some translated into the other languages, some not public."""

from datetime import timedelta
from enum import Enum, auto

from wagtail.models import Locale, Page, PageViewRestriction

from benchmarks.generation import organisations, programmes, words
from benchmarks.generation.chance import chance, day, draw_key, end, few, key, moment, partial, rank
from benchmarks.generation.planned import Mention, Planned
from benchmarks.generation.reference import Reference
from benchmarks.generation.rows import add_countries, add_funding, add_key_figures, add_results
from cms.models import (
    ConventionLink,
    Partnership,
    ProjectPage,
    ProjectTypeLink,
    RelatedActivity,
    RelatedProject,
    Section,
    ThemeLink,
)

TRANSLATED_SHARE = 0.1


class State(Enum):
    """What editors have done with a project."""

    PUBLISHED = auto()
    DRAFT = auto()
    EXPIRED = auto()
    PRIVATE = auto()


OF_A_HUNDRED = {State.PUBLISHED: 90, State.DRAFT: 4, State.EXPIRED: 3, State.PRIVATE: 3}
STATES = [state for state, number in OF_A_HUNDRED.items() for _ in range(number)]


class Project:
    """The project with a number. It mentions only projects with lower numbers, so it does not depend on the total."""

    def __init__(self, seed: int, number: int, reference: Reference) -> None:
        self.seed, self.number, self.reference = seed, number, reference
        self.draw = chance(seed, "project", number)
        self.key = draw_key(self.draw)
        self.subject = words.Subject(self.draw)
        self.start = day(self.draw)
        self.published_at = moment(self.draw, self.start)
        self.countries = reference.draw_countries(self.draw, few(self.draw, 1.1, 30))
        # 37 and 100 have no common divisor, so the states are scattered over every hundred projects.
        self.state = STATES[(number * 37 + seed) % len(STATES)]
        self.is_translated = self.state is State.PUBLISHED and self.draw.random() < TRANSLATED_SHARE

    def text(self, language: str, parent: Page, locale: Locale) -> Planned:
        """Return the page in a language, without the facts that all languages share."""
        draw = chance(self.seed, "text", self.number, language)
        place = self.reference.country_names[self.countries[0]].in_language(language)
        title = self.subject.title(language, place)
        planned = Planned(
            ProjectPage(
                translation_key=self.key,
                locale=locale,
                title=title,
                slug=f"project-{self.number + 1}",
                overview=words.rich_text(draw, language, draw.randint(2, 5)),
                aim=words.rich_text(draw, language, 1),
                results_text=words.rich_text(draw, language, draw.randint(0, 3)),
                last_published_at=self.published_at,
            ),
            parent,
        )
        self._add_sections(planned, language)
        add_key_figures(planned, chance(self.seed, "figures", self.number), language)
        return planned

    def original(self, parent: Page, locale: Locale) -> Planned:
        """Return the page in English, with all facts of the project."""
        planned = self.text("en", parent, locale)
        page = planned.page
        page.start_date, page.end_date = partial(self.draw, self.start), end(self.draw, self.start, 700)
        self._add_reference_data(planned)
        self._add_organisations(planned)
        self._add_related(planned)
        add_results(planned, self.seed, self.number, chance(self.seed, "results", self.number), self.countries)
        self._set_state(planned)
        return planned

    def _add_sections(self, planned: Planned, language: str) -> None:
        """Add the sections; all languages have the same ones, so their keys are drawn separately from the texts."""
        shared = chance(self.seed, "sections", self.number)
        own = chance(self.seed, "sections", self.number, language)
        for _ in range(few(shared, 1.2, 6) - 1):
            planned.add(
                Section,
                shared,
                title=words.phrase("headings", shared.randrange(100), language),
                short_description=words.rich_text(own, language, 1),
                body=words.rich_text(own, language, own.randint(1, 3)),
                position=shared.choice(Section.Position.values),
                style=shared.choice(Section.Style.values),
            )

    def _add_reference_data(self, planned: Planned) -> None:
        add_countries(planned, self.draw, self.countries)
        for theme in self.reference.draw_themes(self.draw):
            planned.add(ThemeLink, self.draw, theme_id=theme)
        for project_type in self.reference.draw_project_types(self.draw):
            planned.add(ProjectTypeLink, self.draw, project_type_id=project_type)
        for convention in self.reference.draw_conventions(self.draw):
            planned.add(ConventionLink, self.draw, convention_id=convention)

    def _add_organisations(self, planned: Planned) -> None:
        for _ in range(few(self.draw, 1.5, 8)):
            donor = organisations.donor(self.draw, self.number)
            year = self.start.year + self.draw.randint(0, 2)
            add_funding(planned, self.draw, key(self.seed, "organisation", donor), year)
        for _ in range(few(self.draw, 1.2, 12)):
            partner = organisations.partner(self.draw, self.number)
            role = self.draw.choice((Partnership.Role.LEAD, Partnership.Role.LOCAL_PARTNER))
            organisation = key(self.seed, "organisation", partner)
            planned.add_link(Partnership, self.draw, "partner", organisation, role=role)

    def _add_related(self, planned: Planned) -> None:
        """Add the project's programme and, for three of ten projects, an earlier project and one of its activities."""
        if self.draw.random() < 0.9:
            programme = rank(self.draw, programmes.count(self.number))
            planned.set_when_found("programme", key(self.seed, "programme", programme))
        if self.number and self.draw.random() < 0.3:
            earlier = rank(self.draw, self.number)
            project = key(self.seed, "project", earlier)
            planned.add_link(RelatedProject, self.draw, "project", project)
            planned.mentions.append(Mention(ProjectPage, project, lambda pk: _add_reading(planned.page, pk)))
            activity = key(self.seed, "activity", earlier, 0)
            planned.add_link(RelatedActivity, self.draw, "activity", activity)

    def _set_state(self, planned: Planned) -> None:
        page = planned.page
        if self.state is State.DRAFT:
            page.live, page.has_unpublished_changes = False, True
            page.last_published_at = None
        elif self.state is State.EXPIRED:
            page.expire_at = page.last_published_at + timedelta(days=100)
        elif self.state is State.PRIVATE:
            planned.rows.append(PageViewRestriction(restriction_type=PageViewRestriction.LOGIN))


def _add_reading(page: ProjectPage, project: int) -> None:
    page.overview += f'<p>It goes on from <a linktype="page" id="{project}">an earlier project</a>.</p>'
