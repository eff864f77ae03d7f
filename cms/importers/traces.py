"""In which state imports left something, so that what anybody has done to it since is seen.

Imports act in the name of a person, so that revisions do not tell who has written them: a newest or a public revision
that is not the import's does. It shows edits, publication, approval in a workflow, and unpublication alike.
"""

from django.db.models import Model

from cms.models import ResourcePage
from cms.models.sources import Imported


def note_state(trace: Imported, thing: Model) -> None:
    """Keep the state of something on what is remembered of its import."""
    trace.revision, trace.public_revision = _state(thing)
    trace.save(update_fields=["revision", "public_revision"])


def is_as_left(trace: Imported, thing: Model) -> bool:
    """Return whether something is as this import left it."""
    return trace.revision is not None and (trace.revision, trace.public_revision) == _state(thing)


def is_untouched(page: ResourcePage) -> bool:
    """Return whether the page is as its newest import left it."""
    newest = page.source_versions.order_by("pk").last()
    return newest is not None and is_as_left(newest, page)


def is_work_of_imports(page: ResourcePage) -> bool:
    """Return whether imports alone have written the page, so that a newer source may be published over it."""
    versions = list(page.source_versions.all())
    left = {each.revision for each in versions}
    replaced = {each.previous_revision for each in versions} - {None}
    made = any(each.made for each in versions)
    waits = page.live and page.has_unpublished_changes
    return made and replaced <= left and not waits and is_untouched(page)


def follow(page: ResourcePage) -> None:
    """Note that the page has changed without anybody's touch: a reference has resolved, an import was taken back."""
    newest = page.source_versions.order_by("pk").last()
    if newest:
        note_state(newest, page)


def _state(thing: Model) -> tuple[int | None, int | None]:
    newest, public, live = (
        type(thing)._base_manager.values_list("latest_revision", "live_revision", "live").get(pk=thing.pk)
    )
    return newest, public if live else None
