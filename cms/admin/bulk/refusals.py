"""Reasons why an operation on many pages skips a page, as sentences for the plan and the report.

Each function returns an empty text where there is no reason.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.acting import as_user
from cms.forms import is_translation
from cms.quality import check


def of_editing(page: Page, user) -> str:
    return as_user(user).against_editing(page) or of_kind(page)


def of_kind(page: Page) -> str:
    """Return a reason if the page is not in the graph: batches change only pages of the graph."""
    is_record = getattr(page, "graph_type", None) is not None
    return "" if is_record else _("It is no record, but a page that lists others.")


def of_facts(page: Page, user) -> str:
    """Return a reason if the user may not edit the page's facts; a translation has texts only, and no facts."""
    if reason := of_editing(page, user):
        return reason
    return (
        _("It is a translation, and shows the facts of its original: change that one.") if is_translation(page) else ""
    )


def of_publishing(page: Page, user) -> str:
    if reason := as_user(user).against_publishing(page) or of_kind(page):
        return reason
    draft = page.get_latest_revision_as_object()
    if page.live and not page.has_unpublished_changes:
        return _("It is public, and has no changes.")
    if draft.go_live_at and draft.go_live_at > timezone.now():
        return _("It has a day on which it is to become public: open it to publish it before.")
    return unfit(draft)


def of_reviewing(page: Page, user) -> str:
    if reason := of_editing(page, user):
        return reason
    if page.live and not page.has_unpublished_changes:
        return _("It is public, and has no changes that could be reviewed.")
    if page.workflow_in_progress:
        return _("It is in review already.")
    if not page.has_workflow:
        return _("No workflow is set for its place in the tree.")
    return unfit(page.get_latest_revision_as_object())


def unfit(draft: Page) -> str:
    """Return a reason with the errors of this draft, checked as it is in memory."""
    found = " ".join(each.message for each in check(draft) if each.is_error)
    return _("It cannot be published yet: %(errors)s") % {"errors": found} if found else ""
