"""Leads a page back to what it was before an import or a change of many pages, by new revisions of the old content."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision


class Lost(Exception):
    """The earlier revision has been deleted meanwhile."""


@dataclass(frozen=True)
class Before:
    """Revisions of a page: its newest draft, and what was public if it was."""

    draft: int
    public: int | None
    changed: bool = False


def remember(page: Page) -> Before:
    """What the page is, with a revision of it where it has none yet."""
    public = page.live_revision_id if page.live else None
    draft = page.latest_revision
    if page.live and public is None:
        kept = page.specific.save_revision(clean=False, changed=False)
        public = kept.pk
        changed = draft and page.has_unpublished_changes
        draft = draft.as_object().save_revision(clean=False) if changed else kept
    elif draft is None:
        draft = page.specific.save_revision(clean=False, changed=False)
    return Before(draft.pk, public, page.has_unpublished_changes)


def restore(page: Page, before: Before, user: AbstractBaseUser | None = None) -> None:
    """Public what was public, and drafts what were drafts; with a user, only what that user may do.

    Raises `Lost`, and PermissionDenied.
    """
    draft, public = _earlier(page, before.draft), before.public and _earlier(page, before.public)
    skip = user is None
    published = page.live and page.live_revision_id != before.public
    if published and public is None:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=skip)
    elif published:
        _save(public, user, publish=True)
    if not published or before.draft != before.public:
        _save(draft, user, publish=False)
    if page.live and not before.changed:
        Page.objects.filter(pk=page.pk).update(has_unpublished_changes=False)


def _earlier(page: Page, number: int) -> Revision:
    earlier = Revision.objects.for_instance(page).filter(pk=number).first()
    if earlier is None:
        raise Lost
    return earlier


def _save(earlier: Revision, user: AbstractBaseUser | None, publish: bool) -> None:
    content = earlier.as_object()
    EditPageAction(content, user=user, publish=publish, clean=False).execute(skip_permission_checks=user is None)
