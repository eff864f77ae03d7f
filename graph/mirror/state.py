"""Create, restore and check the state row, which must be valid before readers get an answer."""

from __future__ import annotations

import hashlib
import re
import uuid

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import override

from graph.declarations import registry
from graph.description import turtle
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
    """Return why readers may not be answered from this state, or ""; `newest` is the journal's last number."""
    if not state.marking:
        return MARKING_IS_OFF
    if state.sequence != newest:
        return COUNT_IS_WRONG.format(counted=state.sequence, newest=newest)
    return _other_base_iri(state)


def load_state() -> State:
    """Return the state row; a lost row is made again, and its count corrected to the journal's newest number.

    With a corrected count a new epoch begins, as numbers may be used again. A new row continues the journal: in an
    empty one it gets its base IRI and fingerprint when it is first used, see `settle_identity`. The fingerprint of a
    lost row is unknown, so the worker rebuilds.
    """
    newest = Change.objects.order_by("-sequence").values("sequence")[:1]
    state = State.objects.annotate(newest=Coalesce(Subquery(newest), 0)).filter(pk=1).first()
    if state is None:
        count = Change.objects.aggregate(newest=Max("sequence"))["newest"] or 0
        return State.objects.create(pk=1, sequence=count, base_iri=_base_iri_of_the_journal())
    if state.sequence != state.newest:
        state.sequence, state.epoch = state.newest, uuid.uuid4()
    return state


def settle_identity(state: State) -> None:
    """Set the base IRI and the fingerprint in the row of an empty journal, which holds no data made with others."""
    known = (state.base_iri, state.fingerprint)
    if (not state.base_iri or not state.sequence) and known != (settings.GRAPH_BASE_IRI, fingerprint()):
        state.base_iri, state.fingerprint = settings.GRAPH_BASE_IRI, fingerprint()
        state.save(update_fields=["base_iri", "fingerprint"])


def fingerprint() -> str:
    """Return a digest of all inputs other than content: the declarations, and the licence stated in every record.

    It includes the version of the description of texts, and the versions of the followers, so that their data is
    rebuilt together with the journal.
    """
    versions = (f"{each.name} {each.version}" for each in followers())
    # Labels and definitions are translated where they are shown: an editor's language is no change of them.
    with override(None):
        declarations = [repr((declared.graph_type, list(declared.fields.values()))) for declared in registry()]
    text = "\n".join(
        [settings.LICENCE, f"texts {rich_text.VERSION}", f"turtle {turtle.VERSION}", *declarations, *versions]
    )
    return hashlib.sha256(text.encode()).hexdigest()


def require_same_base_iri(state: State) -> None:
    """Raise `ImproperlyConfigured` where data made with one base IRI would be served under another.

    Identifiers must never change.
    """
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
    """Return the base IRI read from the N-Quads of any public resource, whose IRI ends in its id; "" if none fits."""
    public = Resource.objects.filter(status=Resource.Status.PUBLIC).exclude(change__nquads="")
    for resource, nquads in public.values_list("pk", "change__nquads")[:100]:
        if found := re.search(rf"<([^<>\s]*)/id/{re.escape(resource)}>", nquads):
            return found[1]
    return ""
