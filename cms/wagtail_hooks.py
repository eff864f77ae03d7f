"""Registers the views, menus, panels and hooks of `cms.admin` with Wagtail."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.admin import (
    dashboard,
    guide,
    imports,
    pages,
    partner_sites,
    picture_previews,
    quality_report,
    reports,
    statements,
    users,
)
from cms.admin.bulk import actions, views
from cms.admin.health import GraphHealthPanel
from cms.admin.listings import selection
from cms.admin.listings.viewsets import ContentGroup
from cms.admin.merging import views as merging
from cms.admin.peers import lists as peers
from cms.admin.releases import views as releases
from cms.admin.remits import RemitViewSet
from cms.admin.sheets import views as sheets
from cms.admin.translations import state
from cms.admin.translations import views as translations
from cms.admin.viewsets import ReferenceDataGroup
from cms.identity import rights_log
from cms.operations import page
from cms.settings import identity
from graph.text import markup

register_snippet(ReferenceDataGroup)


@hooks.register("register_admin_viewset")
def register_content_listings():
    return ContentGroup()


@hooks.register("register_admin_viewset")
def register_page_views():
    return pages.viewsets()


hooks.register("register_log_actions", rights_log.register_actions)

if identity.IS_INSTALLED:

    @hooks.register("register_account_settings_panel")
    def offer_second_factors(request, user, profile):
        from cms.identity.panel import SecondFactorPanel

        return SecondFactorPanel(request, user, profile)


for action in (*selection.ACTIONS, *actions.ACTIONS, releases.AddToRelease):
    hooks.register("register_bulk_action", action, order=200)


@hooks.register("register_admin_viewset")
def register_remits():
    return RemitViewSet("remits")


@hooks.register("register_admin_viewset")
def register_partner_sites():
    return partner_sites.PartnerSiteViewSet()


@hooks.register("register_admin_urls")
def register_report_urls():
    ours = (
        page,
        partner_sites,
        reports,
        quality_report,
        statements,
        imports,
        views,
        sheets,
        guide,
        peers,
        translations,
        releases,
        merging,
    )
    return [pattern for each in ours for pattern in each.urlpatterns]


@hooks.register("register_admin_urls", order=-1)
def register_picture_previews():
    """Return the URLs of picture previews, registered before Wagtail's own view with the same address."""
    return picture_previews.urlpatterns


hooks.register("before_create_user", users.refuse_making_superusers)
hooks.register("before_edit_user", users.refuse_changing_superusers)
hooks.register("before_bulk_action", users.refuse_changing_superusers_in_bulk)


@hooks.register("register_reports_menu_item")
def register_not_found_yet():
    return reports.menu_item()


@hooks.register("register_reports_menu_item")
def register_quality():
    return quality_report.menu_item()


@hooks.register("register_reports_menu_item")
def register_coverage():
    return translations.menu_item()


@hooks.register("after_edit_page")
def note_current_translation(request, page):
    """Note what the translator has ticked in the form (`cms.forms.TranslationPanel`)."""
    if request.POST.get("translation_is_current"):
        state.note_current(page)


@hooks.register("register_reports_menu_item")
def register_installation():
    return page.menu_item()


@hooks.register("register_reports_menu_item")
def register_batches():
    return views.menu_item()


@hooks.register("construct_homepage_panels")
def add_our_panels(request, panels):
    panels += [GraphHealthPanel(request), *dashboard.panels(request)]


@hooks.register("register_admin_menu_item")
def register_import():
    return imports.menu_item()


@hooks.register("register_admin_menu_item")
def register_peers():
    return peers.menu_item()


@hooks.register("register_admin_menu_item")
def register_releases():
    return releases.menu_item()


hooks.register("register_page_header_buttons", peers.page_buttons)


@hooks.register("register_help_menu_item")
def register_guide():
    return guide.menu_item()


@hooks.register("register_rich_text_features", order=1000)
def offer_what_readers_see(features):
    """Limit the features of every editor of formatted text to the markup that descriptions can hold."""
    features.default_features = list(markup.OFFERED)
