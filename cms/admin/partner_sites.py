"""Partner sites in the settings of the admin, the tokens with which they show drafts, and the way back to a field."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Page

from cms.models import PartnerSite
from graph.declarations import primary_language, registry
from graph.previews import token_for
from graph.refusals import Refusal
from graph.visibility import instances


class PartnerSiteViewSet(ModelViewSet):
    model = PartnerSite
    icon = "globe"
    name = "partner_sites"
    menu_label = _("Partner sites")
    menu_order = 660
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "address", "in_frame"]
    inspect_view_enabled = False


@never_cache
@require_POST
def renew_token(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer an open preview with a new token for the same page."""
    page = get_object_or_404(Page, pk=page_id)
    try:
        return JsonResponse({"token": token_for(page, request.user, request.session.session_key)})
    except Refusal as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def edit_resource(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Redirect to the form of a page or record; of a page, in the language of the parameter `lang` if it has that."""
    declared = registry().by_slug.get(slug)
    found = [each for model in declared.models for each in instances(declared, model, [key])] if declared else []
    wanted = request.GET.get("lang")
    found.sort(key=lambda each: not (isinstance(each, Page) and primary_language(each.locale.language_code) == wanted))
    finder = AdminURLFinder(request.user)
    for each in found:
        if address := finder.get_edit_url(each):
            return redirect(address)
    raise Http404


urlpatterns = [
    path("previews/token/<int:page_id>/", renew_token, name="renew-preview-token"),
    path("previews/edit/<slug:slug>/<path:key>/", edit_resource, name="edit-resource"),
]
