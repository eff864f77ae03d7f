"""The action of the admin's API that copies a page for translation."""

from django.db import IntegrityError, transaction
from wagtail.admin.api.actions.copy_for_translation import CopyForTranslationAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.utils import BadRequestError


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
