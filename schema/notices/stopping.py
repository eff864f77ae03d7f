"""Stop a subscription that cannot be served, and tell its contact."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

from schema.models import Subscription

logger = logging.getLogger(__name__)

TEXT = """\
{site} has stopped sending notices to {address}.

{reason}

Changes are not lost: they wait until an administrator of {site} makes the webhook “{name}” active again.
"""


def stop(subscription: Subscription, reason: str) -> None:
    """Make a subscription inactive. A mail that cannot be sent is logged, and changes nothing."""
    if not Subscription.objects.filter(pk=subscription.pk, active=True).update(active=False):
        return
    logger.warning("The webhook %s was stopped. %s", subscription, reason)
    if not subscription.contact:
        return
    name = settings.WAGTAIL_SITE_NAME
    text = TEXT.format(site=name, address=subscription.address, reason=reason, name=subscription)
    try:
        send_mail(f"{name}: the webhook “{subscription}” was stopped", text, None, [subscription.contact])
    except (OSError, SMTPException):
        logger.exception("The contact of the webhook %s could not be told.", subscription)
