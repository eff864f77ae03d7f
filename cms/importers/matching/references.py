"""Look up the terms, countries, organisations and pages that a source names.

Names are compared in folded form, so that case, accents and apostrophes make no difference, with every label in every
language that the site has.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model
from wagtail.models import Locale, Page

from cms.importers.matching.names import Vocabulary, fold, fold_place, split_known
from cms.models import Convention, Country, Organisation, ProjectPage, ProjectType, Theme
from cms.models.relations import PageRow


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
    for name in ("themes", "project_types", "countries", "conventions", "related_activities", "related_projects")
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

    @property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            themes=frozenset(self.themes),
            project_types=frozenset(self.project_types),
            countries=frozenset(self.countries),
            organisations=frozenset(self.organisations),
        )

    def country(self, name: str) -> Country | None:
        return self.countries.get(fold_place(name))

    def find(self, field: LinkField, name: str, locale: Locale) -> Model | None:
        """Return the reference data or the published page of this name, or None."""
        if issubclass(field.target, Page):
            return _page_titled(field.target, name, locale)
        if field.target is Country:
            return self.country(name)
        return getattr(self, field.name).get(fold(name))

    def split(self, field: LinkField, name: str) -> list[str]:
        """Split a name that is a list of terms: none of them may have been known when the source was read."""
        if issubclass(field.target, Page):
            return [name]
        return split_known(name, frozenset(getattr(self, field.name)))


def labels_of(thing: Model) -> Iterator[str]:
    """Yield every name of a piece of reference data or of a page, the main names first."""
    if isinstance(thing, Page):
        yield thing.title
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
