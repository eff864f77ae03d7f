"""Checks of records, and storage of the results of each page's newest draft for reports."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import F, Model, Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.isolation import UNREADABLE, isolated
from cms.models import RecordQuality
from graph import presentation
from graph.declarations import Json, primary_language, registry
from graph.description import Description
from graph.identity import id_of
from graph.publishing.quality import Finding, findings
from graph.visibility import languages_in_order

FEWEST_WORDS = 4
OLD = timedelta(days=1)
"""Age at which a result is outdated: some rules depend on the day, and the rules may have changed."""


def check(record: Model) -> list[Finding]:
    """Return the findings about a page or a row of reference data as it is in memory."""
    return _read(record, lambda: record)


def check_and_keep(page: Page) -> list[Finding]:
    """Return the findings about a page's newest draft, and store them for the reports."""
    found = check(page)
    _keep(page, found)
    return found


def _read(record: Model, draft: Callable[[], Model]) -> list[Finding]:
    """Return the findings about a draft; one that cannot be read gives a single error and raises none."""
    found = None
    with isolated("Checking", record):
        newest = draft()
        if not getattr(newest, "draft_is_unreadable", False):
            description = presentation.drafted(newest)
            found = [*findings(description), *untranslated(description, newest)]
    return [Finding(str(UNREADABLE), is_error=True, node=id_of(record) or "")] if found is None else found


def untranslated(description: Description, record: Model) -> Iterator[Finding]:
    """Yield a suggestion for each text of a translation that has the words of the original."""
    language = primary_language(record.locale.language_code) if isinstance(record, Page) else ""
    original = description.facts_language(languages_in_order().values())
    if language in ("", original):
        return
    for node_id, node in description.nodes.items():
        declared = registry().types[node.type]
        for name, value in node.items():
            field = declared.fields[name]
            if field.by_language and _is_same(value.get(language), value.get(original)):
                label = capfirst(declared.label(field))
                message = _("“%(name)s” has the words of the original: translate it.") % {"name": label}
                yield Finding(message, is_error=False, node=node_id, field=name)


def _is_same(text: Json, original: Json) -> bool:
    """Return whether texts are equal, and longer than a name, which may be the same in many languages."""
    return text is not None and text == original and len(str(text).split()) >= FEWEST_WORDS


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
    """Return a query set of the pages of the graph without aliases, which are checked with their source."""
    models = [model for declared in registry().resources if declared.is_page for model in declared.models]
    return Page.objects.type(*models).filter(alias_of=None)


def check_outdated(limit: int) -> int:
    """Check at most `limit` pages that have changed or whose result is older than `OLD`. Return their number."""
    kept = RecordQuality._meta.get_field("page").remote_field.related_name
    current = Q(**{f"{kept}__revision": F("latest_revision_id")})
    current |= Q(**{f"{kept}__revision": None, "latest_revision_id": None})
    current &= Q(**{f"{kept}__checked_at__gte": timezone.now() - OLD})
    outdated = checked_pages().filter(Q(**{f"{kept}__isnull": True}) | ~current)[:limit]
    pages = list(outdated)
    for page in pages:
        _keep(page, _read(page, page.get_latest_revision_as_object))
    return len(pages)
