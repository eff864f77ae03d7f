"""Choosers of reference data: search by any name in any language, choose several rows, and create a missing row."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import modelform_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic.chooser import CheckboxSelectColumn
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from cms.acting import as_user
from cms.importers import namesakes
from cms.models import Country, CountryGroup, CountryGroupMember
from cms.models.reference import ReferenceData


class NamesFirst:
    ordering = "labels__en"


class NamesFirstChooseView(NamesFirst, ChooseView):
    pass


class NamesFirstChooseResultsView(NamesFirst, ChooseResultsView):
    pass


class NamesFirstChooserViewSet(SnippetChooserViewSet):
    choose_view_class = NamesFirstChooseView
    choose_results_view_class = NamesFirstChooseResultsView


class OwnOrderChooserViewSet(SnippetChooserViewSet):
    """Chooser in the model's own order, for lists whose order has a meaning, such as the targets of the Agenda."""


def groups_by_kind() -> list[tuple]:
    """Return country groups as choices grouped by kind, because several kinds have a region named Africa."""
    kinds = defaultdict(list)
    for group in CountryGroup.objects.order_by("kind", "labels__en"):
        kinds[group.get_kind_display()].append((group.pk, str(group)))
    return [("", _("All countries")), *kinds.items()]


class CountryFilterForm(SearchFilterMixin, BaseFilterForm):
    group = forms.ChoiceField(
        label=_("All of a country group"),
        choices=groups_by_kind,
        required=False,
        widget=forms.Select({"data-chooser-modal-search-filter": True}),
    )

    def filter(self, objects):
        if group := self.cleaned_data.get("group"):
            objects = objects.filter(pk__in=CountryGroupMember.objects.filter(group=group).values("country"))
        return super().filter(objects)


class TickedColumn(CheckboxSelectColumn):
    cell_template_name = "cms/choosers/ticked_cell.html"


class CountriesOfGroup(NamesFirst):
    """Mixin that shows all countries of a chosen group on one page, ticked, so that one more click adds them."""

    filter_form_class = CountryFilterForm
    results_template_name = "cms/choosers/countries.html"

    @property
    def is_of_group(self) -> bool:
        return self.filter_form.is_valid() and bool(self.filter_form.cleaned_data["group"])

    @property
    def checkbox_column(self):
        return (
            TickedColumn("select", label=_("Select"), width="1%", accessor="pk")
            if self.is_of_group
            else super().checkbox_column
        )

    def get_results_page(self, request):
        if self.is_of_group:
            self.per_page = Country.objects.count()
        return super().get_results_page(request)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"is_of_group": self.is_of_group}


class CountryChooseView(CountriesOfGroup, ChooseView):
    pass


class CountryChooseResultsView(CountriesOfGroup, ChooseResultsView):
    pass


class CountryChooserViewSet(SnippetChooserViewSet):
    choose_view_class = CountryChooseView
    choose_results_view_class = CountryChooseResultsView


class CreationForm(WagtailAdminModelForm):
    """Short form that creates a missing row without leaving the page; its other fields can be filled later."""

    def clean(self):
        cleaned = super().clean()
        if "labels" in cleaned and (known := told_of_namesakes(self._meta.model, cleaned)):
            raise ValidationError({"labels": known})
        return cleaned


def told_of_namesakes(model: type[Model], cleaned: dict) -> str:
    """Return a sentence if a record is known under one of the names in a form, however it is written."""
    if model.namesakes is not ReferenceData.namesakes:
        return ""  # names repeat in another edition of the same list
    named = {name: cleaned[name] for name in ("labels", "alternative_labels", "acronym") if cleaned.get(name)}
    found = namesakes(model(**named))
    if not found:
        return ""
    told = _("There is one of this name already: %(names)s. Choose that one, or give a name that differs.")
    return told % {"names": ", ".join(f"“{each}”" for each in found[:3])}


class DraftCreateView(SnippetCreateView):
    """View that creates a row as a draft, which becomes public when a public page links to it."""

    def save_form(self, form):
        as_user(self.request.user).add(form.instance, form)
        return form.instance


class CreatingChooserViewSet(NamesFirstChooserViewSet):
    create_view_class = DraftCreateView
    creation_tab_label = _("New")

    @property
    def create_action_label(self):
        return _("Create %(thing)s") % {"thing": self.model._meta.verbose_name}

    @cached_property
    def creation_form_class(self) -> type[CreationForm]:
        return modelform_factory(self.model, CreationForm, fields=self.model.snippet_options.created_with)


def chooser_of(model: type[Model]) -> type[SnippetChooserViewSet]:
    """Return the class of the chooser of a model of reference data, as its options say."""
    options = model.snippet_options
    if options.created_with:
        return CreatingChooserViewSet
    own_order = options.sorted_by_hand or options.order_has_meaning
    return OwnOrderChooserViewSet if own_order else NamesFirstChooserViewSet
