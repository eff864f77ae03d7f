"""Registers what `cms.admin` declares."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.admin import checks, dashboard, imports, pages, quality_report, reports, statements
from cms.admin.health import GraphHealthPanel
from cms.admin.listings.viewsets import ContentGroup
from cms.admin.remits import RemitViewSet
from cms.admin.viewsets import ReferenceDataGroup

register_snippet(ReferenceDataGroup)


@hooks.register("register_admin_viewset")
def register_content_listings():
    return ContentGroup()


@hooks.register("register_admin_viewset")
def register_page_views():
    return pages.viewsets()


hooks.register("before_bulk_action", checks.refuse_unfit)


@hooks.register("register_admin_viewset")
def register_remits():
    return RemitViewSet("remits")


@hooks.register("register_admin_urls")
def register_report_urls():
    return [*reports.urlpatterns, *quality_report.urlpatterns, *statements.urlpatterns, *imports.urlpatterns]


@hooks.register("register_reports_menu_item")
def register_not_found_yet():
    return reports.menu_item()


@hooks.register("register_reports_menu_item")
def register_quality():
    return quality_report.menu_item()


@hooks.register("construct_homepage_panels")
def add_our_panels(request, panels):
    panels += [GraphHealthPanel(request), *dashboard.panels(request)]


@hooks.register("register_admin_menu_item")
def register_import():
    return imports.menu_item()
