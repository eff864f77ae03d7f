"""Lay the draft of a page over the public graph, with all that its publication would change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import OperationalError
from django.utils.translation import gettext_noop
from wagtail.models import Page

from graph.declarations import primary_language
from graph.identity import ResourceId, id_of
from graph.mirror import Rehearsal, Unpublishable, ensure_fresh, rehearse
from graph.previews.grants import Grant
from graph.previews.marks import MarkedOverlay
from graph.refusals import Refusal
from graph.replica import Drafts, Overlay, reading, reading_instead

TRIES = 5
"""How often a rehearsal is repeated because the public graph has changed meanwhile."""
BUSY = gettext_noop("Too much is being published just now: try again in a moment.")


@dataclass(frozen=True)
class Preview:
    """What one request is shown."""

    page: Page
    overlay: Overlay
    is_complete: bool
    """False where publishing the page would change more resources than are described for a preview."""

    @property
    def resource(self) -> ResourceId:
        return id_of(self.page) or ""

    @property
    def language(self) -> str:
        return primary_language(self.page.locale.language_code)

    @property
    def is_visible(self) -> bool:
        """Tell if readers would see the page if it were published. They would not if it is private or has expired."""
        return self.resource in self.overlay and self.language in self.overlay.node(self.resource)["urls"]


@contextmanager
def previewing(grant: Grant, *, marked: bool = False) -> Iterator[Preview]:
    """Let readers in this thread read the public graph with the draft until the block ends; with marks if `marked`.

    Raise Refusal for a draft that cannot be published as it stands, or if the graph changes all the time.
    """
    for _ in range(TRIES):
        rehearsal = _rehearsed(grant)
        if rehearsal is None:
            continue
        with reading() as replica:
            if (replica.epoch, replica.sequence) == (rehearsal.epoch, rehearsal.sequence):
                drafts = Drafts(rehearsal.contents, rehearsal.gone, rehearsal.addresses)
                overlay = (MarkedOverlay if marked else Overlay)(replica, drafts, grant.pass_for)
                with reading_instead(overlay):
                    yield Preview(grant.page, overlay, rehearsal.is_complete)
                return
    raise Refusal(503, BUSY)


def _rehearsed(grant: Grant) -> Rehearsal | None:
    """Return what publishing the draft would change, or None if an editor has saved the page at the same time."""
    ensure_fresh()
    try:
        return rehearse(grant.page, grant.may_see)
    except Unpublishable as error:
        raise Refusal(422, "The draft cannot be published as it stands: %(error)s", error=error) from error
    except OperationalError:
        # On PostgreSQL, the snapshot of the rehearsal is older than the row that it would save.
        return None
