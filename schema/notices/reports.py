"""The log of notices in the admin: what was sent, what was answered, and what was given up."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from schema.models import Attempt, Notice, Subscription
from schema.notices.delivering import deliver_again

POLICY = ModelPermissionPolicy(Subscription)
NAME = "notices"


class NoticeFilterSet(WagtailFilterSet):
    class Meta:
        model = Notice
        fields = ["state", "subscription"]


class NoticesReport(ReportView):
    """Notices, the newest first. Those in the state “given up” are the dead letters."""

    model = Notice
    page_title = _("Webhook notices")
    header_icon = "mail"
    permission_policy = POLICY
    any_permission_required = ["change"]
    default_ordering = "-made"
    filterset_class = NoticeFilterSet
    index_url_name = NAME
    index_results_url_name = f"{NAME}_results"
    list_export = ["name", "subscription", "made", "state", "failures", "status"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Notice"), get_url=lambda notice: reverse("notice", args=[notice.pk])),
            Column("subscription", label=_("Webhook")),
            DateColumn("made", label=_("Made"), sort_key="made"),
            Column("get_state_display", label=_("State"), accessor=lambda notice: notice.get_state_display()),
            Column("status", label=_("Last answer")),
            Column("tries", label=_("Attempts")),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        last = Attempt.objects.filter(notice=OuterRef("pk")).order_by("-started").values("status")[:1]
        return Notice.objects.select_related("subscription").annotate(status=Subquery(last), tries=Count("attempts"))

    def get_filename(self) -> str:
        return NAME

    @classmethod
    def menu_item(cls) -> MenuItem:
        return NoticesMenuItem(cls.page_title, reverse(NAME), name=NAME, icon_name=cls.header_icon, order=910)


class NoticesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return _may_see(request)


def show_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a notice with its attempts."""
    notice = _notice(request, pk)
    trail = [{"url": reverse(NAME), "label": NoticesReport.page_title}, {"url": "", "label": notice.name}]
    context = {
        "notice": notice,
        "content": json.dumps(notice.content, indent=2, ensure_ascii=False),
        "breadcrumbs_items": trail,
        "header_title": notice.name,
        "header_icon": NoticesReport.header_icon,
    }
    return render(request, "schema/notice.html", context)


@require_POST
def send_notice_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a notice again, under the same name."""
    notice = _notice(request, pk)
    deliver_again(notice)
    messages.success(request, gettext("The notice is sent again in a moment."))
    return redirect("notice", pk)


def notice_urls() -> list[URLPattern]:
    return [
        path(f"reports/{NAME}/", NoticesReport.as_view(), name=NAME),
        path(f"reports/{NAME}/results/", NoticesReport.as_view(results_only=True), name=f"{NAME}_results"),
        path(f"reports/{NAME}/<int:pk>/", show_notice, name="notice"),
        path(f"reports/{NAME}/<int:pk>/again/", send_notice_again, name="notice_again"),
    ]


def _notice(request: HttpRequest, pk: int) -> Notice:
    if not _may_see(request):
        raise PermissionDenied
    return get_object_or_404(Notice.objects.select_related("subscription"), pk=pk)


def _may_see(request: HttpRequest) -> bool:
    return bool(POLICY.user_has_any_permission(request.user, ["change"]))
