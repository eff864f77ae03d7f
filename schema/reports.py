"""The report of who still uses what is deprecated, for administrators of keys: whom to tell before it goes."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from schema.models import ApiKey, DeprecatedUse

TITLE = _("Deprecated in use")
URL_NAME = "deprecated_uses"
POLICY = ModelPermissionPolicy(ApiKey)


class DeprecatedUsesView(ReportView):
    """Counts by partner and month, the newest first; without a key nobody knows who it was."""

    model = DeprecatedUse
    page_title = TITLE
    header_icon = "key"
    index_url_name = URL_NAME
    index_results_url_name = f"{URL_NAME}_results"
    permission_policy = POLICY
    any_permission_required = ["change"]
    default_ordering = "-month"
    list_export = ["coordinate", "partner", "month", "count"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("coordinate", label=_("What"), sort_key="coordinate"),
            Column("partner", label=_("Partner")),
            Column("month", label=_("Month"), sort_key="month", accessor=lambda use: f"{use.month:%Y-%m}"),
            Column("count", label=_("How often"), sort_key="count"),
        ]

    def get_base_queryset(self) -> QuerySet[DeprecatedUse]:
        return DeprecatedUse.objects.select_related("key")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        for use in object_list:
            use.partner = str(use.key or gettext("without a key"))
        return object_list

    def get_filename(self) -> str:
        return "deprecated-uses"


class DeprecatedUsesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(POLICY.user_has_any_permission(request.user, ["change"]))


urlpatterns = [
    path("reports/deprecated-uses/", DeprecatedUsesView.as_view(), name=URL_NAME),
    path(
        "reports/deprecated-uses/results/",
        DeprecatedUsesView.as_view(results_only=True),
        name=f"{URL_NAME}_results",
    ),
]


def menu_item() -> MenuItem:
    return DeprecatedUsesMenuItem(TITLE, reverse(URL_NAME), name="deprecated-uses", icon_name="key", order=900)
