"""Stop a subscription that cannot be served, and tell its contact."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import gettext, gettext_noop, override

from schema.models import Subscription

logger = logging.getLogger(__name__)

SUBJECT = gettext_noop("%(site)s: the webhook “%(name)s” was stopped")
TEXT = gettext_noop(
    "%(site)s has stopped sending notices to %(address)s.\n\n%(reason)s\n\n"
    "Changes are not lost: they wait until an administrator of %(site)s makes the webhook “%(name)s” active again.\n"
)


def stop(subscription: Subscription, reason: str) -> None:
    """Make a subscription inactive. A mail that cannot be sent is logged, and changes nothing."""
    if not Subscription.objects.filter(pk=subscription.pk, active=True).update(active=False):
        return
    logger.warning("The webhook %s was stopped. %s", subscription, reason)
    if not subscription.contact:
        return
    name = settings.WAGTAIL_SITE_NAME
    values = {"site": name, "address": subscription.address, "reason": reason, "name": subscription}
    try:
        # In the site's main language: a subscription has none of its own.
        with override(settings.LANGUAGE_CODE):
            send_mail(gettext(SUBJECT) % values, gettext(TEXT) % values, None, [subscription.contact])
    except (OSError, SMTPException):
        logger.exception("The contact of the webhook %s could not be told.", subscription)
