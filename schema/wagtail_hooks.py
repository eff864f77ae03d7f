"""Wagtail hooks that register `schema.viewsets` and `schema.reports`."""

from django.urls import URLPattern
from wagtail import hooks

from schema.clients import REPORTS, ApiKeyViewSet
from schema.notices import NoticesReport, SubscriptionViewSet, notice_urls


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return ApiKeyViewSet()


@hooks.register("register_admin_viewset")
def register_webhooks() -> SubscriptionViewSet:
    return SubscriptionViewSet()


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    return [*(each for report in REPORTS for each in report.urls()), *notice_urls()]


for report in (*REPORTS, NoticesReport):
    hooks.register("register_reports_menu_item", report.menu_item)
