"""Redact the past: suppressed resources, private translations, and mentions of suppressed resources are left out.

A resource that is made private has no past while it is private, and neither has a resource that was public only because
such resources named it. Of a resource that stays public in other languages, the texts of the private page are left
out, and the facts where that page gave them. The journal itself is not changed: content made public again returns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from graph.database import listed
from graph.declarations import by_type, only_when_linked
from graph.description import Description
from graph.identity import ResourceId, resource_id
from graph.journal.journal import content_of, readable
from graph.journal.references import mentions_of
from graph.models import Change, PrivateLanguage, Reason, Resource
from graph.visibility import languages_in_order, shut_keys

Status = Resource.Status


@dataclass(frozen=True)
class Untold:
    """The resources and languages that are redacted now."""

    resources: frozenset[ResourceId]
    languages: Mapping[ResourceId, set[str]]
    order: Collection[str]
    """All languages, in the order in which translations give the facts."""

    @classmethod
    def now(cls) -> Untold:
        suppressed = Resource.objects.filter(status=Status.SUPPRESSED).values_list("pk", flat=True)
        languages: dict[ResourceId, set[str]] = defaultdict(set)
        for resource, language in PrivateLanguage.objects.values_list("resource", "language"):
            languages[resource].add(language)
        return cls(frozenset(suppressed), dict(languages), languages_in_order().values())

    def of(self, change: Change) -> Change | None:
        """Return a change as it may be shown; None where it is no publication, damaged, or redacted entirely."""
        if change.resource in self.resources or change.kind != Change.Kind.UPSERT:
            return None
        description = readable(change)
        if description is None:
            return None
        private = self.languages.get(change.resource, set())
        if private.isdisjoint(description.urls) and self.resources.isdisjoint(description.targets()):
            return change
        left = description.without_languages(private, self.order) if private else description
        return _with_content(change, left.restricted(lambda each: each not in self.resources)) if left else None


def _with_content(change: Change, description: Description) -> Change:
    """Return an unsaved copy of a change with the content of another description."""
    same = {name: getattr(change, name) for name in ("sequence", "resource", "kind", "recorded_at")}
    return Change(**same, **content_of(description))


def reasons_given_by(
    description: Description, is_public_by_itself: bool, languages: Iterable[str]
) -> Iterator[tuple[ResourceId, ResourceId, str]]:
    """Yield the reasons why resources of a type that is public when linked are public because of this description.

    A reason is the public resource, the description's resource, and the language of its facts, see `Reason`. Among
    them is the described resource itself where it is of such a type and public by itself.
    """
    makes_public = {target for target, flag in mentions_of(description, is_public_by_itself).items() if flag}
    itself = {description.id} if is_public_by_itself and only_when_linked(description.id) else set()
    language = description.facts_language(languages)
    for resource in makes_public | itself:
        yield resource, description.id, language


def note_reasons(reasons: Iterable[tuple[ResourceId, ResourceId, str]]) -> None:
    """Store reasons; see `reasons_given_by`."""
    rows = (Reason(resource=resource, because=because, language=each) for resource, because, each in sorted(reasons))
    Reason.objects.bulk_create(rows, batch_size=300, ignore_conflicts=True)


def note_languages(
    private: Mapping[ResourceId, AbstractSet[str]], public: Mapping[ResourceId, AbstractSet[str]]
) -> set[ResourceId]:
    """Update the private languages of the resources in `public`; returns the resources whose languages have changed.

    `private` and `public` hold the languages in which each resource is private and public now. A language stays
    private until the resource is public in it again.
    """
    known: dict[ResourceId, set[str]] = defaultdict(set)
    rows = PrivateLanguage.objects.filter(resource__among=set(public))
    for resource, language in rows.values_list("resource", "language"):
        known[resource].add(language)
    wanted = {
        each: (known[each] | private.get(each, frozenset())) - public[each] for each in known.keys() | private.keys()
    }
    changed = {each for each, languages in wanted.items() if languages != known[each]}
    PrivateLanguage.objects.filter(resource__among=changed).delete()
    for language in set().union(*(wanted[each] for each in changed)):
        _note_private({each for each in changed if language in wanted[each]}, language)
    return changed


def _note_private(resources: Iterable[ResourceId], language: str) -> None:
    """Record resources as private in a language, by SQL without objects: there may be thousands, and a reader waits."""
    rows, ids = listed(resources)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {PrivateLanguage._meta.db_table} (resource, language) SELECT value, %s FROM ({rows}) AS ids",
            [language, ids],
        )


def follow_reasons(reasons: AbstractSet[ResourceId]) -> None:
    """Suppress or restore the withdrawn resources that were public because of `reasons`.

    A resource is suppressed where all its reasons are suppressed or private, and restored where one is not any more.
    Its own publication is a reason that is always valid.
    """
    if not reasons:
        return
    concerned = Reason.objects.filter(because__among=reasons).values("resource")
    suppressed = Resource.objects.filter(pk=OuterRef("because"), status=Status.SUPPRESSED)
    private = PrivateLanguage.objects.filter(resource=OuterRef("because"), language=OuterRef("language"))
    valid = Q(because=F("resource")) | ~Exists(suppressed) & ~Exists(private)
    told = Exists(Reason.objects.filter(valid, resource=OuterRef("pk")))
    following = Resource.objects.filter(pk__in=concerned)
    following.filter(~told, status=Status.WITHDRAWN).update(status=Status.SUPPRESSED)
    opened = set(following.filter(told, status=Status.SUPPRESSED).values_list("pk", flat=True))
    # A file's collection may be private although what uses the file is public.
    Resource.objects.filter(pk__among=opened - shut(opened)).update(status=Status.WITHDRAWN)


def shut(resources: Iterable[ResourceId]) -> set[ResourceId]:
    """Return the files that lie in private collections."""
    return {
        resource_id(declared.graph_type, key)
        for declared, keys in by_type(resources).items()
        for key in shut_keys(declared, keys)
    }
