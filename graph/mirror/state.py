"""The state row: how it begins, how it is made again when lost, and what must hold of it before anybody answers."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max

from graph.declarations import registry
from graph.journal import followers
from graph.models import Change, Resource, State
from graph.text import rich_text

MARKING_IS_OFF = (
    "Changes are not being marked: a migration is running, or has failed. Run `manage.py migrate` to the end; where "
    "none is left to apply, the worker and every start of the web repair this."
)
MISSING = "The graph has no state row: the worker and every start of the web make it again."
COUNT_IS_WRONG = (
    "The state row counts {counted} changes where the journal has {newest}: one of them was altered. The worker and "
    "every start of the web repair this."
)


def problem(state: State, newest: int) -> str:
    """Return why nobody may answer from this state, or nothing; `newest` is the journal's last number."""
    if not state.marking:
        return MARKING_IS_OFF
    if state.sequence != newest:
        return COUNT_IS_WRONG.format(counted=state.sequence, newest=newest)
    return _other_base_iri(state)


def initial_state() -> dict[str, Any]:
    """Return the fields of a row that begins, or that was lost and continues the journal that is there.

    The row of an empty journal learns its base IRI and fingerprint when it is used, see `settle_identity`. The
    fingerprint of a lost row is unknown, so the worker rebuilds.
    """
    return {"sequence": newest_change(), "base_iri": _base_iri_of_the_journal()}


def settle_identity(state: State) -> None:
    """Write into the row of an empty journal what it is used with: nothing was made with anything else yet."""
    known = (state.base_iri, state.fingerprint)
    if (not state.base_iri or not state.sequence) and known != (settings.GRAPH_BASE_IRI, fingerprint()):
        state.base_iri, state.fingerprint = settings.GRAPH_BASE_IRI, fingerprint()
        state.save(update_fields=["base_iri", "fingerprint"])


def correct_count(state: State) -> None:
    """Make the row count what the journal holds; numbers may be given out again, so the epoch is another one."""
    newest = newest_change()
    if state.sequence != newest:
        state.sequence, state.epoch = newest, uuid.uuid4()


def newest_change() -> int:
    return Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0


def fingerprint() -> str:
    """Return a digest of what the journal is written with: all declarations, and the licence stated in every record.

    It includes how texts are described, and the versions of the followers, so that what they make of the journal is
    made again with it.
    """
    declarations = (repr((declared.graph_type, list(declared.fields.values()))) for declared in registry())
    versions = (f"{each.name} {each.version}" for each in followers())
    text = "\n".join([settings.LICENCE, f"texts {rich_text.VERSION}", *declarations, *versions])
    return hashlib.sha256(text.encode()).hexdigest()


def require_same_base_iri(state: State) -> None:
    """Raise where data made with one base IRI would be served under another: identifiers are for ever."""
    if sentence := _other_base_iri(state):
        raise ImproperlyConfigured(sentence)


def _other_base_iri(state: State) -> str:
    if not state.sequence or state.base_iri in ("", settings.GRAPH_BASE_IRI):
        return ""
    return (
        f"This database's identifiers begin with {state.base_iri}, but GRAPH_BASE_IRI is "
        f"{settings.GRAPH_BASE_IRI}. Set it back, or run `manage.py rebuild_graph --base-iri "
        f"{settings.GRAPH_BASE_IRI}` to give every resource a new identifier."
    )


def _base_iri_of_the_journal() -> str:
    """Read the base IRI from what the journal says of any public resource: its IRI ends in its id."""
    public = Resource.objects.filter(status=Resource.Status.PUBLIC).exclude(change__nquads="")
    for resource, nquads in public.values_list("pk", "change__nquads")[:100]:
        if found := re.search(rf"<([^<>\s]*)/id/{re.escape(resource)}>", nquads):
            return found[1]
    return ""
