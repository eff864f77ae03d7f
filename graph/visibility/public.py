"""The one answer to: is this public?

An anonymous visitor's view, in bulk. For pages: live, not expired, not withheld (`graph.visibility.withholding`), below
a site's root, and neither the page nor an ancestor restricted, nor the source of one that is an alias. Where Wagtail's
own serving is laxer than what an editor meant, this takes the cautious side. Everything that shows public content asks
here, through the mirror.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet
from wagtail.models import (
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from graph.bulk import as_text, dashed
from graph.declarations import DeclaredType, Visibility, primary_language, registry
from graph.identity import UUID


@dataclass(frozen=True)
class PageRules:
    """What decides about pages, read once for a whole batch."""

    now: datetime
    restricted: tuple[str, ...]
    """Tree paths of restricted pages and of their aliases; what lies below is restricted too."""
    roots: dict[str, bool]
    """Tree paths of the sites' root pages and of their translations, and whether visitors find what lies below."""
    languages: dict[int, str]
    """Locale ids and language tags, see `languages_in_order`."""

    @classmethod
    def at(cls, now: datetime) -> PageRules:
        # Wagtail keeps the roots for an hour and forgets them on signals, which an update by SQL does not send.
        Site.clear_site_root_paths_cache()
        languages = languages_in_order()
        return cls(now, tuple(_restricted_paths()), _roots(languages), languages)

    def allows(self, path: str) -> bool:
        return self._is_reachable(path) and not path.startswith(self.restricted)

    def restrictions_above(self, path: str) -> set[str]:
        """Those of the restricted paths that concern a page at this one."""
        return {each for each in self.restricted if path.startswith(each)}

    def opens(self, page: Page) -> bool:
        """Whether an anonymous visitor finds this page's address; of an alias, its own and not its source's."""
        expired = page.expire_at is not None and page.expire_at <= self.now
        return page.live and not expired and self.allows(page.path)

    def _is_reachable(self, path: str) -> bool:
        """The nearest root above decides, as it does for the address."""
        above = [root for root in self.roots if path.startswith(root)]
        return bool(above) and self.roots[max(above, key=len)]

    def pages(self, model: type[Page], keys: Iterable[str] | None) -> QuerySet[Any]:
        """Published pages of a model, in the order of the locales. Aliases show their source and do not count."""
        # To `alias_of=None` SQLite would answer from that column's index, which has all pages, and not from the keys'.
        found = model._default_manager.filter(_unexpired(self.now), live=True).exclude(alias_of__gt=0)
        if hasattr(model, "withheld"):  # graph.visibility.withholding
            found = found.filter(withheld=False)
        if keys is not None:
            found = found.filter(translation_key__among={key for key in keys if UUID.fullmatch(key)})
        return found.order_by("locale_id", "pk")


def public_keys(declared: DeclaredType, keys: Iterable[str] | None, rules: PageRules) -> set[str]:
    """Natural keys of the instances that are public on their own; of all instances where `keys` is None."""
    if declared.is_page:
        return set(public_languages(declared, keys, rules))
    found: set[str] = set()
    if declared.graph_type.visibility is Visibility.LINKED:
        return found
    for model in declared.models:
        rows = instances(declared, model, keys)
        if issubclass(model, DraftStateMixin):
            rows = rows.filter(_unexpired(rules.now), live=True)
        found.update(str(key) for key in rows.values_list(declared.graph_type.key, flat=True).iterator())
    return found


def public_languages(declared: DeclaredType, keys: Iterable[str] | None, rules: PageRules) -> dict[str, set[str]]:
    """Translation keys of pages, each with the languages in which it is public."""
    rows = rules.pages(declared.model, keys).values_list(as_text("translation_key"), "path", "locale_id").order_by()
    allowed = ((dashed(key), locale) for key, path, locale in rows.iterator() if rules.allows(path))
    return _languages_by_key(allowed, rules)


def instances(declared: DeclaredType, model: type[Model], keys: Iterable[str] | None) -> QuerySet[Any]:
    """Instances with these natural keys, whether public or not."""
    name = declared.graph_type.key
    rows = model._default_manager.all()
    return rows if keys is None else rows.filter(**{f"{name}__in": valid_keys(model, name, keys)})


def shut_keys(declared: DeclaredType, keys: Iterable[str] | None) -> set[str]:
    """Natural keys of files that lie in a private collection: hidden on purpose, whoever links to them.

    Wagtail itself guards documents alone; whoever makes a collection private means its images too.
    """
    return files_below(declared, keys, CollectionViewRestriction.objects.values_list("collection__path", flat=True))


def files_below(declared: DeclaredType, keys: Iterable[str] | None, collections: Iterable[str]) -> set[str]:
    """Natural keys of the files in collections at these tree paths and below them."""
    below = reduce(or_, (Q(collection__path__startswith=path) for path in collections), Q(pk=None))
    models = (model for model in declared.models if issubclass(model, CollectionMember))
    rows = (instances(declared, model, keys).filter(below) for model in models)
    return {str(key) for each in rows for key in each.values_list(declared.graph_type.key, flat=True)}


def valid_keys(model: type[Model], name: str, keys: Iterable[str]) -> list[Any]:
    """Keys in the form of the column: a mark of a UUID column holds its digits with or without dashes.

    What is no UUID names nothing: an editor may write any address.
    """
    if model._meta.get_field(name).get_internal_type() != "UUIDField":
        return list(keys)
    return [uuid.UUID(key) for key in keys if UUID.fullmatch(key)]


def private_languages(keys: Iterable[str], rules: PageRules) -> dict[str, set[str]]:
    """Translation keys of pages that are restricted, published or not, each with the languages of these.

    Hidden on purpose, not just unpublished.
    """
    pages = Page.objects.filter(translation_key__among=set(keys))
    rows = pages.values_list(as_text("translation_key"), "path", "locale_id").order_by()
    private = ((dashed(key), locale) for key, path, locale in rows if path.startswith(rules.restricted))
    return _languages_by_key(private, rules)


def aliases_of(pages: Iterable[int]) -> dict[int, str]:
    """Primary keys and tree paths of all aliases of these pages, and of the aliases of those."""
    found: dict[int, str] = {}
    sources = set(pages)
    while sources:
        rows = Page.objects.filter(alias_of__among=sources).order_by().values_list("pk", "path")
        aliases = {pk: path for pk, path in rows if pk not in found}
        found |= aliases
        sources = set(aliases)
    return found


def next_expiry(now: datetime) -> datetime | None:
    """The next moment at which something published expires."""
    return min(_expiries(now), default=None)


def index_expiry() -> None:
    """Find the next expiry without reading all that can expire: every drain asks for it.

    Not by a migration: on SQLite, one of Wagtail's that rebuilds its table would drop the index.
    """
    with connection.cursor() as cursor:
        for model in _expiring():
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS graph_{model._meta.model_name}_expiry "
                f"ON {model._meta.db_table} (expire_at) WHERE expire_at IS NOT NULL"
            )


def languages_in_order() -> dict[int, str]:
    """Locale ids and language tags in the order in which translations give the facts."""
    codes = Locale.objects.order_by("pk").values_list("pk", "language_code")
    return {locale: primary_language(code) for locale, code in codes}


def _languages_by_key(rows: Iterable[tuple[str, int]], rules: PageRules) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, locale in rows:
        found[key].add(rules.languages[locale])
    return found


def _restricted_paths() -> Iterator[str]:
    """As Wagtail's serving has it: an alias has the restrictions of its source, and none of its own."""
    rows = Page.objects.filter(pk__in=PageViewRestriction.objects.values("page"), alias_of=None)
    pages = dict(rows.order_by().values_list("pk", "path"))
    yield from pages.values()
    yield from aliases_of(pages).values()


def _roots(languages: Collection[int]) -> dict[str, bool]:
    """Below a translation of a root that is a draft, Wagtail looks for pages in the root's own language."""
    sites = Site.objects.all()
    own = set(sites.values_list("root_page", flat=True))
    rows = Page.objects.filter(translation_key__in=sites.values("root_page__translation_key"))
    return {
        path: key in own or (live and locale in languages)
        for key, path, live, locale in rows.values_list("pk", "path", "live", "locale_id")
    }


def _expiries(now: datetime) -> Iterator[datetime]:
    for model in _expiring():
        coming = model._default_manager.filter(live=True, expire_at__gt=now).order_by("expire_at")
        first = coming.values_list("expire_at", flat=True).first()
        if first:
            yield first


def _expiring() -> Iterator[type[Model]]:
    """Models whose own table says when an instance expires."""
    yield Page
    others = {model for declared in registry().resources for model in declared.models if not declared.is_page}
    yield from sorted((each for each in others if issubclass(each, DraftStateMixin)), key=lambda each: each.__name__)


def _unexpired(now: datetime) -> Q:
    return Q(expire_at=None) | Q(expire_at__gt=now)
