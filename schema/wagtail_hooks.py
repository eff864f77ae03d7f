"""Registers what `schema.viewsets` and `schema.reports` declare."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from schema import reports
from schema.viewsets import ApiKeyViewSet


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return ApiKeyViewSet()


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern]:
    return reports.urlpatterns


@hooks.register("register_reports_menu_item")
def register_deprecated_uses() -> MenuItem:
    return reports.menu_item()
