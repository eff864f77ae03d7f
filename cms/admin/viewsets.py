"""The admin's menu of reference data, with lists that can be searched, sorted and filtered.

They are built from the models' options. A class here with a `model` holds only what no other model needs.
"""

from typing import Any

from django.db.models import Model
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin.choosers import CountryChooserViewSet, chooser_of
from cms.admin.records import RecordCreateView, RecordEditView, RecordIndexView, RecordUnpublishView
from cms.models import Country, Organisation
from cms.models.snippets import has_drafts, snippets

CHANGED = DateColumn("modified", label=_("Changed"), sort_key="modified")


class ReferenceDataViewSet(SnippetViewSet):
    """Views of a model of reference data.

    Copying is not offered: a copy would be a second row with the same name.
    """

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    unpublish_view_class = RecordUnpublishView
    chooser_per_page = 25
    list_per_page = 50
    copy_view_enabled = False


class CountryViewSet(ReferenceDataViewSet):
    model = Country
    chooser_viewset_class = CountryChooserViewSet
    list_export = ["code", "code3", "m49", "__str__"]


class OrganisationFilterSet(WagtailFilterSet):
    country = ModelMultipleChoiceFilter(
        label=_("Country"),
        queryset=lambda request: Country.objects.filter(pk__in=Organisation.objects.values("country")).order_by(
            "labels__en"
        ),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Organisation
        fields = ["kind", "country", "live"]


class OrganisationViewSet(ReferenceDataViewSet):
    model = Organisation
    filterset_class = OrganisationFilterSet


class ReferenceDataGroup(SnippetViewSetGroup):
    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "snippet"
    menu_order = 160

    def __init__(self) -> None:
        self.items = [viewset_of(model) for model in snippets()]
        super().__init__()


def viewset_of(model: type[Model]) -> type[ReferenceDataViewSet]:
    """Return the class of a model's views: as its options say, except for what a class of its own says."""
    special = (each for each in ReferenceDataViewSet.__subclasses__() if each.model is model)
    base = next(special, ReferenceDataViewSet)
    derived = {name: value for name, value in _derived(model).items() if name not in vars(base)}
    return type(f"{model.__name__}ViewSet", (base,), derived)


def _derived(model: type[Model]) -> dict[str, Any]:
    options, drafts = model.snippet_options, has_drafts(model)
    return {
        "model": model,
        "icon": options.icon,
        "ordering": "sort_order" if options.sorted_by_hand else options.ordering,
        "sort_order_field": "sort_order" if options.sorted_by_hand else None,
        "list_display": ["__str__", *options.columns, CHANGED, *([LiveStatusTagColumn()] if drafts else [])],
        "list_filter": [*options.filters, *(["live"] if drafts else [])],
        "chooser_viewset_class": chooser_of(model),
    }
