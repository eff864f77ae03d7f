"""The report of all pages by their quality."""

from django.db.models import F
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
from cms.models import RecordQuality
from cms.quality import check_outdated

TITLE = _("Quality of records")
URL_NAME = "record_quality"
AT_ONCE = 50
"""Number of outdated pages that are checked when the report is opened; the worker checks the rest."""


class RecordQualityView(GuardedExport, ReportView):
    """Report of the newest drafts, sorted by number of errors, highest first."""

    model = RecordQuality
    page_title = TITLE
    header_icon = "clipboard-list"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    any_permission_required = ["change"]
    permission_policy = property(lambda self: policy_registry.get_by_type(Page))
    list_export = ["page.title", "type", "errors", "warnings", "missing", "checked_at"]
    export_headings = {"page.title": _("Title"), "type": _("Type"), "missing": _("What is missing")}

    @cached_property
    def columns(self):
        return [
            TitleColumn("title", label=_("Title"), accessor="page.title", sort_key="page__title", get_url=_edit_url),
            Column("type", label=_("Type")),
            Column("errors", label=_("Errors"), sort_key="errors"),
            Column("warnings", label=_("Suggestions"), sort_key="warnings"),
            Column("missing", label=_("What is missing"), width="35%"),
            DateColumn("checked_at", label=_("Checked"), sort_key="checked_at"),
        ]

    def get_base_queryset(self):
        check_outdated(AT_ONCE)
        editable = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        rows = RecordQuality.objects.filter(page__in=editable.values("pk"))
        return rows.select_related("page", "page__content_type")

    def order_queryset(self, queryset):
        if self.ordering:
            return super().order_queryset(queryset)
        return queryset.order_by(F("errors").desc(), F("warnings").desc(), "page__title")

    def decorate_paginated_queryset(self, object_list):
        for row in object_list:
            row.type = capfirst(row.page.page_type_display_name)
            row.missing = " ".join(row.messages)
        return object_list

    def get_filename(self):
        return "quality-of-records"


def _edit_url(row: RecordQuality) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.page_id])


class RecordQualityMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["change"])


urlpatterns = [
    path("reports/quality/", RecordQualityView.as_view(), name=URL_NAME),
    path("reports/quality/results/", RecordQualityView.as_view(results_only=True), name=f"{URL_NAME}_results"),
]


def menu_item() -> MenuItem:
    return RecordQualityMenuItem(TITLE, reverse(URL_NAME), name="quality", icon_name="clipboard-list", order=90)
