"""What a source names, found among what the site has: terms, countries, pages.

Names are compared folded, so that case, accents and apostrophes make no difference,
with every label in every language that the site knows for a thing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model
from wagtail.models import Locale, Page

from cms.models import (
    Country,
    CountryLink,
    Organisation,
    ProjectType,
    ProjectTypeLink,
    RelatedActivity,
    RelatedProject,
    Theme,
    ThemeLink,
)
from cms.models.relations import PageRow

from .country_names import country_key, names_of
from .labels import Vocabulary, fold, split_known


@dataclass(frozen=True)
class LinkField:
    """A field of names in a record, and the rows that hold its links on a page."""

    name: str
    relation: str
    attribute: str
    row: type[PageRow]

    @property
    def target(self) -> type[Model]:
        return self.row._meta.get_field(self.attribute).related_model


LINK_FIELDS = {
    field.name: field
    for field in [
        LinkField("themes", "theme_links", "theme", ThemeLink),
        LinkField("project_types", "project_type_links", "project_type", ProjectTypeLink),
        LinkField("countries", "country_links", "country", CountryLink),
        LinkField(
            "related_activities", "related_activity_links", "activity", RelatedActivity
        ),
        LinkField("related_projects", "related_project_links", "project", RelatedProject),
    ]
}


class References:
    """Finds what names mean. Reads each kind of thing once, when first asked for it."""

    @cached_property
    def themes(self) -> dict[str, Theme]:
        return _by_label(Theme.objects.all())

    @cached_property
    def project_types(self) -> dict[str, ProjectType]:
        return _by_label(ProjectType.objects.all())

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        # Of two with the same name, the one that editors have published.
        return _by_label(Organisation.objects.order_by("-live", "pk"))

    @cached_property
    def countries(self) -> dict[str, Country]:
        """By the site's own labels first: other names fill in what these leave."""
        countries = list(Country.objects.all())
        found: dict[str, Country] = {}
        for country in countries:
            for label in labels_of(country):
                found.setdefault(country_key(label), country)
        for country in countries:
            for key in names_of(country.code):
                found.setdefault(key, country)
        return found

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            themes=frozenset(self.themes),
            project_types=frozenset(self.project_types),
            countries=frozenset(self.countries),
            organisations=frozenset(self.organisations),
        )

    def country(self, name: str) -> Country | None:
        return self.countries.get(country_key(name))

    def find(self, field: LinkField, name: str, locale: Locale) -> Model | None:
        """The one thing of this name; of pages only what is published."""
        if issubclass(field.target, Page):
            return _page_titled(field.target, name, locale)
        if field.target is Country:
            return self.country(name)
        return getattr(self, field.name).get(fold(name))

    def split(self, field: LinkField, name: str) -> list[str]:
        """The terms in a name that a source gave as one because none was known."""
        if issubclass(field.target, Page):
            return [name]
        return split_known(name, frozenset(getattr(self, field.name)))


def labels_of(thing: Model) -> Iterator[str]:
    """Every name of a piece of reference data or of a page."""
    if isinstance(thing, Page):
        yield thing.title
        return
    yield from thing.labels.values()
    for alternatives in thing.alternative_labels.values():
        yield from alternatives


def _by_label(things: Iterable[Model]) -> dict[str, Model]:
    found: dict[str, Model] = {}
    for thing in things:
        for label in labels_of(thing):
            found.setdefault(fold(label), thing)
    return found


def _page_titled(model: type[Page], title: str, locale: Locale) -> Page | None:
    """The published page of this title, best in this language; None if several have it."""
    key = fold(title)
    pages = model.objects.live().filter(alias_of=None).values_list("pk", "locale", "title")
    found = [(pk, language) for pk, language, other in pages if fold(other) == key]
    in_language = [pk for pk, language in found if language == locale.pk]
    candidates = in_language or [pk for pk, _ in found]
    return model.objects.get(pk=candidates[0]) if len(candidates) == 1 else None
