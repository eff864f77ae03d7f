"""Restores a page or organisation to its state before an import or a batch, by new revisions of the old content."""

from dataclasses import dataclass

from django.db.models import Model
from wagtail.models import Page, Revision

from cms.acting import system
from cms.acting.actor import Actor


class Lost(Exception):
    """The earlier revision has been deleted since."""


@dataclass(frozen=True)
class Before:
    """Primary keys of the revisions of a page or an organisation: its newest draft, and its public one if any."""

    draft: int
    public: int | None
    changed: bool = False
    """Whether the draft had unpublished changes."""


def remember(page: Page) -> Before:
    """Return the state of a page, after creating the revisions of it that are missing."""
    public = page.live_revision_id if page.live else None
    draft = page.latest_revision
    if page.live and public is None:
        kept = system.keep_state(page.specific)
        public = kept.pk
        changed = draft and page.has_unpublished_changes
        draft = system.keep_state(draft.as_object()) if changed else kept
    elif draft is None:
        draft = system.keep_state(page.specific)
    return Before(draft.pk, public, page.has_unpublished_changes)


def restore(thing: Model, before: Before, actor: Actor) -> None:
    """Restore the public version and the draft, with the permissions of the actor.

    Raises `Lost` if a revision is gone, and `NotAllowed`.
    """
    draft, public = _earlier(thing, before.draft), before.public and _earlier(thing, before.public)
    published = thing.live and thing.live_revision_id != before.public
    if published and public is None:
        actor.unpublish(thing)
    elif published:
        actor.save(public.as_object(), publish=True, clean=False)
    if not published or before.draft != before.public:
        actor.save(draft.as_object(), clean=False)
    if thing.live and not before.changed:
        system.note_no_changes(thing)


def _earlier(thing: Model, number: int) -> Revision:
    earlier = Revision.objects.for_instance(thing).filter(pk=number).first()
    if earlier is None:
        raise Lost
    return earlier
