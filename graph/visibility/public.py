"""Decide whether instances are public, in bulk.

Public means visible to an anonymous visitor. A public page is live, not expired, not withheld
(`graph.visibility.withholding`) and below a site's root, and neither the page nor an ancestor is restricted, nor the
source of an ancestor that is an alias. Where Wagtail serves more than an editor intended, this module takes the
cautious side. All code that shows public content relies on this module, through the mirror.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Exists, Min, Model, OuterRef, Q, QuerySet, Value
from wagtail.models import (
    CollectionMember,
    CollectionViewRestriction,
    DraftStateMixin,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)

from graph.database import as_text, dashed
from graph.declarations import DeclaredType, Visibility, primary_language, registry
from graph.identity import UUID


@dataclass(frozen=True)
class PageRules:
    """The restrictions, site roots and languages that decide about pages, read once for a whole batch."""

    now: datetime
    restricted: tuple[str, ...]
    """Tree paths of restricted pages and of their aliases; pages below are restricted too."""
    roots: dict[str, bool]
    """Tree paths of the sites' root pages and of their translations, and whether visitors find the pages below."""
    languages: dict[int, str]
    """Locale ids and language tags, see `languages_in_order`."""

    @classmethod
    def at(cls, now: datetime) -> PageRules:
        # Wagtail caches the roots for an hour and clears them on signals, which an update by SQL does not send.
        Site.clear_site_root_paths_cache()
        languages = languages_in_order()
        return cls(now, tuple(_restricted_paths()), _roots(languages), languages)

    def restricting(self, page: Page) -> PageRules:
        """Return the rules that would hold if this page were restricted too; restricting an alias has no effect."""
        if page.alias_of_id:
            return self
        return replace(self, restricted=(*self.restricted, page.path, *aliases_of([page.pk]).values()))

    def allows(self, path: str) -> bool:
        """Return whether visitors reach pages at this tree path, and no restriction applies to it."""
        return self._is_reachable(path) and not path.startswith(self.restricted)

    def restrictions_above(self, path: str) -> set[str]:
        """Return the restricted paths that apply to a page at this path."""
        return {each for each in self.restricted if path.startswith(each)}

    def opens(self, page: Page) -> bool:
        """Return whether an anonymous visitor finds this page's address; of an alias, its own and not its source's."""
        return is_published(page, self.now) and self.allows(page.path)

    def _is_reachable(self, path: str) -> bool:
        """Return whether the nearest root above is one below which visitors find pages; it decides the URL too."""
        above = [root for root in self.roots if path.startswith(root)]
        return bool(above) and self.roots[max(above, key=len)]

    def pages(self, model: type[Page], keys: Iterable[str] | None) -> QuerySet[Any]:
        """Return the published pages of a model in the order of the locales, without aliases, which show their source.

        Restrictions are not applied, see `allows`.
        """
        # For `alias_of=None`, SQLite would use that column's index, which holds all pages, not the keys'.
        found = model._default_manager.filter(_unexpired(self.now), live=True).exclude(alias_of__gt=0)
        if hasattr(model, "withheld"):  # graph.visibility.withholding
            found = found.filter(withheld=False)
        if keys is not None:
            found = found.filter(translation_key__among={key for key in keys if UUID.fullmatch(key)})
        return found.order_by("locale_id", "pk")


def is_published(page: Page, now: datetime) -> bool:
    """Return whether a page is live and has not expired; Wagtail unpublishes expired pages only some time later."""
    return page.live and (page.expire_at is None or page.expire_at > now)


def public_keys(declared: DeclaredType, keys: Iterable[str] | None, rules: PageRules) -> set[str]:
    """Return the natural keys of the instances that are public by themselves; among all instances if `keys` is None."""
    if declared.is_page:
        return set(public_languages(declared, keys, rules))
    found: set[str] = set()
    if declared.graph_type.visibility is Visibility.LINKED:
        return found
    for model in declared.models:
        rows = instances(declared, model, keys)
        if issubclass(model, DraftStateMixin):
            rows = rows.filter(_unexpired(rules.now), live=True)
        found.update(map(str, rows.values_list(declared.graph_type.key, flat=True)))
    return found


def public_languages(declared: DeclaredType, keys: Iterable[str] | None, rules: PageRules) -> dict[str, set[str]]:
    """Return the translation keys of public pages, each with the languages in which it is public."""
    rows = rules.pages(declared.model, keys).values_list(as_text("translation_key"), "path", "locale_id").order_by()
    allowed = ((dashed(key), locale) for key, path, locale in rows if rules.allows(path))
    return _languages_by_key(allowed, rules)


def instances(declared: DeclaredType, model: type[Model], keys: Iterable[str] | None) -> QuerySet[Any]:
    """Return the instances with these natural keys, or all if `keys` is None, whether public or not."""
    name = declared.graph_type.key
    rows = model._default_manager.all()
    return rows if keys is None else rows.filter(**{f"{name}__in": valid_keys(model, name, keys)})


def shut_keys(declared: DeclaredType, keys: Iterable[str] | None) -> set[str]:
    """Return the natural keys of files in private collections, which are hidden whatever links to them.

    Wagtail itself protects only documents; here a private collection hides its images too.
    """
    return files_below(declared, keys, CollectionViewRestriction.objects.values_list("collection__path", flat=True))


def files_below(declared: DeclaredType, keys: Iterable[str] | None, collections: Iterable[str]) -> set[str]:
    """Return the natural keys of the files in collections at these tree paths and below them."""
    models = [model for model in declared.models if issubclass(model, CollectionMember)]
    if not models:
        return set()
    below = reduce(or_, (Q(collection__path__startswith=path) for path in collections), Q(pk=None))
    rows = (instances(declared, model, keys).filter(below) for model in models)
    return {str(key) for each in rows for key in each.values_list(declared.graph_type.key, flat=True)}


def valid_keys(model: type[Model], name: str, keys: Iterable[str]) -> list[Any]:
    """Return keys in the form of the column: a mark of a UUID column holds its digits with or without dashes.

    For a UUID column, other keys are left out: an editor may write any address, and with it any key.
    """
    if model._meta.get_field(name).get_internal_type() != "UUIDField":
        return list(keys)
    return [uuid.UUID(key) for key in keys if UUID.fullmatch(key)]


def private_languages(keys: Iterable[str], rules: PageRules) -> dict[str, set[str]]:
    """Return the translation keys of restricted pages, published or not, each with the languages of these pages.

    Such pages are hidden on purpose, not just unpublished.
    """
    pages = Page.objects.filter(translation_key__among=set(keys))
    rows = pages.values_list(as_text("translation_key"), "path", "locale_id").order_by()
    private = ((dashed(key), locale) for key, path, locale in rows if path.startswith(rules.restricted))
    return _languages_by_key(private, rules)


def aliases_of(pages: Iterable[int]) -> dict[int, str]:
    """Return the primary keys and tree paths of all aliases of these pages, and of aliases of aliases."""
    found: dict[int, str] = {}
    sources = set(pages)
    while sources:
        rows = Page.objects.filter(alias_of__among=sources).order_by().values_list("pk", "path")
        aliases = {pk: path for pk, path in rows if pk not in found}
        found |= aliases
        sources = set(aliases)
    return found


def next_expiry(now: datetime) -> datetime | None:
    """Return the next moment at which a published instance expires, or None."""
    first, *others = (
        model._default_manager.filter(live=True, expire_at__gt=now)
        .order_by()
        .values(every=Value(1))
        .annotate(next=Min("expire_at"))
        .values_list("next", flat=True)
        for model in _expiring()
    )
    return min(filter(None, first.union(*others, all=True)), default=None)


def index_expiry() -> None:
    """Create the indexes with which every drain finds the next expiry without scanning tables.

    This is no migration, because on SQLite a migration of Wagtail that rebuilds its table would drop the index.
    """
    with connection.cursor() as cursor:
        for model in _expiring():
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS graph_{model._meta.model_name}_expiry "
                f"ON {model._meta.db_table} (expire_at) WHERE expire_at IS NOT NULL"
            )


def languages_in_order() -> dict[int, str]:
    """Return language tags by locale id, in the order in which translations give the facts."""
    codes = Locale.objects.order_by("pk").values_list("pk", "language_code")
    return {locale: primary_language(code) for locale, code in codes}


def _languages_by_key(rows: Iterable[tuple[str, int]], rules: PageRules) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, locale in rows:
        found[key].add(rules.languages[locale])
    return found


def _restricted_paths() -> Iterator[str]:
    """Yield the tree paths of restricted pages and of their aliases.

    As when Wagtail serves pages, an alias has the restrictions of its source, and none of its own.
    """
    restricted = PageViewRestriction.objects.values("page")
    pages = Page.objects.filter(pk__in=restricted, alias_of=None).order_by()
    aliases = Page.objects.filter(alias_of__in=restricted).order_by()
    # One query for both: most restricted pages have no aliases, and aliases of aliases are rarer still.
    rows = list(pages.values_list("pk", "path", "alias_of").union(aliases.values_list("pk", "path", "alias_of")))
    of_pages = {pk for pk, _, source in rows if source is None}
    first = {pk: path for pk, path, source in rows if source in of_pages}
    yield from (path for pk, path, _ in rows if pk in of_pages)
    yield from first.values()
    yield from aliases_of(first).values()


def _roots(languages: Collection[int]) -> dict[str, bool]:
    """Return the tree paths of site roots and their translations, and whether visitors find the pages below.

    Below a translation that is a draft they do not: there Wagtail looks for pages in the root's own language.
    """
    sites = Site.objects.order_by()
    rows = Page.objects.filter(translation_key__in=sites.values("root_page__translation_key")).order_by()
    own = Exists(sites.filter(root_page=OuterRef("pk")))
    return {
        path: is_own or (live and locale in languages)
        for is_own, path, live, locale in rows.values_list(own, "path", "live", "locale_id")
    }


def _expiring() -> Iterator[type[Model]]:
    """Yield the models whose own table has `expire_at`, in a stable order."""
    yield Page
    others = {model for declared in registry().resources for model in declared.models if not declared.is_page}
    yield from sorted((each for each in others if issubclass(each, DraftStateMixin)), key=lambda each: each.__name__)


def _unexpired(now: datetime) -> Q:
    return Q(expire_at=None) | Q(expire_at__gt=now)
