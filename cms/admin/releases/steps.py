"""Approve a release, publish it in one transaction, and take it back whole.

Each step is done for all pages or for none. What reads the graph, such as checks, runs before the transaction.
"""

import logging
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.acting import Actor, Before, Lost, NotAllowed, as_user, remember, restore
from cms.admin.bulk import refusals
from cms.models import Release, ReleasedPage

logger = logging.getLogger(__name__)

MOST = 50
"""The number of pages in a release: they are published in one transaction, which must be brief."""


def add(release: Release, pages: Iterable[Page], actor: Actor) -> list[str]:
    """Add pages to an open release; return a sentence for each that was left out."""
    _require(release.is_open(), _("Pages are added before the release is approved."))
    left_out = []
    for page in pages:
        reason = refusals.of_editing(page, actor.user)
        if not reason and release.pages.count() >= MOST:
            reason = _("A release has %(n)s pages at most.") % {"n": MOST}
        if reason:
            left_out.append(f"{page.get_admin_display_title()}: {reason}")
        else:
            ReleasedPage.objects.get_or_create(release=release, page_id=page.pk)
    return left_out


def problems(release: Release, actor: Actor) -> dict[int, str]:
    """Return why pages cannot be published by the actor as they are, by primary key of the page."""
    found = {}
    for item in _items(release):
        page = item.page.specific
        if reason := refusals.of_publishing(page, actor.user) or _changed(item, page):
            found[page.pk] = reason
    return found


def approve(release: Release, actor: Actor) -> None:
    """Fix the versions that are published; whoever approves must be allowed to publish all of them."""
    _require(release.is_open() and release.pages.exists(), _("There is nothing in it that could be approved."))
    _require_none(release, problems(release, actor))
    with transaction.atomic():
        for item in _items(release):
            item.revision = item.page.latest_revision_id
            item.save(update_fields=["revision"])
        release.approved_by, release.approved_at, release.problem = actor.user, timezone.now(), ""
        release.save(update_fields=["approved_by", "approved_at", "problem"])


def reopen(release: Release, actor: Actor) -> None:
    """Withdraw the approval, so that pages can be added and changed."""
    _require(release.published_at is None, _("It is published already."))
    release.approved_by = release.approved_at = None
    release.save(update_fields=["approved_by", "approved_at"])
    release.pages.update(revision=None)


def publish(release: Release, actor: Actor) -> None:
    """Publish the approved versions in one transaction. Raise ValidationError or `NotAllowed`, and publish nothing."""
    _require_none(release, problems(release, actor))
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        _require(bool(locked.approved_at) and not locked.published_at, _("It is not approved, or published already."))
        for item, page in _locked(release):
            _require(page.latest_revision_id == item.revision, _changed(item, page))
            before = remember(page)
            actor.publish(page)
            after = Page.objects.get(pk=page.pk)
            item.draft_before, item.public_before, item.changed_before = before.draft, before.public, before.changed
            item.draft_after, item.public_after = after.latest_revision_id, after.live_revision_id
            item.save()
        release.published_at, release.problem = timezone.now(), ""
        release.save(update_fields=["published_at", "problem"])


def take_back(release: Release, actor: Actor) -> None:
    """Restore all pages in one transaction; if somebody has edited one since, none."""
    with transaction.atomic():
        locked = Release.objects.select_for_update().get(pk=release.pk)
        _require(
            bool(locked.published_at) and not locked.taken_back_at, _("There is nothing that could be taken back.")
        )
        for item, page in _locked(release):
            there = (page.latest_revision_id, page.live_revision_id)
            changed = _("“%(page)s” was edited or published since: take that back first.") % {"page": page.title}
            _require(there == (item.draft_after, item.public_after), changed)
            try:
                restore(page, Before(item.draft_before, item.public_before, item.changed_before), actor)
            except Lost as error:
                raise ValidationError(_("The earlier version of “%(page)s” is gone.") % {"page": page.title}) from error
        release.taken_back_at = timezone.now()
        release.save(update_fields=["taken_back_at"])


def publish_due() -> None:
    """Publish the approved releases whose moment has come, with the rights of whoever approved them."""
    due = Release.objects.filter(
        publish_at__lte=timezone.now(), approved_at__isnull=False, published_at=None, problem=""
    )
    for release in due.select_related("approved_by"):
        try:
            if release.approved_by is None:
                raise ValidationError(_("Whoever approved it has no account any more."))
            publish(release, as_user(release.approved_by))
        except (ValidationError, NotAllowed) as error:
            release.problem = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            release.save(update_fields=["problem"])
            logger.warning("The release %s was not published: %s", release, release.problem)


def _items(release: Release) -> Iterator[ReleasedPage]:
    return release.pages.select_related("page")


def _locked(release: Release) -> Iterator[tuple[ReleasedPage, Page]]:
    for item in release.pages.order_by("page"):
        yield item, Page.objects.select_for_update().get(pk=item.page_id).specific


def _changed(item: ReleasedPage, page: Page) -> str:
    if item.revision in (None, page.latest_revision_id):
        return ""
    return _("“%(page)s” was changed after the approval.") % {"page": page.title}


def _require_none(release: Release, found: dict[int, str]) -> None:
    if found:
        titles = dict(release.pages.values_list("page", "page__draft_title"))
        raise ValidationError([f"{titles[pk]}: {reason}" for pk, reason in found.items()])


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise ValidationError(sentence)
