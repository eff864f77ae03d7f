"""Follow the journal for each subscription, and make notices of the pages of the change feed that concern it.

A subscription has at most one notice that is not delivered. What changes meanwhile waits in the feed, which tells the
newest change of each resource: a partner whose server was down for a day gets a few notices, not thousands.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from graph.mirror import ensure_fresh
from graph.publishing.feed import Page, Token, page_after
from graph.publishing.feed.tokens import START_AGAIN
from graph.publishing.purges import purged_by
from schema.models import Followed, Notice, Subscription
from schema.notices.choosing import WrongFilterError, all_passing, chosen
from schema.notices.delivering import deliver
from schema.notices.stopping import stop

logger = logging.getLogger(__name__)

PAGE = 50
"""Most changes of a notice."""
LOST_AFTER = timedelta(seconds=60)
"""Time after which the task of a notice that should have been sent is taken for lost with its process."""


def follow_for_all() -> None:
    """Make the notices that are due for all active subscriptions."""
    active = Subscription.objects.filter(active=True)
    if not active.exists():
        return
    state = ensure_fresh()
    for subscription in active.exclude(notices__state=Notice.State.DUE):
        try:
            follow(subscription, state.epoch, state.sequence)
        except WrongFilterError as error:
            stop(subscription, gettext("Its filter cannot be used any more: %(error)s") % {"error": error})
    send_again_what_was_lost(timezone.now())


def follow(subscription: Subscription, epoch: UUID, newest: int) -> None:
    """Make the next notice of a subscription, or pass over what does not concern it. Raise WrongFilterError."""
    if subscription.epoch != epoch:
        _begin(subscription, epoch, newest)
        return
    token = Token(epoch, subscription.began, subscription.sequence, tuple(subscription.types))
    while token.sequence < newest:
        page = page_after(token, newest, PAGE)
        entries, passing = chosen(subscription, page.entries)
        tags = purged_by({each.resource for each in entries}, token.sequence, page.next.sequence) if entries else ()
        told = {"changes": [each.in_json() for each in entries], "next": str(page.next), "tags": sorted(tags)}
        with transaction.atomic():
            if not _move(subscription, page.next):
                return
            _remember(subscription, page, passing)
            if entries:
                _make(subscription, _message("changes", told))
                return
        token = page.next


def send_again_what_was_lost(now: datetime) -> None:
    """Enqueue notices again whose task was lost, or had come up while their subscription was not active."""
    lost = Notice.objects.filter(state=Notice.State.DUE, due__lt=now - LOST_AFTER, subscription__active=True)
    for notice in lost:
        with transaction.atomic():
            if Notice.objects.filter(pk=notice.pk, due=notice.due).update(due=now):
                deliver.enqueue(notice.pk)


def _begin(subscription: Subscription, epoch: UUID, newest: int) -> None:
    """Begin with what changes from now on, or go on if only the filter is new.

    If another journal was followed before, say that the partner's copy is not good.
    """
    passing = set(all_passing(subscription)) if subscription.filter else set()
    is_changed = subscription.epoch is None and 0 < subscription.sequence <= newest
    start = subscription.sequence if is_changed else newest
    begins = Token(epoch, start, start, tuple(subscription.types))
    was_following = subscription.epoch is not None
    with transaction.atomic():
        if not _move(subscription, begins):
            return
        subscription.followed.all().delete()
        Followed.objects.bulk_create([Followed(subscription=subscription, resource=each) for each in sorted(passing)])
        if was_following:
            _make(subscription, _message("reset", {"reason": START_AGAIN}))


def _move(subscription: Subscription, token: Token) -> bool:
    """Store how far a subscription was followed, unless it was changed meanwhile; return whether it was stored."""
    same = {name: getattr(subscription, name) for name in ("epoch", "sequence", "filter", "types")}
    rows = Subscription.objects.filter(pk=subscription.pk, active=True, **same)
    moved = rows.update(epoch=token.epoch, began=token.began, sequence=token.sequence)
    subscription.epoch, subscription.began, subscription.sequence = token.epoch, token.began, token.sequence
    return bool(moved)


def _remember(subscription: Subscription, page: Page, passing: set[str]) -> None:
    """Remember which of a page's resources pass the filter."""
    if not subscription.filter:
        return
    looked_at = Q(resource__in=[each.resource for each in page.entries])
    subscription.followed.filter(looked_at).delete()
    Followed.objects.bulk_create([Followed(subscription=subscription, resource=each) for each in sorted(passing)])


def _message(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "timestamp": timezone.now().isoformat(), "data": data}


def _make(subscription: Subscription, content: dict[str, Any]) -> None:
    notice = Notice.objects.create(subscription=subscription, name=f"msg_{secrets.token_hex(12)}", content=content)
    deliver.enqueue(notice.pk)
