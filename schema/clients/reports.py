"""Reports for administrators of keys: the operations of partners, and their uses of deprecated elements."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from schema.models import ApiKey, DeprecatedUse, OperationUse

POLICY = ModelPermissionPolicy(ApiKey)


class UseReport(ReportView):
    """Counts by partner and month, the newest first; the partner is unknown for requests without a key."""

    name: str
    """Name in the address of the report, and of its exported file."""
    header_icon = "key"
    permission_policy = POLICY
    any_permission_required = ["change"]
    default_ordering = "-month"
    list_export = ["partner", "month", "count"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("partner", label=_("Partner")),
            Column("month", label=_("Month"), sort_key="month", accessor=lambda use: f"{use.month:%Y-%m}"),
            Column("count", label=_("How often"), sort_key="count"),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.select_related("key")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for use in object_list:
            use.partner = str(use.key or gettext("without a key"))
        return object_list

    def get_filename(self) -> str:
        return self.name

    def __init_subclass__(cls) -> None:
        cls.index_url_name = cls.name.replace("-", "_")
        cls.index_results_url_name = f"{cls.index_url_name}_results"

    @classmethod
    def urls(cls) -> list[URLPattern]:
        return [
            path(f"reports/{cls.name}/", cls.as_view(), name=cls.index_url_name),
            path(f"reports/{cls.name}/results/", cls.as_view(results_only=True), name=cls.index_results_url_name),
        ]

    @classmethod
    def menu_item(cls) -> MenuItem:
        address = reverse(cls.index_url_name)
        return UseReportMenuItem(cls.page_title, address, name=cls.name, icon_name=cls.header_icon, order=900)


class UseReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(POLICY.user_has_any_permission(request.user, ["change"]))


class DeprecatedUsesReport(UseReport):
    """The partners to inform before a deprecated element is removed."""

    model = DeprecatedUse
    name = "deprecated-uses"
    page_title = _("Deprecated in use")
    list_export = ["coordinate", *UseReport.list_export]

    @cached_property
    def columns(self) -> list[Column]:
        return [Column("coordinate", label=_("What"), sort_key="coordinate"), *super().columns]


class OperationsReport(UseReport):
    """The operations that are used most, and their costs. An operation without a name is shown by its hash."""

    model = OperationUse
    name = "operations"
    page_title = _("GraphQL operations")
    list_export = ["name", "sha256", *UseReport.list_export, "cost", "milliseconds", "repeated", "unchanged", "failed"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("name", label=_("Operation"), accessor=lambda use: use.name or use.sha256[:12] or _("others")),
            *super().columns,
            Column("cost", label=_("Cost"), sort_key="cost"),
            Column("milliseconds", label=_("Milliseconds"), sort_key="milliseconds"),
            Column("repeated", label=_("Answered from memory"), sort_key="repeated"),
            Column("unchanged", label=_("Not changed since asked"), sort_key="unchanged"),
            Column("failed", label=_("With errors"), sort_key="failed"),
        ]


REPORTS = (DeprecatedUsesReport, OperationsReport)
