"""Mails to people without an account, in their language."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.models.signed_link import SignedLink

logger = logging.getLogger(__name__)


def address_of(link: SignedLink, token: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(f"peers_{link.purpose}", args=[token])


def invite(link: SignedLink, page: Page, address: str) -> bool:
    """Send the link; return False if the mail server does not take the mail, so that the editor can send it."""
    with translation.override(link.language):
        context = {"link": link, "page": page, "address": address, "site": settings.WAGTAIL_SITE_NAME}
        subject = render_to_string(f"cms/peers/mail_{link.purpose}_subject.txt", context)
        text = render_to_string(f"cms/peers/mail_{link.purpose}.txt", context)
    # A line break in a title would end the header.
    mail = EmailMessage(" ".join(subject.split()), text, to=[link.email], reply_to=_reply_to(link))
    try:
        return bool(mail.send())
    except (OSError, SMTPException):
        logger.exception("An invitation could not be mailed.")
        return False


def _reply_to(link: SignedLink) -> list[str]:
    return [link.invited_by.email] if link.invited_by and link.invited_by.email else []
