"""Wagtail's views of reference data, with the same side panel of findings that pages have."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, UnpublishView

from cms.admin.checks import ChecksBeforePublishing, FindingsSidePanel
from cms.admin.choosers import told_of_namesakes
from cms.admin.exports import GuardedExport
from cms.admin.merging.views import header_button
from cms.forms import public_by_naming

GONE = _("not there any more")


class RecordColumn(Column):
    """Column of a record's fact that shows `GONE` where the linked row is missing.

    Links in a restored database may have no target; the list must still be shown.
    """

    def get_value(self, instance: Model) -> Any:
        try:
            return super().get_value(instance)
        except ObjectDoesNotExist:
            return GONE


class RecordIndexView(GuardedExport, IndexView):
    def _get_custom_column(self, field_name, column_class=RecordColumn, **kwargs):
        return super()._get_custom_column(field_name, column_class, **kwargs)


class ChecksOfRecords(ChecksBeforePublishing):
    # Wagtail sets it only while it validates; checks call `form_invalid`, which reads it, for a valid form too.
    produced_error_message = None

    @property
    def action_name(self) -> str:
        return self.action

    def page_as_sent(self):
        """Return a record with the values of the form, not saved.

        The record is a separate instance, because the form's own instance can be saved only once.
        """
        instance = self.get_object() if self.object else self.model()
        form = self.get_form_class()(**self.get_form_kwargs() | {"instance": instance})
        form.is_valid()
        return form.save(commit=False)

    def get_side_panels(self):
        panels = super().get_side_panels()
        return type(panels)([*panels, FindingsSidePanel(self.form.instance, self.request)])


class RecordCreateView(ChecksOfRecords, CreateView):
    def form_valid(self, form):
        """Refuse a second record of one name; names in other languages and acronyms count too."""
        if "labels" in form.cleaned_data and (known := told_of_namesakes(self.model, form.cleaned_data)):
            form.add_error("labels", known)
            return self.form_invalid(form)
        return super().form_valid(form)


class RecordEditView(ChecksOfRecords, EditView):
    @cached_property
    def header_more_buttons(self):
        merging = header_button(self.object, self.request.user)
        return [*super().header_more_buttons, *([merging] if merging else [])]


class RecordUnpublishView(UnpublishView):
    """Dialogue that says where a record stays public without being published, because a public page names it."""

    template_name = "cms/admin/confirm_unpublish.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | public_by_naming(self.object)

    def get_success_message(self):
        message = super().get_success_message()
        if public_by_naming(self.object)["named_by"]:
            return f"{message} {gettext('It stays public, because something public names it.')}"
        return message
