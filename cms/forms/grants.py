"""The panel of a project's grants, which offers the grants of its programme as those that may include them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import MultipleChooserPanel


class GrantRows(BaseChildFormSet):
    """Formset of a project's grants. `self.instance` is the project."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        grants = form.fields["share_of"].queryset.select_related("donor")
        # The form is made before a programme chosen in the same form is known; `clean` checks it then.
        known = {self.instance.programme_id, getattr(form.instance.share_of, "page_id", None)} - {None}
        form.fields["share_of"].queryset = grants.filter(page__in=known, page__live=True).order_by("page", "sort_order")

    def clean(self):
        super().clean()
        for form in self.forms:
            whole = getattr(form, "cleaned_data", {}).get("share_of")
            if whole and not self._should_delete_form(form) and whole.page_id != self.instance.programme_id:
                sentence = _("That grant is to another programme: choose one of this project’s programme, or none.")
                form.add_error("share_of", ValidationError(sentence))


class GrantsPanel(MultipleChooserPanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = GrantRows
        return options
