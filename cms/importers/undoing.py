"""Undo a whole import: delete the pages and organisations that it made, and restore the ones that it changed.

Pages and organisations that somebody has edited, published or withdrawn since are kept, so that no editor's work is
lost, and so are those that the undoing user may not change: undoing allows nothing that the user may not do by hand.
"""

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from cms.acting import Actor, Before, Lost, NotAllowed, restore
from cms.importers.traces import follow, is_as_left
from cms.models import ImportedOrganisation, ImportRun, SourceVersion
from cms.models.sources import Imported


class _Kept(Exception):
    """Raised for a page or organisation that is kept as it is; the message says why."""


def undo(run: ImportRun, actor: Actor) -> list[str]:
    """Undo an import in one transaction; return a line for each page or organisation, undone or kept.

    If all are kept, the import does not count as undone and can be undone later, for example when a lock is gone.
    """
    with transaction.atomic():
        traces = [*run.versions.order_by("-pk").select_related("page"), *run.imported_organisations.order_by("-pk")]
        lines = list(filter(None, (_undone(trace, actor) for trace in traces)))
        if not lines or any(taken_back for taken_back, _line in lines):
            run.undone_at = timezone.now()
            run.save(update_fields=["undone_at"])
    return [line for _taken_back, line in lines]


def _undone(trace: SourceVersion | ImportedOrganisation, actor: Actor) -> tuple[bool, str] | None:
    """Undo one trace; return whether it was undone and a line for the report, or None if its target is gone."""
    thing = trace.page.specific if isinstance(trace, SourceVersion) else trace.organisation
    if thing is None:
        return None
    name = getattr(thing, "draft_title", "") or str(thing)
    try:
        with transaction.atomic():
            done = _take_back(trace, thing, actor)
    except (_Kept, NotAllowed) as reason:
        return False, gettext("kept: “%(name)s”. %(reason)s") % {"name": name, "reason": reason}
    return True, f"{done}: “{name}”"


def _take_back(trace: Imported, thing: Model, actor: Actor) -> str:
    changed = trace.made or trace.previous_revision
    if changed and not is_as_left(trace, thing):
        raise _Kept(gettext("Somebody has edited, published or withdrawn it since."))
    if trace.made:
        _delete(trace, thing, actor)
        return gettext("deleted")
    if changed:
        _restore(trace, thing, actor)
        return gettext("restored")
    trace.delete()
    return gettext("forgotten, a version of")


def _delete(trace: Imported, thing: Model, actor: Actor) -> None:
    if isinstance(trace, SourceVersion):
        if thing.get_children().exists():
            raise _Kept(gettext("There are pages below it by now."))
        actor.delete(thing)
        return
    try:
        with transaction.atomic():
            actor.take_back(thing)
    except ProtectedError as error:
        raise _Kept(gettext("Other pages name it.")) from error


def _restore(trace: Imported, thing: Model, actor: Actor) -> None:
    """Restore the content before the import as the newest revision; it becomes public only if it was public then."""
    before, public = trace.previous_revision, thing.live_revision_id
    if trace.public_revision == trace.revision:
        public = before if trace.was_live else None
    try:
        restore(thing, Before(before, public, changed=before != public), actor)
    except Lost as error:
        raise _Kept(gettext("Its earlier revision is gone.")) from error
    trace.delete()
    if isinstance(trace, SourceVersion):
        newest = thing.source_versions.order_by("pk").last()
        if newest and newest.revision == before:
            follow(thing)
