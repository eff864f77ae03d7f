"""The follower of the journal that keeps the search documents.

Drains write the documents, `verify_graph` compares them, and `catch_up` rebuilds those that are outdated.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from django.db.models import Exists, OuterRef, QuerySet

from graph.database import Pace, give_way
from graph.declarations import Registry, registry
from graph.description import Description
from graph.identity import ResourceId
from graph.journal import readable
from graph.marks import batches
from graph.mirror import CHUNK, exclusive, fingerprint
from graph.models import Change, Resource
from search import analysis
from search.documents import COLUMNS, documents
from search.models import SearchDocument

logger = logging.getLogger(__name__)

REMOVED_AT_ONCE = 300
"""Most documents that one drain removes from the index, at 0.1 milliseconds each; later drains remove the rest."""

Documents = dict[tuple[ResourceId, str], SearchDocument]
"""Search documents by resource and language."""


class SearchDocuments:
    """A follower of the journal, see `graph.journal.subscribers`."""

    name = "search"
    version = analysis.VERSION

    def follow(self, since: int) -> None:
        gained = Change.objects.filter(sequence__gt=since).order_by("sequence").values_list("resource", "kind")
        latest = dict(gained)
        withdrawn = {resource for resource, kind in latest.items() if kind == Change.Kind.WITHDRAWAL}
        if withdrawn:
            SearchDocument.objects.filter(resource__among=withdrawn).update(withdrawn=True)
        for batch in batches(sorted(latest.keys() - withdrawn), CHUNK):
            _write(batch)
        _remove_withdrawn()

    def catch_up(self) -> None:
        for chunk in Pace(CHUNK).chunks(sorted(_outdated())):
            with exclusive():
                _write(chunk)
        for chunk in Pace(REMOVED_AT_ONCE).chunks(list(_of_nobody().values_list("pk", flat=True))):
            with exclusive():
                _of_nobody().filter(pk__among=set(chunk)).delete()
        while SearchDocument.objects.filter(withdrawn=True).exists():
            with exclusive():
                _remove_withdrawn()
            give_way()

    def differences(self, resources: Collection[ResourceId] | None = None) -> Iterator[tuple[ResourceId, str]]:
        of_nobody, public = _of_nobody(), Resource.objects.filter(status=Resource.Status.PUBLIC).order_by("pk")
        if resources is not None:
            of_nobody = of_nobody.filter(resource__among=set(resources))
            public = public.filter(pk__among=set(resources))
        for resource, language in of_nobody.values_list("resource", "language"):
            yield resource, f"the document in {language or 'no language'} is of what is not public"
        for batch in batches(list(public.values_list("pk", flat=True)), CHUNK):
            expected, stands = _expected(batch), _standing(batch, withdrawn=False)
            for key in sorted(expected.keys() | stands.keys()):
                if key not in expected or key not in stands or not _same(expected[key], stands[key]):
                    yield key[0], f"the document in {key[1] or 'no language'} differs"

    def forget(self, resources: Collection[ResourceId]) -> None:
        SearchDocument.objects.filter(resource__among=set(resources)).delete()


@lru_cache(maxsize=1)
def _fingerprint(declared: Registry) -> str:
    """Return the fingerprint of the declarations, cached because computing it takes longer than making a document."""
    return fingerprint()


def _write(resources: Iterable[ResourceId]) -> None:
    """Write the documents that the journal implies for these public resources; right ones stay."""
    resources = list(resources)
    expected, stands = _expected(resources), _standing(resources)
    kept = {key for key, document in expected.items() if key in stands and _same(document, stands[key])}
    gone = {stands[key].pk for key in stands.keys() - kept}
    if gone:
        SearchDocument.objects.filter(pk__among=gone).delete()
    changes: dict[int, set[int]] = defaultdict(set)
    for key in kept:
        changes[expected[key].change].add(stands[key].pk)
    for change, documents_of_it in changes.items():
        of_change = {"change": change, "declared": _fingerprint(registry()), "withdrawn": False}
        SearchDocument.objects.filter(pk__in=documents_of_it).update(**of_change)
    SearchDocument.objects.bulk_create(document for key, document in expected.items() if key not in kept)


def _expected(resources: Iterable[ResourceId]) -> Documents:
    """Return the documents that these resources should have according to the journal."""
    found: Documents = {}
    declared = _fingerprint(registry())
    public = Resource.objects.filter(pk__in=resources, status=Resource.Status.PUBLIC).select_related("change")
    for stored in public.defer("change__nquads", "change__turtle"):
        description = readable(stored.change)
        if description and description.id in description.nodes:
            kind = description.declared.name
            for language, columns in _columns(description).items():
                found[stored.pk, language] = SearchDocument(
                    resource=stored.pk,
                    language=language,
                    type=kind,
                    change=stored.change_id,
                    declared=declared,
                    **columns,
                )
    return found


def _columns(description: Description) -> dict[str, dict[str, str]]:
    """Return the columns by language. Log an error and return none for a bad record, so that it stops no others."""
    try:
        return documents(description)
    except Exception:
        logger.exception("%s cannot be searched.", description.id)
        return {}


def _standing(resources: Iterable[ResourceId], **conditions: bool) -> Documents:
    """Return the stored documents of these resources."""
    stands = SearchDocument.objects.filter(resource__in=resources, **conditions)
    return {(document.resource, document.language): document for document in stands}


def _same(one: SearchDocument, other: SearchDocument) -> bool:
    """Return whether two documents have the same type and texts."""
    return all(getattr(one, name) == getattr(other, name) for name in ("type", *COLUMNS))


def _outdated() -> set[ResourceId]:
    """Return the public resources without a document of their present change and the present declarations."""
    present = SearchDocument.objects.filter(
        resource=OuterRef("pk"), change=OuterRef("change_id"), declared=_fingerprint(registry()), withdrawn=False
    )
    public = Resource.objects.filter(status=Resource.Status.PUBLIC)
    return set(public.exclude(Exists(present)).values_list("pk", flat=True))


def _of_nobody() -> QuerySet[SearchDocument]:
    """Return the documents of resources that are not public, except those marked as withdrawn."""
    public = Resource.objects.filter(pk=OuterRef("resource"), status=Resource.Status.PUBLIC)
    return SearchDocument.objects.filter(withdrawn=False).exclude(Exists(public))


def _remove_withdrawn() -> None:
    """Delete up to `REMOVED_AT_ONCE` of the documents marked as withdrawn."""
    withdrawn = SearchDocument.objects.filter(withdrawn=True).values_list("pk", flat=True)[:REMOVED_AT_ONCE]
    if chosen := set(withdrawn):
        SearchDocument.objects.filter(pk__among=chosen).delete()
