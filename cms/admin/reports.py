"""The report of pages with references, suggestions or values that an import left for an editor to decide."""

from django.db.models import Q
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin.exports import GuardedExport
from cms.models import Suggestion

TITLE = _("Not found yet")
URL_NAME = "not_found_yet"
OPEN = Suggestion.Decision.OPEN.value


class NotFoundYetView(GuardedExport, ReportView):
    """Report of pages whose newest draft has unresolved references, open suggestions, or values without a field."""

    model = Page
    page_title = TITLE
    header_icon = "warning"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    default_ordering = "-latest_revision_created_at"
    any_permission_required = ["change"]
    list_export = ["title", "page_type", "references", "suggested", "unplaced"]
    export_headings = {
        "page_type": _("Type"),
        "references": TITLE,
        "suggested": _("Suggestions"),
        "unplaced": _("Values without a field"),
    }

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Title"), sort_key="title", get_url=_edit_url, width="30%"),
            Column("page_type", label=_("Type")),
            Column("references", label=TITLE, width="20%"),
            Column("suggested", label=_("Suggestions"), width="20%"),
            Column("unplaced", label=_("Values without a field"), width="15%"),
            DateColumn(
                "latest_revision_created_at",
                label=_("Updated"),
                sort_key="latest_revision_created_at",
            ),
        ]

    def get_base_queryset(self):
        editable = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        pages = Page.objects.filter(waiting(), pk__in=editable.values("pk"))
        return pages.select_related("latest_revision", "content_type")

    def decorate_paginated_queryset(self, object_list):
        for page in object_list:
            content = page.latest_revision.content
            page.page_type = capfirst(page.page_type_display_name)
            page.references = _listed(content, "unresolved_references", "name")
            page.suggested = "; ".join(str(row.get("name", "")) for row in open_suggestions(content))
            page.unplaced = _listed(content, "unplaced_values", "value")
        return object_list

    def get_filename(self):
        return "not-found-yet"


def waiting() -> Q:
    """Return the condition that a page's newest draft has imported rows that an editor should look at."""
    content = "latest_revision__content"
    found = Q(**{f"{content}__unresolved_references__0__isnull": False})
    found |= Q(**{f"{content}__unplaced_values__0__isnull": False})
    return found | Q(**{f"{content}__suggestions__icontains": f'"{OPEN}"'})


def open_suggestions(content: dict) -> list[dict]:
    return [row for row in rows(content, "suggestions") if row.get("decision") == OPEN]


def rows(content: object, relation: str) -> list[dict]:
    """Return the rows of a relation in a draft's content.

    Returns only well-formed rows, because content from a restored database may have any shape.
    """
    found = content.get(relation) if isinstance(content, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _listed(content: dict, relation: str, key: str) -> str:
    return "; ".join(str(row.get(key, "")) for row in rows(content, relation))


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class NotFoundYetMenuItem(MenuItem):
    def is_shown(self, request):
        policy = policy_registry.get_by_type(Page)
        return policy.user_has_any_permission(request.user, ["change"])


urlpatterns = [
    path("reports/not-found-yet/", NotFoundYetView.as_view(), name=URL_NAME),
    path(
        "reports/not-found-yet/results/",
        NotFoundYetView.as_view(results_only=True),
        name=f"{URL_NAME}_results",
    ),
]


def menu_item() -> MenuItem:
    return NotFoundYetMenuItem(TITLE, reverse(URL_NAME), name="not-found-yet", icon_name="warning", order=100)
