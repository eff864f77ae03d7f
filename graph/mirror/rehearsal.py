"""Compute what the journal would gain if a page were published as its newest draft says, without publishing it.

The draft is saved in a transaction that is always rolled back. So the triggers, the rules of what is public and the
descriptions are those of a real publication, records that the draft names and pages that mention it included. Nobody
is told: no signal of Wagtail's is sent, and what waits for the end of the transaction is dropped with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from wagtail.models import Page, Site

from graph.identity import ResourceId, id_of
from graph.journal import content_of, described
from graph.marks import affected_by, marks_since, newest_mark
from graph.mirror.decision import Content, Decision, Scope
from graph.mirror.facts import Reader
from graph.models import State
from graph.visibility import PageRules

MOST = 300
"""Maximum number of resources that are described for one rehearsal, and of resources that mention these."""

MaySee = Callable[[AbstractSet[ResourceId]], AbstractSet[ResourceId]]
"""A function that returns the subset of resources, not public yet, that an editor may see."""


class Unpublishable(Exception):
    """The draft cannot be published as it stands; the text says why."""


@dataclass(frozen=True)
class Rehearsal:
    """What would differ from the journal of this epoch and sequence number."""

    epoch: uuid.UUID
    sequence: int
    contents: Mapping[ResourceId, Content]
    """The contents of resources that would differ, as changes hold them."""
    gone: frozenset[ResourceId]
    addresses: Mapping[ResourceId, ResourceId]
    """Resources by address reference that would enter the address book."""
    is_complete: bool
    """False where more resources would differ than are described for a rehearsal."""


def rehearse(page: Page, may_see: MaySee) -> Rehearsal:
    """Return what publishing the newest draft of a page would change.

    Records that would become public with the page are left out unless `may_see` returns them. Raise `Unpublishable`
    for a draft that cannot be saved as a published page.
    """
    with _undone():
        state = State.objects.get()
        before = newest_mark()
        _save_as_published(page)
        affected = affected_by(marks_since(before))
        scope = Scope.of_drain(affected if len(affected) <= MOST else _nearest(page, affected), follows=MOST)
        decision = Reader(PageRules.at(timezone.now())).decided(scope)
        hidden = decision.appeared - may_see(decision.appeared)
    # Roots of sites are cached by Wagtail for all processes, and must not stay as the draft has them.
    Site.clear_site_root_paths_cache()
    return Rehearsal(
        state.epoch,
        state.sequence,
        _without(hidden, decision),
        decision.gone,
        {entry.key: entry.resource for entry in decision.addresses},
        is_complete=scope.affected >= affected and not decision.later,
    )


@contextmanager
def _undone() -> Iterator[None]:
    """Open a transaction that is rolled back at its end, in which no background task starts.

    On PostgreSQL it sees one snapshot, as a drain does.
    """
    outermost = not connection.in_atomic_block
    with _no_tasks(), transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
        transaction.set_rollback(True)


@contextmanager
def _no_tasks() -> Iterator[None]:
    """Drop the tasks that signals start in this thread, such as those that update Wagtail's own indexes.

    With the usual backend these run at once, and a search server would not roll back.
    """
    usual = {alias: task_backends[alias] for alias in task_backends}
    for alias in usual:
        task_backends[alias] = DummyBackend(alias, task_backends.settings[alias])
    try:
        yield
    finally:
        for alias, backend in usual.items():
            task_backends[alias] = backend


def _save_as_published(page: Page) -> None:
    """Save the newest draft of a page as Wagtail does when it is published now, whatever its form lacks.

    Who watches the address of the site must not see it change, so the root page of a site keeps its slug.
    """
    page, now = page.specific, timezone.now()
    draft = page.get_latest_revision_as_object()
    draft.live, draft.expired, draft.has_unpublished_changes, draft.go_live_at = True, False, False, None
    draft.first_published_at, draft.last_published_at = draft.first_published_at or now, now
    draft.live_revision = draft.latest_revision
    if page.is_site_root():
        draft.slug = page.slug
    try:
        draft.save(clean=False)
    except (ValidationError, IntegrityError) as error:
        raise Unpublishable(" ".join(getattr(error, "messages", ())) or "It lacks what every page needs.") from error


def _nearest(page: Page, affected: AbstractSet[ResourceId]) -> set[ResourceId]:
    """Return the resource of the page and as many others as one rehearsal describes."""
    own = {id_of(page.specific) or ""}
    return {*own, *sorted(affected - own)[: MOST - 1]}


def _without(hidden: AbstractSet[ResourceId], decision: Decision) -> dict[ResourceId, Content]:
    """Return the contents that differ from the journal, without hidden resources and mentions of these."""
    shown = {each: decision.contents[each] for each in decision.digests.keys() - hidden}
    if not hidden:
        return shown
    return {
        each: content_of(described(each, content).restricted(lambda to: to not in hidden))
        for each, content in shown.items()
    }
