"""Write decisions to the journal, and to the tables that are kept beside it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from graph.identity import ResourceId
from graph.journal import Journal, address_book, follow_reasons, note_languages, note_reasons, references
from graph.marks import forget_failures, keep_failures
from graph.mirror.decision import Decision, Scope
from graph.mirror.facts import Reader
from graph.mirror.withdrawal import Withdrawal
from graph.models import Resource

Status = Resource.Status


def settle(scope: Scope, reader: Reader, journal: Journal) -> frozenset[ResourceId]:
    """Bring the journal up to date for a scope; returns the resources that have to be settled later."""
    decision = reader.decided(scope)
    write(decision, journal)
    return decision.later


def hide(affected: AbstractSet[ResourceId], reader: Reader, journal: Journal) -> frozenset[ResourceId]:
    """Withdraw what is hidden of the affected resources; returns the resources that have to be settled later."""
    withdrawal = reader.withdrawn(affected)
    withdraw(withdrawal, journal)
    return withdrawal.later


def write(decision: Decision, journal: Journal) -> None:
    """Write a complete decision; nothing is written where the journal says the same already."""
    forget_failures(decision.examined)
    note_reasons(decision.reasons)
    references.replace({each: decision.mentions[each] for each in decision.mentions_differ})
    address_book.enter((each.key, each.address, each.resource) for each in decision.addresses)
    for resource, digest in sorted(decision.digests.items()):
        journal.record(resource, decision.contents[resource], digest)
    journal.withdraw(decision.gone & decision.secret, Status.SUPPRESSED)
    journal.withdraw(decision.gone - decision.secret, Status.WITHDRAWN)
    journal.flush()
    _hide_past(decision.secret - decision.gone)
    changed = note_languages(decision.private, decision.languages)
    hidden = decision.examined - decision.contents.keys()
    follow_reasons(changed | hidden | decision.appeared)
    keep_failures(decision.failures)


def withdraw(withdrawal: Withdrawal, journal: Journal) -> None:
    """Write a withdrawal, by a few statements for any number of resources."""
    gone, secret = withdrawal.gone, withdrawal.secret
    references.forget(gone)
    journal.withdraw(gone & secret, Status.SUPPRESSED)
    journal.withdraw(gone - secret, Status.WITHDRAWN)
    settled = withdrawal.affected - gone
    _hide_past(secret - gone)
    note_languages(
        {each: languages for each, languages in withdrawal.private.items() if each in settled},
        dict.fromkeys(settled, frozenset()),
    )
    follow_reasons(withdrawal.affected | gone)


def _hide_past(resources: frozenset[ResourceId]) -> None:
    """Hide the past of resources that were made private after they were withdrawn."""
    Resource.objects.filter(pk__among=resources, status=Status.WITHDRAWN).update(status=Status.SUPPRESSED)
