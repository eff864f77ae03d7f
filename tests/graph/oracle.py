"""What should be public, read from the tables one instance at a time, by plain means and not through the mirror."""

from collections import defaultdict

from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, DraftStateMixin, Page, PageViewRestriction, Site

from graph.declarations import Visibility, registry


class Published:
    """Which resources are public now, and the versions of each that are: one for each language of a page."""

    def __init__(self):
        self.versions = {}
        """By resource its type and public versions, the one that gives the facts first."""
        self.languages = set()
        """Resources with the languages in which they are public."""
        self.reasons = defaultdict(set)
        """Why what need only be linked is public: who says so, and in which language."""
        linked_only = []
        for declared in registry().resources:
            for key, versions in _published(declared).items():
                resource = f"{declared.graph_type.slug}/{key}"
                if versions:
                    self.versions[resource] = (declared, versions)
                    self.languages |= {(resource, _language(each)) for each in versions}
                if declared.graph_type.visibility is not Visibility.OWN:
                    linked_only.append((resource, declared, key))
        self._add_linked(linked_only)

    def __contains__(self, resource):
        return resource in self.versions

    def _add_linked(self, waiting):
        named = defaultdict(set)
        for source, (declared, versions) in self.versions.items():
            for each in _linked(declared, versions[0]):
                named[type(each), each.pk].add((source, _language(versions[0])))
        for resource, declared, key in waiting:
            row = declared.model._default_manager.get(**{declared.graph_type.key: key})
            self.reasons[resource] = named[type(row), row.pk] | ({(resource, "")} if resource in self else set())
            if self.reasons[resource] and not _is_shut(row):
                self.versions[resource] = (declared, [row])


def is_visible(page):
    chain = [*page.get_ancestors(), page]
    private = [_source(each).pk for each in chain]
    sites = [site.root_page for site in Site.objects.all()]
    roots = {each.pk for root in sites for each in root.get_translations().filter(live=True)} | {
        each.pk for each in sites
    }
    return (
        page.live
        and page.alias_of_id is None
        and not getattr(page, "withheld", False)
        and not (page.expire_at and page.expire_at <= timezone.now())
        and any(each.pk in roots for each in chain)
        and not PageViewRestriction.objects.filter(page__in=private).exists()
    )


def _source(page):
    return _source(page.alias_of) if page.alias_of else page


def _published(declared):
    """By key the public versions; an empty list where there is none."""
    found = defaultdict(list)
    for row in (row for model in declared.models for row in model._default_manager.order_by("pk")):
        versions = found[getattr(row, declared.graph_type.key)]
        if declared.graph_type.visibility is Visibility.LINKED:
            continue
        if is_visible(row) if isinstance(row, Page) else _is_published(row):
            versions.append(row)
    return {key: sorted(versions, key=lambda row: getattr(row, "locale_id", 0)) for key, versions in found.items()}


def _is_published(row):
    if not isinstance(row, DraftStateMixin):
        return True
    return row.live and not (row.expire_at and row.expire_at <= timezone.now())


def _is_shut(row):
    """A file in a private collection, or below one."""
    above = row.collection.get_ancestors(inclusive=True) if hasattr(row, "collection") else Collection.objects.none()
    return CollectionViewRestriction.objects.filter(collection__in=above).exists()


def _language(row):
    return row.locale.language_code if isinstance(row, Page) else ""


def _linked(declared, instance):
    """Yield what the facts link to, those of the parts included."""
    for link in declared.links.values():
        value = link.read(instance)
        targets = value if isinstance(value, list) else [value]
        if link.name not in declared.parts:
            yield from filter(None, targets)
            continue
        for row in targets:
            yield from _linked(registry().types[link.to], row)
