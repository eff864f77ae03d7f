"""Find the resources that a mark concerns: one resource, a row's owner, all below a page, or all resources."""

from __future__ import annotations

import logging
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from modelcluster.fields import ParentalKey
from wagtail.models import Collection, Page, Site

from graph.database import as_text, dashed
from graph.declarations import DeclaredType, registry
from graph.identity import ResourceId, resource_id
from graph.marks.marks import Marks, batches, everything, failures
from graph.models import PendingMark, Resource, State
from graph.visibility import aliases_of, files_below

logger = logging.getLogger(__name__)
Scope = PendingMark.Scope


def affected_by(marks: Marks) -> set[ResourceId]:
    """Return the resources that the marks concern, public or not, existing or not."""
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for scope, model, key in marks.places:
        keys[scope, model].add(key)
    found: set[ResourceId] = set()
    for (scope, model), marked in keys.items():
        try:
            found.update(_READERS[scope](model, marked))
        except (LookupError, ValueError, AttributeError):
            # The model is gone, or the mark was altered by hand: the resources concerned are unknown.
            logger.exception("The mark “%s %s” cannot be read: everything is looked at.", scope, model)
            found |= everything()
    return found


def expired(state: State, now: datetime) -> set[ResourceId]:
    """Return the resources that have expired since the last drain: expiry writes no row, so it leaves no mark."""
    if state.next_expiry is None or state.next_expiry > now:
        return set()
    found: set[ResourceId] = set()
    for declared in registry().resources:
        for model in declared.models:
            if any(field.name == "expire_at" for field in model._meta.get_fields()):
                rows = model._default_manager.filter(live=True, expire_at__gte=state.next_expiry, expire_at__lte=now)
                keys = rows.values_list(declared.graph_type.key, flat=True)
                found.update(resource_id(declared.graph_type, key) for key in keys)
    return found


def below(page: Page) -> set[ResourceId]:
    """Return the resources that a change of a page's privacy concerns."""
    return set(_by_subtree(Page._meta.label_lower, {str(page.pk)}))


def _by_key(model: str, keys: set[str]) -> Iterator[ResourceId]:
    if model == Page._meta.label_lower:
        translations = {str(uuid.UUID(key)) for key in keys}
        yield from _pages_by_key(translations)
        yield from _below_roots(translations)
        return
    declared = _declared(model)
    is_uuid = declared.model._meta.get_field(declared.graph_type.key).get_internal_type() == "UUIDField"
    for key in keys:
        yield resource_id(declared.graph_type, uuid.UUID(key) if is_uuid else key)


def _pages_by_key(keys: set[str]) -> Iterator[ResourceId]:
    """Yield the resources of pages with these translation keys.

    A page that is gone has no type any more: the journal's rows show the type under which it was public.
    """
    types = [declared.graph_type for declared in registry().resources if declared.is_page]
    yield from _of_pages(Page.objects.filter(translation_key__among=keys))
    candidates = {resource_id(kind, key) for kind in types for key in keys}
    known = Resource.objects.filter(pk__among=candidates).values_list("pk")
    # A page that was never public may have a failure on record, which must be cleared once the page is gone.
    yield from (key for (key,) in known.union(failures().filter(key__among=candidates).values_list("key")))


def _of_pages(pages: QuerySet[Page]) -> Iterator[ResourceId]:
    """Yield the resources of existing pages."""
    declared = [each for each in registry().resources if each.is_page]
    found = ContentType.objects.get_for_models(*(each.model for each in declared))
    types = {found[each.model].pk: each.graph_type for each in declared}
    # Filtered here, not in the query: SQLite would search all pages of a content type rather than the ones asked for.
    for content_type, key in pages.order_by().values_list("content_type", as_text("translation_key")):
        if content_type in types:
            yield resource_id(types[content_type], dashed(key))


def _by_row(model: str, keys: set[str]) -> Iterator[ResourceId]:
    """Yield the resources of rows with these primary keys; deleted rows are skipped, as they left a mark by key too."""
    if model == Page._meta.label_lower:
        yield from _of_pages(Page.objects.filter(pk__among=set(map(int, keys))))
        return
    declared, row_model = _declared(model), apps.get_model(model)
    for batch in batches(keys):
        rows = row_model._default_manager.filter(pk__in=batch)
        if declared.is_part:
            yield from _by_owner(row_model, rows)
            continue
        for key in rows.values_list(declared.graph_type.key, flat=True):
            yield resource_id(declared.graph_type, key)


def _by_owner(model: type[Model], parts: QuerySet[Any]) -> Iterator[ResourceId]:
    """Yield the resources to which rows of parts belong."""
    [parent] = (field for field in model._meta.concrete_fields if isinstance(field, ParentalKey))
    label = (Page if issubclass(parent.related_model, Page) else parent.related_model)._meta.label_lower
    yield from _by_row(label, {str(key) for key in parts.values_list(parent.attname, flat=True)})


def _by_subtree(model: str, keys: set[str]) -> Iterator[ResourceId]:
    """Yield the resources of pages below these pages and below their aliases, or of the files in collections."""
    if model == Collection._meta.label_lower:
        yield from _in_collections(keys)
        return
    for batch in batches({*map(int, keys), *aliases_of(map(int, keys))}):
        yield from _below(Page.objects.filter(pk__in=batch).values_list("path", flat=True))


def _in_collections(keys: set[str]) -> Iterator[ResourceId]:
    """Yield the resources of the files in these collections and below them."""
    paths = Collection.objects.filter(pk__among=set(map(int, keys))).values_list("path", flat=True)
    for declared in registry().resources:
        yield from (resource_id(declared.graph_type, key) for key in files_below(declared, None, paths))


def _below_roots(translations: set[str]) -> Iterator[ResourceId]:
    """Yield the resources below translations of site roots: whether these exist and are live decides about them."""
    roots = Page.objects.filter(translation_key__in=Site.objects.values("root_page__translation_key"))
    for batch in batches(translations):
        yield from _below(roots.filter(translation_key__in=batch).values_list("path", flat=True))


def _below(paths: Iterable[str]) -> Iterator[ResourceId]:
    if paths:
        below = reduce(or_, (Q(path__startswith=path) for path in paths))
        yield from _of_pages(Page.objects.filter(below))


def _declared(model: str) -> DeclaredType:
    return registry().types[apps.get_model(model).graph_type.name]


_READERS: dict[str, Callable[[str, set[str]], Iterable[ResourceId]]] = {
    Scope.KEY: _by_key,
    Scope.ROW: _by_row,
    Scope.SUBTREE: _by_subtree,
    Scope.EVERYTHING: lambda model, keys: everything(),
    Scope.RESOURCE: lambda model, keys: keys,
}
