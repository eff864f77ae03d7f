"""Copying of pages for translation, by the action of the admin's API and by the view *Translate*."""

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.api.actions.copy_for_translation import CopyForTranslationAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.utils import BadRequestError
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView


class OneTranslation(CopyForTranslationAPIAction):
    """Action that refuses a second translation into a language with BadRequestError.

    Wagtail's own action would end in an error of the database.
    """

    def execute(self, instance, data):
        try:
            with transaction.atomic():
                return super().execute(instance, data)
        except IntegrityError as error:
            raise BadRequestError("This page, or one below it, is translated into that language already.") from error


def register():
    PagesAdminAPIViewSet.actions = PagesAdminAPIViewSet.actions | {"copy_for_translation": OneTranslation}
    told = SubmitPageTranslationView.get_success_message
    SubmitPageTranslationView.get_success_message = lambda view, locales: _with_links(view, told(view, locales))


def _with_links(view: SubmitPageTranslationView, message: str) -> SafeString:
    """Return the message with a link to each translation: Wagtail leads to the list of the original's language."""
    pages = view.object.get_translations().select_related("locale")
    addresses = ((reverse("wagtailadmin_pages:edit", args=[each.pk]), each.locale.get_display_name()) for each in pages)
    return format_html("{}: {}", message, format_html_join(", ", '<a href="{}">{}</a>', addresses))
