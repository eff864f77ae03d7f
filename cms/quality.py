"""Checks of pages: what the newest draft of each lacks, kept for reports."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Model, Q
from django.utils import timezone
from wagtail.models import Page

from cms.models import RecordQuality
from graph import presentation
from graph.quality import Finding, findings
from graph.registry import registry

OLD = timedelta(days=1)
"""Some rules depend on the day, and somebody may have changed the rules."""


def check(record: Model) -> list[Finding]:
    """What a page or something of the reference data lacks as it stands in memory."""
    return findings(presentation.drafted(record))


def check_and_keep(page: Page) -> list[Finding]:
    """The same for its newest draft, noted for the reports."""
    found = check(page)
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
    return found


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
    return sum(1 for _page in _check_each(outdated))


def _check_each(pages) -> Iterator[Page]:
    for page in pages:
        check_and_keep(page.get_latest_revision_as_object())
        yield page
