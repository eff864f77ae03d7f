"""What must hold before this installation answers: the base IRI that its data was made with, and its triggers."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from graph import content
from graph.followers import followers
from graph.models import State
from graph.registry import registry

logger = logging.getLogger(__name__)


def prepare() -> None:
    """Before the first answer: refuse another base IRI, and load the graph, which forked workers then share."""
    from graph import replica

    for state in State.objects.all():
        require_same_base_iri(state)
        if state.fingerprint != fingerprint():
            logger.warning("The declarations have changed: the old graph is served until the worker has rebuilt it.")
    replica.preload()


def initial_state() -> dict[str, Any]:
    """Of a journal in which nothing stands yet."""
    return {"base_iri": settings.GRAPH_BASE_IRI, "fingerprint": fingerprint()}


def fingerprint() -> str:
    """Digest of what the journal is written with: all declarations, and the licence that stands in every record.

    Of how texts are described too, and of the followers' versions: what they make of it is made anew with it.
    """
    declarations = (repr((declared.graph_type, list(declared.fields.values()))) for declared in registry())
    versions = (f"{each.name} {each.version}" for each in followers())
    text = "\n".join([settings.LICENCE, f"texts {content.VERSION}", *declarations, *versions])
    return hashlib.sha256(text.encode()).hexdigest()


def require_same_base_iri(state: State) -> None:
    """Identifiers are for ever: data made with one base IRI must not be served under another."""
    if state.base_iri != settings.GRAPH_BASE_IRI:
        raise ImproperlyConfigured(
            f"This database's identifiers begin with {state.base_iri}, but GRAPH_BASE_IRI is "
            f"{settings.GRAPH_BASE_IRI}. Set it back, or run `manage.py rebuild_graph --base-iri "
            f"{settings.GRAPH_BASE_IRI}` to give every resource a new identifier."
        )
