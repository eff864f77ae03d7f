"""Checks of pages: what the newest draft of each lacks, kept for reports."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Model, Q
from django.utils import timezone
from wagtail.models import Page

from cms.isolation import UNREADABLE, isolated
from cms.models import RecordQuality
from graph import presentation
from graph.declarations import registry
from graph.identity import id_of
from graph.quality import Finding, findings

OLD = timedelta(days=1)
"""Some rules depend on the day, and somebody may have changed the rules."""


def check(record: Model) -> list[Finding]:
    """Return what a page or something of the reference data lacks as it stands in memory."""
    return _read(record, lambda: record)


def check_and_keep(page: Page) -> list[Finding]:
    """Return the same for a page's newest draft, noted for the reports."""
    found = check(page)
    _keep(page, found)
    return found


def _read(record: Model, draft: Callable[[], Model]) -> list[Finding]:
    """Check a draft; what cannot be read at all is an error for its editor, and no reason to stop at it."""
    found = None
    with isolated("Checking", record):
        newest = draft()
        if not getattr(newest, "draft_is_unreadable", False):
            found = findings(presentation.drafted(newest))
    return [Finding(str(UNREADABLE), is_error=True, node=id_of(record) or "")] if found is None else found


def _keep(page: Page, found: list[Finding]) -> None:
    errors = sum(each.is_error for each in found)
    RecordQuality.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "revision": page.latest_revision_id,
            "errors": errors,
            "warnings": len(found) - errors,
            "messages": [each.message for each in found],
        },
    )


def checked_pages():
    """All pages of the graph that can be checked; an alias is checked with its source."""
    models = [model for declared in registry().resources if declared.is_page for model in declared.models]
    return Page.objects.type(*models).filter(alias_of=None)


def check_outdated(limit: int) -> int:
    """Check pages that were changed since they were last checked, or long ago; returns how many."""
    kept = RecordQuality._meta.get_field("page").remote_field.related_name
    current = Q(**{f"{kept}__revision": F("latest_revision_id")})
    current |= Q(**{f"{kept}__revision": None, "latest_revision_id": None})
    current &= Q(**{f"{kept}__checked_at__gte": timezone.now() - OLD})
    outdated = checked_pages().filter(Q(**{f"{kept}__isnull": True}) | ~current)[:limit]
    pages = list(outdated)
    for page in pages:
        _keep(page, _read(page, page.get_latest_revision_as_object))
    return len(pages)
