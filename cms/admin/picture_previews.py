"""The view that previews a picture in other sizes, and the answer to requests whose picture cannot be read."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.forms import URLGeneratorForm
from wagtail.images.models import SourceImageIOError
from wagtail.permissions import policy_registry

from cms.pictures import SandboxedFilter, turn
from graph.replica import Busy


def preview(request, image_id, filter_spec):
    """Answer with the picture as a filter would make it, within the limits of renditions; nothing is stored."""
    image = get_object_or_404(get_image_model(), pk=image_id)
    policy = policy_registry.get_by_type(type(image))
    if not policy.user_has_permission_for_instance(request.user, "change", image):
        raise PermissionDenied
    resizing = SandboxedFilter(filter_spec)
    if not _is_offered(resizing):
        return HttpResponseBadRequest(_("There is no such size."), content_type="text/plain; charset=utf-8")
    output = BytesIO()
    with turn(image):
        made = resizing.run(image, output)
    return HttpResponse(output.getvalue(), content_type=f"image/{made.format_name}")


def _is_offered(resizing):
    try:
        return all(each.method in URLGeneratorForm.FilterChoices.values for each in resizing.operations)
    except InvalidFilterSpecError:
        return False


# The same address as Wagtail's own view, which would decode the picture in the web process.
urlpatterns = [path("images/<int:image_id>/preview/<str:filter_spec>/", preview)]


class LostPictureMiddleware:
    """Middleware that answers 404 where a picture's file is lost or damaged, and 503 where it must wait for others.

    Without it, Wagtail's exception would be reported as an error of the server.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, SourceImageIOError):
            return None
        if isinstance(exception, Busy):
            text, status = _("Other pictures are being made smaller: ask again in a moment."), 503
        else:
            text, status = _("The file of this picture is lost or damaged: upload it again in Images."), 404
        return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
