"""Prepare a web process before its first answer: check or repair the marking of changes, and load the graph."""

from __future__ import annotations

import logging

from graph import replica
from graph.mirror import Unavailable, fingerprint, marking, require_same_base_iri
from graph.models import State

logger = logging.getLogger(__name__)


def prepare() -> None:
    """Refuse another base IRI, repair the marking of changes, and load the graph, which forked workers then share.

    If marking cannot be repaired now, the web process starts all the same: editors can work, and readers get 503.
    """
    try:
        marking.repair(starting=True)
        for state in State.objects.all():
            require_same_base_iri(state)
            if state.fingerprint not in ("", fingerprint()):
                logger.warning("The declarations have changed: the old graph is served until the worker rebuilds it.")
        replica.preload()
    except Unavailable as error:
        logger.error("Readers get 503 for now. %s", error.problem)
