"""The few signal receivers of the content models; the graph needs none, because database triggers write its marks."""

from django.db.models.signals import post_save
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from cms.importers import LINK_FIELDS, resolve_published, resolve_saved
from graph.visibility import approve_scheduled


def register_signal_handlers() -> None:
    page_published.connect(resolve_published, dispatch_uid="resolve-published-page")
    post_save.connect(approve_scheduled, sender=Revision, dispatch_uid="approve-what-a-scheduled-page-names")
    for field in LINK_FIELDS.values():
        if not issubclass(field.target, Page):
            uid = f"resolve-saved-{field.name}"
            post_save.connect(resolve_saved, sender=field.target, dispatch_uid=uid)
