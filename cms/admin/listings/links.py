"""The links by which page lists are filtered, and whose targets they name."""

from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django_filters import ModelMultipleChoiceFilter
from wagtail.models import Page

from cms.models.reference import ReferenceData
from graph.declarations import Link, unchecked


class LinkFilter(ModelMultipleChoiceFilter):
    """Filter for pages that link to one of the chosen targets; all translations of a page share its links."""

    def __init__(self, source: type[Page], **kwargs):
        self.source = source
        super().__init__(widget=CheckboxSelectMultiple, **kwargs)

    def filter(self, qs, value):
        if not value:
            return qs
        linked = self.source.objects.filter(**{f"{self.field_name}__in": value})
        return narrowed(qs, Page.objects.filter(translation_key__in=linked.values("translation_key")))


def joined(link: Link) -> type[ReferenceData] | type[Page] | None:
    """Return the model of a link's targets.

    Returns None where the database cannot join the link or there are too many targets to choose from.
    """
    first, *others = unchecked().targets(link)
    if link.depends_on or others:
        return None
    few = issubclass(first.model, ReferenceData) or (first.is_page and not link.many)
    return first.model if few else None


def used(model: type[Page], path: str, target: type[ReferenceData] | type[Page]):
    """Return a function that returns the targets to which some page links; other targets would match no page."""
    order = "title" if issubclass(target, Page) else "labels__en"
    return lambda request: target.objects.filter(pk__in=model.objects.values(path)).order_by(order)


def narrowed(pages: QuerySet, some: QuerySet) -> QuerySet:
    return pages.filter(pk__in=some.values("pk"))
