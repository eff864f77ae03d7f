"""The operator's page in the admin: what the doctor says, for superusers only."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from cms.operations.doctor import Level, examine

ORDER = [Level.FAULT, Level.ADVICE, Level.GOOD]


@require_admin_access
def installation(request):
    """Show what is wrong with the installation, and what to do. The sentences are those of the command, in English."""
    if not request.user.is_superuser:
        raise PermissionDenied
    found = sorted(examine(), key=lambda each: ORDER.index(each.level))
    title = gettext("Installation")
    breadcrumbs = [{"url": reverse("wagtailadmin_home"), "label": gettext("Home")}, {"url": "", "label": title}]
    context = {"found": found, "page_title": title, "header_icon": "cogs", "breadcrumbs_items": breadcrumbs}
    return render(request, "cms/admin/installation.html", context)


urlpatterns = [path("reports/installation/", installation, name="installation")]


class InstallationMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser


def menu_item() -> MenuItem:
    return InstallationMenuItem(_("Installation"), reverse("installation"), icon_name="cogs", order=1200)
