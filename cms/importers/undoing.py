"""Taking back a whole import: pages that it made are deleted, pages that it changed are as they were.

What a person has edited since stays, and is told: an import may be taken back, an editor's work may not.
"""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Revision

from cms.models import ImportRun, Organisation, SourceVersion
from cms.restoring import Before, Lost, restore

from .pipeline import edited_since_import


def undo(run: ImportRun) -> list[str]:
    """Undo the import in one transaction; one line for each thing that was or could not be taken back."""
    with transaction.atomic():
        told = [_undo_version(version) for version in run.versions.order_by("-pk").select_related("page")]
        told += [_undo_organisation(each) for each in run.organisations.order_by("-pk")]
        run.undone_at = timezone.now()
        run.save(update_fields=["undone_at"])
    return told


def _undo_version(version: SourceVersion) -> str:
    page = version.page.specific
    changed_page = version.made_page or version.previous_revision
    if changed_page and edited_since_import(page):
        return gettext("kept: “%(title)s”, which an editor has changed since") % {"title": page.title}
    if version.made_page and page.get_children().exists():
        return gettext("kept: “%(title)s”, which has pages below it by now") % {"title": page.title}
    if version.made_page:
        DeletePageAction(page, user=None).execute(skip_permission_checks=True)
        return gettext("deleted: “%(title)s”") % {"title": page.title}
    version.delete()
    return (
        _restore(page, version)
        if version.previous_revision
        else gettext("forgotten: a version of “%(title)s”") % {"title": page.title}
    )


def _restore(page, version: SourceVersion) -> str:
    """The page's content before the import, as its newest revision; public again only if it was public."""
    before = version.previous_revision
    try:
        restore(page, Before(before, before if version.was_live else None))
    except Lost:
        return gettext("kept: “%(title)s”, whose earlier revision is gone") % {"title": page.title}
    return gettext("restored: “%(title)s”") % {"title": page.title}


def _undo_organisation(organisation: Organisation) -> str:
    edited = Revision.objects.for_instance(organisation).filter(user__isnull=False).exists()
    if organisation.live or edited:
        return gettext("kept: %(name)s, which is published or was edited") % {"name": organisation}
    try:
        with transaction.atomic():
            organisation.delete()
    except ProtectedError:
        return gettext("kept: %(name)s, which other pages name") % {"name": organisation}
    return gettext("deleted: %(name)s") % {"name": organisation}
