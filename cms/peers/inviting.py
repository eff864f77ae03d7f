"""Invite people by a link, send it again, and withdraw it."""

from django.utils import timezone
from wagtail.models import Page

from cms.acting import Actor, NotAllowed
from cms.models import ReviewRound
from cms.models.signed_link import SignedLink
from cms.peers import mails, tokens


def open_round(page: Page, actor: Actor, opening: ReviewRound) -> None:
    """Open a round on the newest version of a page."""
    require_editor(page, actor)
    opening.page, opening.opened_by = page.page_ptr if hasattr(page, "page_ptr") else page, actor.user
    opening.revision = page.latest_revision
    opening.save()


def send(link: SignedLink, page: Page, actor: Actor) -> tuple[str, bool]:
    """Mail a new link, which replaces an earlier one; return its address, and whether the mail was sent."""
    require_editor(page, actor)
    token = tokens.renew(link)
    link.invited_by, link.withdrawn_at = actor.user, None
    link.save()
    address = mails.address_of(link, token)
    return address, mails.invite(link, page, address)


def withdraw(link: SignedLink, page: Page, actor: Actor) -> None:
    require_editor(page, actor)
    link.withdrawn_at = timezone.now()
    link.save(update_fields=["withdrawn_at"])


def require_editor(page: Page, actor: Actor) -> None:
    """Raise `NotAllowed` unless the actor may change the page."""
    if reason := actor.against_editing(page):
        raise NotAllowed(reason)
