"""Copies for translators that the admin's API makes."""

from django.db import IntegrityError, transaction
from wagtail.admin.api.actions.copy_for_translation import CopyForTranslationAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.utils import BadRequestError


class OneTranslation(CopyForTranslationAPIAction):
    """Refuses a second translation into a language in a sentence. Wagtail's own ends in an error of the database."""

    def execute(self, instance, data):
        try:
            with transaction.atomic():
                return super().execute(instance, data)
        except IntegrityError as error:
            raise BadRequestError("This page, or one below it, is translated into that language already.") from error


def register():
    PagesAdminAPIViewSet.actions = PagesAdminAPIViewSet.actions | {"copy_for_translation": OneTranslation}
