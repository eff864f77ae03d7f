"""Wagtail's views of reference data, with the same list of what is missing that pages have."""

from wagtail.snippets.views.snippets import CreateView, EditView

from cms.admin.checks import ChecksBeforePublishing, FindingsSidePanel


class ChecksOfRecords(ChecksBeforePublishing):
    # Wagtail sets it once a form has been found valid.
    produced_error_message = None

    @property
    def action_name(self) -> str:
        return self.action

    def page_as_sent(self):
        """What is in the form, on an instance of its own: the form's is saved once only."""
        instance = self.get_object() if self.object else self.model()
        form = self.get_form_class()(**self.get_form_kwargs() | {"instance": instance})
        form.is_valid()
        return form.save(commit=False)

    def get_side_panels(self):
        panels = super().get_side_panels()
        return type(panels)([*panels, FindingsSidePanel(self.form.instance, self.request)])


class RecordCreateView(ChecksOfRecords, CreateView):
    pass


class RecordEditView(ChecksOfRecords, EditView):
    pass
