"""Running and undoing of batches, with a separate transaction for each page, so that database locks are brief."""

import time
from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from cms.acting import Actor, Before, Lost, NotAllowed, as_user, remember, restore
from cms.admin.bulk.operations import Operation, of_batch
from cms.models import Batch, BatchedPage

SECONDS = 5
"""Time in seconds for which one request works on a batch; the next request continues."""
State = BatchedPage.State
Act = Callable[[Page], None]
Work = Callable[[BatchedPage, Page], Act]
"""A function that is called outside of a transaction, and returns the function to call in it."""


def run(batch: Batch, user: AbstractBaseUser) -> bool:
    """Change the waiting pages of a batch, for at most `SECONDS`. Return whether all are done."""
    doing = of_batch(batch)
    if not doing.begin(batch, user, time.monotonic() + SECONDS):
        return False
    return _work(batch, State.WAITING, lambda item, page: _prepared(doing, item, page, user))


def give_up(batch: Batch) -> None:
    """Mark the batch as undone from now on, and mark its waiting pages as left alone."""
    batch.undone_at = timezone.now()
    batch.save(update_fields=["undone_at"])
    batch.pages.filter(state=State.WAITING).update(state=State.LEFT, note=_("It was undone before."))


def undo(batch: Batch, user: AbstractBaseUser) -> bool:
    """Restore each page that has not been edited since, for at most `SECONDS`. Return whether all are finished."""
    return _work(batch, State.DONE, lambda item, page: lambda locked: _undo(item, locked, as_user(user)))


def _work(batch: Batch, state: str, work: Work) -> bool:
    end = time.monotonic() + SECONDS
    for item in list(batch.pages.filter(state=state).select_related("page")):
        if time.monotonic() > end:
            return False
        try:
            _do_one(item, work(item, item.page.specific))
        except (NotAllowed, ValidationError) as error:
            item.state = State.KEPT if state == State.DONE else State.LEFT
            item.note = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            item.save()
    return True


def _do_one(item: BatchedPage, act: Act) -> None:
    """Change one page in a transaction, with the batch's row and the page locked.

    Does nothing if another request has taken this page of the batch or if the page is gone. Raises ValidationError if
    the page has been saved since it was read.
    """
    with transaction.atomic():
        mine = BatchedPage.objects.select_for_update().filter(pk=item.pk, state=item.state).exists()
        page = Page.objects.select_for_update().filter(pk=item.page_id).first()
        if not mine or page is None:
            return
        if page.latest_revision_id != item.page.latest_revision_id:
            raise ValidationError(_("Somebody saved it at this moment."))
        act(page.specific)
        # Undoing has deleted a page that the batch had made, and the item with it.
        if BatchedPage.objects.filter(pk=item.pk).exists():
            item.save()


def _prepared(doing: Operation, item: BatchedPage, page: Page, user: AbstractBaseUser) -> Act:
    reason = doing.refusal(page, user)
    act = None if reason else doing.prepare(page, user, item)

    def do(locked: Page) -> None:
        if act is None:
            item.state, item.note = State.LEFT, reason
            return
        before = remember(locked)
        item.note = act()
        item.draft_before, item.public_before, item.changed_before = before.draft, before.public, before.changed
        after = Page.objects.get(pk=page.pk)
        item.revision, item.public_revision = after.latest_revision_id, after.live_revision_id
        item.state = State.DONE

    return do


def _undo(item: BatchedPage, page: Page, actor: Actor) -> None:
    item.state = State.KEPT
    if (page.latest_revision_id, page.live_revision_id) != (item.revision, item.public_revision):
        item.note = _("Somebody has edited or published it since.")
        return
    if item.change.get("made"):
        actor.delete(page)
        return
    try:
        if item.review:
            _end_review(item.review, actor)
        else:
            restore(page, Before(item.draft_before, item.public_before, item.changed_before), actor)
    except Lost:
        item.note = _("Its earlier revision is gone.")
    else:
        item.state, item.note = State.UNDONE, ""


def _end_review(number: int, actor: Actor) -> None:
    state = WorkflowState.objects.filter(pk=number).first()
    if state and state.status in (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES):
        actor.end_review(state)
