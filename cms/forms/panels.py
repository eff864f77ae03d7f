"""Panels of editing forms beyond Wagtail's own."""

from copy import copy

from django.forms import HiddenInput
from django.template.loader import get_template
from django.utils.html import format_html
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultipleChooserPanel,
    ObjectList,
    Panel,
    PanelGroup,
    TabbedInterface,
)
from wagtail.models import Page


class DistinctRows(BaseChildFormSet):
    """Formset of rows that hold only a link, which drops rows whose target is chosen twice.

    A country may be chosen by name and once more with its group.
    """

    chosen = ""

    def _should_delete_form(self, form):
        return super()._should_delete_form(form) or self._repeats(form)

    def _repeats(self, form) -> bool:
        choice = form.cleaned_data.get(self.chosen)
        earlier = self.forms[: self.forms.index(form)] if choice and form in self.forms else []
        return any(choice == each.cleaned_data.get(self.chosen) for each in earlier if _is_kept(each))


def _is_kept(form) -> bool:
    return hasattr(form, "cleaned_data") and not form.cleaned_data.get("DELETE")


class LinksPanel(MultipleChooserPanel):
    """Panel for links without facts of their own, which lets editors choose several at once."""

    def get_form_options(self):
        options = super().get_form_options()
        formset = type("DistinctRows", (DistinctRows,), {"chosen": self.chooser_field_name})
        options["formsets"][self.relation_name]["formset"] = formset
        return options


class CarriedPanel(FieldPanel):
    """Panel that shows a value that editors do not change, and sends it with the form in a hidden input.

    A row of a draft may have no primary key from which the value could be read again.
    """

    def get_form_options(self):
        return {
            "fields": [self.field_name],
            "widgets": {self.field_name: HiddenInput},
            "defer_required_on_fields": [self.field_name],
        }

    class BoundPanel(FieldPanel.BoundPanel):
        def get_editable_context_data(self):
            shown = super().get_editable_context_data() | {"show_add_comment_button": False}
            context = {
                "id_for_label": self.id_for_label(),
                "help_text_id": shown["help_text_id"],
                "help_text": self.help_text,
                "display_value": self.panel.format_value_for_display(self.value_from_instance),
            }
            output = get_template(self.panel.read_only_output_template_name).render(context)
            return shown | {"rendered_field": format_html("{}{}", output, shown["rendered_field"])}


class ImportedRowsPanel(InlinePanel):
    """Panel for rows that an import has written: editors correct or delete them, but add none."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "cms/panels/imported_rows.html"


class Tab(ObjectList):
    """A tab that begins with a link to a section of the guide for editors; `guide` is the id of its heading."""

    def __init__(self, *args, guide: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.guide = guide

    def clone_kwargs(self):
        return super().clone_kwargs() | {"guide": self.guide}

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "cms/panels/tab.html"


class ResourceTabs(TabbedInterface):
    """The tabs of a form that may lack formsets.

    Wagtail hides the panel of a field that the form does not have, but not the panel of such rows.
    """

    def get_bound_panel(self, instance=None, request=None, form=None, prefix="panel"):
        left_out = type(form).formsets.keys() - form.formsets.keys() if form else set()
        tabs = _without(self, left_out) if left_out else self
        return tabs.BoundPanel(panel=tabs, instance=instance, request=request, form=form, prefix=prefix)


def _without(group: PanelGroup, relations: set[str]) -> PanelGroup:
    """Return a copy of the panel group without the panels for rows of these relations."""
    kept = [each for each in group.children if getattr(each, "relation_name", None) not in relations]
    fewer = copy(group)
    fewer.children = [_without(each, relations) if isinstance(each, PanelGroup) else each for each in kept]
    vars(fewer).pop("child_identifiers", None)
    return fewer


class WithheldPanel(Panel):
    """Panel that says why visitors cannot see a page that is live in Wagtail (`graph.visibility.withholding`)."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/withheld.html"

        def is_shown(self):
            # The form's page comes from a revision, which does not hold `withheld`.
            pages = type(self.instance)._default_manager
            return super().is_shown() and pages.filter(pk=self.instance.pk, live=True, withheld=True).exists()


class TranslationPanel(Panel):
    """Panel that says which language the form is in, of what it is a translation, and if the original has changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/panels/translation.html"

        def is_shown(self):
            return super().is_shown() and bool(self.instance.pk) and getattr(self.form, "is_translation", False)

        def get_context_data(self, parent_context=None):
            page = self.instance
            versions = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
            original = versions.filter(locale__lt=page.locale_id).order_by("-live", "locale_id").first()
            state = getattr(page, "translation_state", None)
            is_older = state is not None and state.is_older
            return super().get_context_data(parent_context) | {"original": original, "is_older": is_older}
