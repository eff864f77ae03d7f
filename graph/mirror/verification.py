"""Verify the mirror: describe resources again from the database and compare every form in which they are stored.

`stored_differences` compares all resources, `differences_of` only some, which the worker does continuously. Stored
content is not trusted: a row that cannot be read is a difference like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from graph.identity import ResourceId
from graph.journal import address_book, followers, shut
from graph.marks import LEFT_TO_WORKER, everything, triggers
from graph.mirror.availability import Unavailable
from graph.mirror.decision import Decision, Scope
from graph.mirror.draining import drain_completely, freshness
from graph.mirror.facts import IndependentReader, Reader, private_pages
from graph.mirror.stored import differing_parts, faults_of_rows
from graph.models import PendingMark, PrivateLanguage, Reason, Reference, Resource
from graph.visibility import PageRules, next_expiry

Status = Resource.Status


@dataclass(frozen=True)
class Difference:
    """A place where the mirror does not match the database."""

    where: str
    """"state", "triggers", "journal", "references", "addresses", "replica" or the name of a follower."""
    resource: ResourceId
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.resource}: {self.what}" if self.resource else f"{self.where}: {self.what}"


def stored_differences() -> Iterator[Difference]:
    """Drain all marks as far as possible, then yield all differences between the stored forms and the content."""
    yield from _state_differences()
    for failed in PendingMark.objects.exclude(error=""):
        yield Difference("journal", failed.key, f"could not be described: {failed.error}")
    rules = PageRules.at(timezone.now())
    decision = IndependentReader(rules).decided(Scope.of_rebuild(everything()))
    yield from _of_resources(decision, None, rules)
    for follower in followers():
        for resource, what in follower.differences():
            yield Difference(follower.name, resource, what)


def differences_of(resources: Collection[ResourceId]) -> Iterator[Difference]:
    """Yield the differences of some resources without draining; resources left to the worker are not compared."""
    waiting = PendingMark.objects.filter(
        txid=LEFT_TO_WORKER, scope=PendingMark.Scope.RESOURCE, key__among=set(resources)
    )
    settled = set(resources).difference(waiting.values_list("key", flat=True))
    rules = PageRules.at(timezone.now())
    yield from _of_resources(Reader(rules).decided(Scope.of_check(settled)), settled, rules)
    for follower in followers():
        for resource, what in follower.differences(settled):
            yield Difference(follower.name, resource, what)


def _state_differences() -> Iterator[Difference]:
    try:
        state, pending = freshness()
        if not pending and state.next_expiry != next_expiry(timezone.now()):
            # Compared before draining, because a drain would correct it silently.
            yield Difference("state", "", f"the next expiry is not at {state.next_expiry}")
        drain_completely()
    except Unavailable as error:
        yield Difference("state", "", error.problem)
    for problem in triggers.problems():
        yield Difference("triggers", "", problem)


def _of_resources(
    expected: Decision, resources: Collection[ResourceId] | None, rules: PageRules
) -> Iterator[Difference]:
    """Yield the differences of some resources, or of all, in the journal, its past, references and addresses."""
    yield from _journal_differences(expected, resources)
    yield from _past_differences(resources, rules)
    yield from _reference_differences(expected, resources)
    yield from _address_differences(expected)


def _journal_differences(expected: Decision, resources: Collection[ResourceId] | None) -> Iterator[Difference]:
    rows = Resource.objects.all() if resources is None else Resource.objects.filter(pk__among=set(resources))
    public = set(rows.filter(status=Status.PUBLIC).values_list("pk", flat=True))
    for resource in sorted(expected.contents.keys() - public):
        yield Difference("journal", resource, "is public, but missing")
    for resource in sorted(public - expected.contents.keys()):
        yield Difference("journal", resource, "is not public, but still there")
    for resource, what in faults_of_rows(rows, resources):
        yield Difference("journal", resource, what)
    shown = rows.filter(status=Status.PUBLIC).select_related("change").order_by("pk")
    for row in shown.iterator(chunk_size=200):
        if row.pk in expected.contents:
            for part in differing_parts(expected.contents[row.pk], row):
                yield Difference("journal", row.pk, f"{part} differs")


def _past_differences(resources: Collection[ResourceId] | None, rules: PageRules) -> Iterator[Difference]:
    """Yield the private resources whose past is still shown."""
    rows = Resource.objects.all() if resources is None else Resource.objects.filter(pk__among=set(resources))
    status = dict(rows.values_list("pk", "status"))
    private = private_pages(status, rules)
    withdrawn = {each for each, kept in status.items() if kept == Status.WITHDRAWN}
    for resource in sorted(withdrawn & (private.keys() | shut(withdrawn))):
        yield Difference("journal", resource, "was made private, but its past is told")
    noted: dict[ResourceId, set[str]] = defaultdict(set)
    for resource, language in PrivateLanguage.objects.filter(resource__among=private.keys()).values_list(
        "resource", "language"
    ):
        noted[resource].add(language)
    urls = rows.filter(pk__among=private.keys(), status=Status.PUBLIC).values_list("pk", "change__values__urls")
    public = {resource: set(stored or ()) for resource, stored in urls}
    for resource, languages in sorted(private.items()):
        if languages - public.get(resource, set()) - noted[resource]:
            yield Difference("journal", resource, "was made private in a language, but its past in it is told")


def _reference_differences(expected: Decision, resources: Collection[ResourceId] | None) -> Iterator[Difference]:
    rows, reasons = Reference.objects.all(), Reason.objects.all()
    if resources is not None:
        rows, reasons = rows.filter(source__among=set(resources)), reasons.filter(because__among=set(resources))
    kept: dict[ResourceId, dict[ResourceId, bool]] = defaultdict(dict)
    for source, target, makes_public in rows.values_list("source", "target", "makes_public").iterator():
        kept[source][target] = makes_public
    for source in sorted(kept.keys() | expected.mentions.keys()):
        if kept.get(source, {}) != expected.mentions.get(source, {}):
            yield Difference("references", source, "what is noted of its mentions differs")
    noted = set(reasons.values_list("resource", "because", "language").iterator())
    for resource, because, _ in sorted(expected.reasons - noted):
        yield Difference("references", because, f"that {resource} is public because of it is not noted")


def _address_differences(expected: Decision) -> Iterator[Difference]:
    """Yield the addresses of existing pages that name another resource; addresses of former pages are not checked."""
    urls = {url: resource for resource, each in expected.contents.items() for url in each["values"]["urls"].values()}
    found = address_book.last_at(urls)
    for url, resource in sorted(urls.items()):
        if found.get(url) != resource:
            yield Difference("addresses", resource, f"{url} does not lead to it")


def resources_of(found: Iterable[Difference], *places: str) -> set[ResourceId]:
    """Return the resources of the differences in these places."""
    return {each.resource for each in found if each.where in places and each.resource}
