"""The few signal receivers of the content models; the graph needs none, because database triggers write its marks."""

from django.db.models import Model
from django.db.models.signals import post_save
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_published

from cms.admin.translations import beside, state
from cms.forms import ResourcePageForm, form_made, page_filled, page_opened
from cms.importers import LINK_FIELDS, leave_out_accepted, resolve_published, resolve_saved, settle
from cms.isolation import isolated
from graph.visibility import approve_scheduled


def register_signal_handlers() -> None:
    page_opened.connect(leave_out_accepted_suggestions, dispatch_uid="leave-out-accepted-suggestions")
    form_made.connect(help_translators, dispatch_uid="help-translators")
    copy_for_translation_done.connect(note_translation, dispatch_uid="note-translation")
    page_published.connect(note_published_texts, dispatch_uid="note-published-texts")
    page_filled.connect(settle_suggestions, dispatch_uid="settle-suggestions")
    page_published.connect(resolve_published, dispatch_uid="resolve-published-page")
    post_save.connect(approve_scheduled, sender=Revision, dispatch_uid="approve-what-a-scheduled-page-names")
    for field in LINK_FIELDS.values():
        if not issubclass(field.target, Page):
            uid = f"resolve-saved-{field.name}"
            post_save.connect(resolve_saved, sender=field.target, dispatch_uid=uid)


def leave_out_accepted_suggestions(page: Page, **kwargs) -> None:
    leave_out_accepted(page)


def help_translators(form: ResourcePageForm, **kwargs) -> None:
    beside.set_languages(form)
    beside.show_original(form)


def note_translation(source_obj: Model, target_obj: Model, **kwargs) -> None:
    if isinstance(target_obj, Page) and not target_obj.alias_of_id:
        state.note_copied(source_obj, target_obj)


def note_published_texts(instance: Page, **kwargs) -> None:
    # What translators see must not stop a publication.
    with isolated("Noting which translations are older", instance):
        state.note_published(instance.specific)


def settle_suggestions(page: Page, form: ResourcePageForm, **kwargs) -> None:
    """Apply the suggestions that the form accepts, if it has any: the form of a translation has none."""
    if suggestions := form.formsets.get("suggestions"):
        settle(page, [row.instance for row in suggestions.forms])
