"""The admin's menu of reference data, with lists that can be searched, sorted and filtered."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django_filters import ModelMultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import DateColumn, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin.choosers import (
    CountryChooserViewSet,
    NamesFirstChooserViewSet,
    OrganisationChooserViewSet,
    OutcomeChooserViewSet,
    OwnOrderChooserViewSet,
)
from cms.admin.records import RecordCreateView, RecordEditView, RecordIndexView
from cms.models import (
    Convention,
    Country,
    CountryGroup,
    MonitoringArea,
    MonitoringGoal,
    Organisation,
    Outcome,
    ProjectType,
    SustainableDevelopmentTarget,
    Theme,
)

CHANGED = DateColumn("modified", label=_("Changed"), sort_key="modified")


class ReferenceDataViewSet(SnippetViewSet):
    """Views of a model of reference data, sorted by English name.

    Copying is not offered: a copy would be a second row with the same name.
    """

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    chooser_viewset_class = NamesFirstChooserViewSet
    chooser_per_page = 25
    list_per_page = 50
    ordering = "labels__en"
    copy_view_enabled = False


class CountryViewSet(ReferenceDataViewSet):
    model = Country
    icon = "globe"
    chooser_viewset_class = CountryChooserViewSet
    list_display = ["__str__", "code", "code3", "m49", CHANGED]
    list_export = ["code", "code3", "m49", "__str__"]


class CountryGroupViewSet(ReferenceDataViewSet):
    model = CountryGroup
    icon = "globe"
    list_display = ["__str__", "code", "kind", "m49", CHANGED]
    list_filter = ["kind"]


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
    icon = "group"
    chooser_viewset_class = OrganisationChooserViewSet
    list_display = ["__str__", "acronym", "kind", "country", CHANGED, LiveStatusTagColumn()]
    filterset_class = OrganisationFilterSet


class OutcomeViewSet(ReferenceDataViewSet):
    model = Outcome
    icon = "success"
    chooser_viewset_class = OutcomeChooserViewSet
    list_display = ["__str__", "kind", "date", CHANGED, LiveStatusTagColumn()]
    list_filter = ["kind", "live"]


class ConventionViewSet(ReferenceDataViewSet):
    model = Convention
    icon = "clipboard-list"
    list_display = ["__str__", "code", "kind", "adopted", "in_force", CHANGED]
    list_filter = ["kind", "parties_complete"]
    ordering = "code"


class ConceptViewSet(ReferenceDataViewSet):
    """Views of a list that the programme maintains itself, in an order that editors set by dragging rows."""

    chooser_viewset_class = OwnOrderChooserViewSet
    sort_order_field = ordering = "sort_order"
    list_display = ["__str__", CHANGED]


class ThemeViewSet(ConceptViewSet):
    model = Theme
    icon = "tag"


class ProjectTypeViewSet(ConceptViewSet):
    model = ProjectType
    icon = "list-ul"


class MonitoringGoalViewSet(ReferenceDataViewSet):
    model = MonitoringGoal
    icon = "tasks"
    chooser_viewset_class = OwnOrderChooserViewSet
    list_display = ["__str__", "edition", CHANGED]
    list_filter = ["edition"]
    ordering = ("edition", "number")


class MonitoringAreaViewSet(ConceptViewSet):
    model = MonitoringArea
    icon = "list-ol"
    list_display = ["__str__", "goal", CHANGED]
    list_filter = ["goal"]


class SustainableDevelopmentTargetViewSet(ReferenceDataViewSet):
    model = SustainableDevelopmentTarget
    icon = "circle-check"
    chooser_viewset_class = OwnOrderChooserViewSet
    list_display = ["__str__", "goal", CHANGED]
    list_filter = ["goal"]
    ordering = "sort_order"


class ReferenceDataGroup(SnippetViewSetGroup):
    items = (
        CountryViewSet,
        CountryGroupViewSet,
        OrganisationViewSet,
        OutcomeViewSet,
        ConventionViewSet,
        ThemeViewSet,
        ProjectTypeViewSet,
        MonitoringGoalViewSet,
        MonitoringAreaViewSet,
        SustainableDevelopmentTargetViewSet,
    )
    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "snippet"
    menu_order = 160
