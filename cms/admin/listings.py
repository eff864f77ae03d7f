"""A list for each type of page in the graph, wherever its pages lie in the tree.

Made from the declarations, with a filter for each link to reference data: a new page type
has its list without a line here.
"""

from collections.abc import Iterator

from django.forms import CheckboxSelectMultiple
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, Filter, ModelMultipleChoiceFilter
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page

from cms.models.reference import ReferenceData
from graph.fields import Choice, Link
from graph.registry import DeclaredType, unchecked

ICONS = {"Programme": "folder-open-1", "Project": "doc-full-inverse", "Activity": "date"}


class SuggestParentView(ChooseParentView):
    """Suggests the index below which the newest page of the type lies."""

    def get_form(self):
        form = super().get_form()
        parents = self.get_valid_parent_pages(self.request.user)
        newest = self.model.objects.filter(locale=self.locale).order_by("-pk").first()
        parent = newest and parents.filter(pk=newest.get_parent().pk).first()
        # An activity's project is no guess for the next activity.
        if parent and getattr(parent.specific_class, "graph_type", None) is None:
            form.initial["parent_page"] = parent
        return form


class PageTypeViewSet(PageListingViewSet):
    choose_parent_view_class = SuggestParentView


class ContentGroup(ViewSetGroup):
    menu_label = _("Content")
    menu_name = "content"
    menu_icon = "doc-full"
    menu_order = 150

    @property
    def items(self) -> list[PageTypeViewSet]:
        return [_listing(declared) for declared in unchecked().resources if declared.is_page]


def _listing(declared: DeclaredType) -> PageTypeViewSet:
    name = declared.graph_type.plural.replace("_", "-")
    return PageTypeViewSet(
        f"content-{name}",
        url_prefix=f"content/{name}",
        model=declared.model,
        menu_label=capfirst(declared.model._meta.verbose_name_plural),
        icon=ICONS.get(declared.name, "doc-full"),
        filterset_class=_filterset(declared),
    )


def _filterset(declared: DeclaredType) -> type[PageFilterSet]:
    filters = dict(_filters(declared))
    return type(f"{declared.name}FilterSet", (PageFilterSet,), filters)


def _filters(declared: DeclaredType) -> Iterator[tuple[str, Filter]]:
    for name, field in declared.fields.items():
        label = capfirst(declared.label(field))
        if isinstance(field, Choice):
            choices = field.choices.choices
            yield name, ChoiceFilter(field_name=field.path, label=label, choices=choices)
        elif isinstance(field, Link) and (target := _reference_data(field)):
            rows = _used(declared.model, field.path, target)
            yield (
                name,
                ModelMultipleChoiceFilter(
                    field_name=field.path,
                    label=label,
                    queryset=rows,
                    widget=CheckboxSelectMultiple,
                ),
            )


def _reference_data(link: Link) -> type[ReferenceData] | None:
    """The model of the link's targets, where the database can join the two."""
    first, *others = unchecked().targets(link)
    computed = link.depends_on or others
    return None if computed or not issubclass(first.model, ReferenceData) else first.model


def _used(model: type[Page], path: str, target: type[ReferenceData]):
    """Only what some page names: nobody filters by a country that nothing is about."""
    return lambda request: target.objects.filter(pk__in=model.objects.values(path)).order_by("labels__en")
