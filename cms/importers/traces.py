"""Record the state in which an import left a page or organisation, so that later changes by people are noticed.

Imports act as a user, so the user of a revision does not show whether an import wrote it. A newest or public revision
other than the one that the import left shows it: edits, publication, approval in a workflow and unpublication.
"""

from django.db.models import Model

from cms.models import ResourcePage
from cms.models.sources import Imported


def note_state(trace: Imported, thing: Model) -> None:
    """Save the current newest and public revisions of a page or organisation in the trace of its import."""
    trace.revision, trace.public_revision = _state(thing)
    trace.save(update_fields=["revision", "public_revision"])


def is_as_left(trace: Imported, thing: Model) -> bool:
    """Return whether a page or organisation is in the state in which this import left it."""
    return trace.revision is not None and (trace.revision, trace.public_revision) == _state(thing)


def is_untouched(page: ResourcePage) -> bool:
    """Return whether the page is in the state in which its newest import left it."""
    newest = page.source_versions.order_by("pk").last()
    return newest is not None and is_as_left(newest, page)


def is_work_of_imports(page: ResourcePage) -> bool:
    """Return whether only imports have written the page, so that a newer source may be published over it."""
    versions = list(page.source_versions.all())
    left = {each.revision for each in versions}
    replaced = {each.previous_revision for each in versions} - {None}
    made = any(each.made for each in versions)
    waits = page.live and page.has_unpublished_changes
    return made and replaced <= left and not waits and is_untouched(page)


def follow(page: ResourcePage) -> None:
    """Record the page's state in the trace of its newest import, after a change that no editor has made."""
    newest = page.source_versions.order_by("pk").last()
    if newest:
        note_state(newest, page)


def _state(thing: Model) -> tuple[int | None, int | None]:
    newest, public, live = (
        type(thing)._base_manager.values_list("latest_revision", "live_revision", "live").get(pk=thing.pk)
    )
    return newest, public if live else None
