"""The one answer to: is this public?

An anonymous visitor's view, in bulk. For pages: live, not expired, below a site's root, and neither the page nor
an ancestor restricted. Where Wagtail's own serving is laxer than what an editor meant, this takes the cautious
side. Everything that shows public content asks here, through the mirror.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.models import DraftStateMixin, Locale, Page, PageViewRestriction, Site

from graph.languages import primary_language
from graph.registry import DeclaredType, registry


@dataclass(frozen=True)
class PageRules:
    """What decides about pages, read once for a whole batch."""

    now: datetime
    restricted: tuple[str, ...]
    """Tree paths of restricted pages; what lies below is restricted too."""
    roots: tuple[str, ...]
    """Tree paths of the sites' root pages and of their translations."""

    @classmethod
    def at(cls, now: datetime) -> PageRules:
        # Wagtail keeps the roots for an hour and forgets them on signals, which an update by SQL does not send.
        Site.clear_site_root_paths_cache()
        restricted = PageViewRestriction.objects.values_list("page__path", flat=True)
        roots = Page.objects.filter(translation_key__in=Site.objects.values("root_page__translation_key")).values_list(
            "path", flat=True
        )
        return cls(now, tuple(restricted), tuple(roots))

    def allows(self, path: str) -> bool:
        return path.startswith(self.roots) and not path.startswith(self.restricted)

    def pages(self, model: type[Page], keys: Iterable[str] | None) -> QuerySet[Any]:
        """Published pages of a model, in the order of the locales. Aliases show their source and do not count."""
        found = model._default_manager.filter(_unexpired(self.now), live=True, alias_of=None)
        if keys is not None:
            found = found.filter(translation_key__in=list(keys))
        return found.order_by("locale_id", "pk")


def public_keys(declared: DeclaredType, keys: Iterable[str] | None, rules: PageRules) -> set[str]:
    """Natural keys of the instances that are public on their own; of all instances where `keys` is None."""
    if declared.is_page:
        rows = rules.pages(declared.model, keys).values_list("translation_key", "path").order_by()
        return {str(key) for key, path in rows.iterator() if rules.allows(path)}
    found: set[str] = set()
    for model in declared.models:
        rows = instances(declared, model, keys)
        if issubclass(model, DraftStateMixin):
            rows = rows.filter(_unexpired(rules.now), live=True)
        found.update(str(key) for key in rows.values_list(declared.graph_type.key, flat=True).iterator())
    return found


def instances(declared: DeclaredType, model: type[Model], keys: Iterable[str] | None) -> QuerySet[Any]:
    """Instances with these natural keys, whether public or not."""
    name = declared.graph_type.key
    rows = model._default_manager.all()
    return rows if keys is None else rows.filter(**{f"{name}__in": valid_keys(model, name, keys)})


def valid_keys(model: type[Model], name: str, keys: Iterable[str]) -> list[Any]:
    """Keys in the form of the column: a mark of a UUID column holds its digits with or without dashes."""
    if model._meta.get_field(name).get_internal_type() != "UUIDField":
        return list(keys)
    return [uuid.UUID(key) for key in keys]


def private_keys(keys: Iterable[str], rules: PageRules) -> set[str]:
    """Translation keys of pages that are published but restricted: hidden on purpose, not just unpublished."""
    rows = Page.objects.filter(translation_key__in=list(keys), live=True).values_list("translation_key", "path")
    return {str(key) for key, path in rows if path.startswith(rules.restricted)}


def next_expiry(now: datetime) -> datetime | None:
    """The next moment at which something published expires."""
    return min(_expiries(now), default=None)


def languages_in_order() -> dict[int, str]:
    """Locale ids and language tags in the order in which translations give the facts."""
    codes = Locale.objects.order_by("pk").values_list("pk", "language_code")
    return {locale: primary_language(code) for locale, code in codes}


def _expiries(now: datetime) -> Iterator[datetime]:
    draftable = {model for declared in registry().resources for model in declared.models if not declared.is_page}
    for model in [Page, *(model for model in draftable if issubclass(model, DraftStateMixin))]:
        coming = model._default_manager.filter(live=True, expire_at__gt=now).order_by("expire_at")
        first = coming.values_list("expire_at", flat=True).first()
        if first:
            yield first


def _unexpired(now: datetime) -> Q:
    return Q(expire_at=None) | Q(expire_at__gt=now)
