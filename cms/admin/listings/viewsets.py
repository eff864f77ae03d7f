"""Page lists, one for each page type of the graph, with pages from the whole tree.

They are built from the declarations, so a new page type needs no change here.
"""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from cms.admin.listings.columns import ResourceTable, columns
from cms.admin.listings.filters import filterset
from cms.admin.sheets.export import SheetsMixin
from graph.declarations import DeclaredType, unchecked

ICONS = {"Programme": "folder-open-1", "Project": "doc-full-inverse", "Activity": "date"}


class SuggestParentView(ChooseParentView):
    """View that suggests the parent of the type's newest page, if that parent is outside the graph, as an index is."""

    def get_form(self):
        form = super().get_form()
        parents = self.get_valid_parent_pages(self.request.user)
        newest = self.model.objects.filter(locale=self.locale).order_by("-pk").first()
        parent = newest and parents.filter(pk=newest.get_parent().pk).first()
        # A parent in the graph is no good guess: the next activity usually belongs to another project.
        if parent and getattr(parent.specific_class, "graph_type", None) is None:
            form.initial["parent_page"] = parent
        return form


class ResourceIndexView(SheetsMixin):
    table_class = ResourceTable


class PageTypeViewSet(PageListingViewSet):
    index_view_class = ResourceIndexView
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
        columns=columns(declared),
        filterset_class=filterset(declared),
    )
