"""Look up the terms, countries, organisations and pages that a source names.

Names are compared in folded form, so that case, accents and apostrophes make no difference, with every label in every
language that the site has.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db.models import Model
from wagtail.models import Locale, Page

from cms.importers.matching.countries import meaning, split_countries
from cms.importers.matching.names import Vocabulary, fold, fold_place, split_known
from cms.importers.matching.organisations import acronym_in, in_brackets, without_article
from cms.importers.record import Party
from cms.models import (
    Convention,
    Country,
    MonitoringArea,
    MonitoringGoal,
    Organisation,
    OrganisationIdentifier,
    Outcome,
    PageIdentifier,
    ProgrammePage,
    ProjectPage,
    ProjectType,
    SustainableDevelopmentTarget,
    Theme,
)
from cms.models.relations import PageRow
from graph.identity import UUID


@dataclass(frozen=True)
class LinkField:
    """A field of names in a record, and the model of the rows that hold its links on a page."""

    name: str
    relation: str
    attribute: str
    row: type[PageRow]

    @classmethod
    def declared(cls, name: str) -> "LinkField":
        """Return the link field for the graph field of this name."""
        [place] = [field.row for field in ProjectPage.graph_fields if field.name == name]
        return cls(name, *place, place.model(ProjectPage))

    @property
    def target(self) -> type[Model]:
        return self.row._meta.get_field(self.attribute).related_model


LINK_FIELDS = {
    name: LinkField.declared(name)
    for name in (
        *("themes", "project_types", "countries", "conventions", "related_activities", "related_projects"),
        *("sustainable_development_targets", "monitoring_goals", "monitoring_areas"),
    )
}


class References:
    """Finds reference data and pages by name. Each kind is read from the database once, on first use."""

    @cached_property
    def themes(self) -> dict[str, Theme]:
        return _by_label(Theme.objects.all())

    @cached_property
    def project_types(self) -> dict[str, ProjectType]:
        return _by_label(ProjectType.objects.all())

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        # Of two organisations with the same name, the published one comes first and is found.
        return _by_label(Organisation.objects.order_by("-live", "pk"))

    @cached_property
    def all_countries(self) -> list[Country]:
        return list(Country.objects.all())

    @cached_property
    def countries(self) -> dict[str, Country]:
        return _by_label(self.all_countries, fold_place)

    @cached_property
    def all_conventions(self) -> list[Convention]:
        return list(Convention.objects.all())

    @cached_property
    def conventions(self) -> dict[str, Convention]:
        return _by_label(self.all_conventions)

    @cached_property
    def sustainable_development_targets(self) -> dict[str, SustainableDevelopmentTarget]:
        targets = list(SustainableDevelopmentTarget.objects.all())
        return {**_by_label(targets), **{each.code: each for each in targets}}

    @cached_property
    def monitoring_goals(self) -> dict[str, MonitoringGoal]:
        return _by_label(MonitoringGoal.objects.all())

    @cached_property
    def monitoring_areas(self) -> dict[str, MonitoringArea]:
        return _by_label(MonitoringArea.objects.all())

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        return _by_label(Outcome.objects.order_by("-live", "pk"))

    @cached_property
    def _organisations_by_ref(self) -> dict[str, Organisation]:
        rows = OrganisationIdentifier.objects.filter(scheme="iati").select_related("organisation").order_by("-pk")
        return {row.value: row.organisation for row in rows}

    @cached_property
    def _with_a_ref(self) -> set[int]:
        """The primary keys of organisations that have an identifier in IATI."""
        return {organisation.pk for organisation in self._organisations_by_ref.values()}

    @cached_property
    def _countries_by_code(self) -> dict[str, Country]:
        return {country.code: country for country in self.all_countries}

    @cached_property
    def _pages_by_identifier(self) -> dict[str, int]:
        """Return the pages by their identifiers in IATI; of several translations, the first."""
        rows = PageIdentifier.objects.filter(scheme="iati", page__alias_of=None).order_by("-pk")
        return dict(rows.values_list("value", "page"))

    def page_identified(self, identifier: str) -> Page | None:
        """Return the page with an identifier of IATI, or with the one under which this site exports the page."""
        found = Page.objects.filter(pk=self._pages_by_identifier.get(identifier)).first()
        key = identifier.removeprefix(f"{settings.IATI_ORGANISATION}-")
        if found is None and UUID.fullmatch(key):
            # The first translation of a page is its original.
            for model in (ProjectPage, ProgrammePage):
                found = found or model.objects.filter(translation_key=key, alias_of=None).order_by("pk").first()
        return found and found.specific

    def note_page(self, page: Page, identifier: str) -> None:
        """Remember a page that was just created, so that what refers to it is linked with it."""
        self._pages_by_identifier.setdefault(identifier, page.pk)

    def organisation_named(self, name: str) -> Organisation | None:
        """Return the organisation of a name that may have an article before it or an acronym in brackets behind it.

        Other words in brackets, such as a country, are a part of the name.
        """
        plain = without_article(name)
        found = self.organisations.get(fold(name)) or self.organisations.get(fold(plain))
        if found:
            return found
        before, within = in_brackets(plain)
        base = self.organisations.get(fold(before)) if within else None
        if base and (acronym_in(plain)[1] or fold(base.acronym) == fold(within)):
            return base
        return self.organisations.get(fold(within)) if acronym_in(plain)[1] else None

    def organisation(self, party: Party) -> Organisation | None:
        """Return the organisation with this identifier, else the one with one of these names.

        One of the same name that has another identifier in IATI is another organisation.
        """
        if party.ref in self._organisations_by_ref:
            return self._organisations_by_ref[party.ref]
        found = next(filter(None, (self.organisation_named(text) for _language, text in party.names)), None)
        return None if party.ref and found and found.pk in self._with_a_ref else found

    def add_organisation(self, organisation: Organisation, party: Party) -> None:
        if party.ref:
            self._organisations_by_ref[party.ref] = organisation
            self._with_a_ref.add(organisation.pk)
        for text in organisation.labels.values():
            self.organisations.setdefault(fold(text), organisation)

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            themes=frozenset(self.themes),
            project_types=frozenset(self.project_types),
            countries=frozenset(self.countries),
            organisations=frozenset(self.organisations),
        )

    def country(self, name: str) -> Country | None:
        """Return the country of a name or code; None for a name that several countries may have."""
        found = self.countries.get(fold_place(name))
        return found or self._countries_by_code.get(meaning(name).code)

    def find(self, field: LinkField, name: str, locale: Locale) -> Model | None:
        """Return the reference data or the published page of this name, or None."""
        if issubclass(field.target, Page):
            identified = self.page_identified(name)
            return identified if isinstance(identified, field.target) else _page_titled(field.target, name, locale)
        if field.target is Country:
            return self.country(name)
        return getattr(self, field.name).get(fold(name))

    def names_in(self, field: LinkField, name: str) -> list[str]:
        """Return the countries of a list of countries; any other name is one name."""
        return split_countries(name) if field.target is Country and self.country(name) is None else [name]

    def split(self, field: LinkField, name: str) -> list[str]:
        """Split a name that is a list of terms: none of them may have been known when the source was read."""
        if issubclass(field.target, Page):
            return [name]
        if field.target is Country:
            return split_countries(name)
        return split_known(name, frozenset(getattr(self, field.name)))


def labels_of(thing: Model) -> Iterator[str]:
    """Yield every name of a piece of reference data or of a page, the main names first."""
    if isinstance(thing, Page):
        yield thing.title
        yield from (row.value for row in thing.identifiers.all() if row.scheme == "iati")
        yield f"{settings.IATI_ORGANISATION}-{thing.translation_key}"
        return
    yield from thing.labels.values()
    for alternatives in thing.alternative_labels.values():
        yield from alternatives
    if isinstance(thing, Organisation) and thing.acronym:
        yield thing.acronym


def _by_label(things: Iterable[Model], key: Callable[[str], str] = fold) -> dict[str, Model]:
    """Return the instances by label; a main name takes precedence over the same alternative name of another."""
    things = list(things)
    found: dict[str, Model] = {}
    for thing in things:
        for label in thing.labels.values():
            found.setdefault(key(label), thing)
    for thing in things:
        for label in labels_of(thing):
            found.setdefault(key(label), thing)
    return found


def _page_titled(model: type[Page], title: str, locale: Locale) -> Page | None:
    """Return the published page of this title, if possible in this language; None if several resources have it."""
    pages = model.objects.live().filter(alias_of=None).only("title", "locale", "translation_key")
    titled = [page for page in pages.iterator() if fold(page.title) == fold(title)]
    in_language = [page for page in titled if page.locale_id == locale.pk]
    candidates = in_language or titled
    resources = {page.translation_key for page in candidates}
    return candidates[0] if len(resources) == 1 else None
