"""Deliver notices as Standard Webhooks (https://www.standardwebhooks.com): sign, send, record, and try again later.

A notice is delivered at least once. An attempt is recorded after it was made, so that a process that is killed in
between leaves the notice due, and it is sent again under the same name.
"""

from __future__ import annotations

import logging
import random
from datetime import UTC, datetime, timedelta

import orjson
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import task
from standardwebhooks import Webhook

from graph.identity import from_iri
from graph.mirror import ensure_fresh
from graph.models import Change, Resource
from schema.models import Attempt, Notice, Subscription
from schema.notices.places import RefusedPlaceError, place_of
from schema.notices.posting import Reply, send
from schema.notices.stopping import stop

logger = logging.getLogger(__name__)

PAUSES = (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 28800)
"""Seconds between attempts, about a day together; then a notice is given up."""
JITTER = 0.2
"""Share by which a pause is longer or shorter, so that a server that comes back is not asked by all at once."""
STOPPED_AFTER = timedelta(days=3)
"""Time without any success after which a subscription is stopped."""
AFTER_FAILURE = -10
"""Priority of further attempts: servers that answer do not wait for those that have not."""
LEASE = timedelta(seconds=60)
"""Time for which the process that makes an attempt has the notice; it must be longer than any attempt takes."""
LONGEST_PAUSE = 3600
"""Seconds that a server may ask us to wait by Retry-After."""
GONE = 410


@task(backend="notices")
def deliver(pk: int) -> None:
    """Make one attempt to deliver a notice, unless it is not due or another process has it."""
    ensure_fresh()
    now = timezone.now()
    mine = Notice.objects.filter(pk=pk, state=Notice.State.DUE, due__lte=now, subscription__active=True)
    if mine.update(due=now + LEASE):
        notice = Notice.objects.select_related("subscription").get(pk=pk)
        record(notice, attempt(notice))


def deliver_again(notice: Notice) -> None:
    """Send a notice again that was given up or delivered, under the same name."""
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(state=Notice.State.DUE, failures=0, due=timezone.now())
        deliver.enqueue(notice.pk)


def attempt(notice: Notice) -> Reply:
    """Send a notice once."""
    body = body_of(notice)
    try:
        place = place_of(notice.subscription.address)
    except RefusedPlaceError as refused:
        return Reply(None, str(refused), 0)
    return send(place, body, {"Content-Type": "application/json", **signed(notice, body, datetime.now(UTC))})


def body_of(notice: Notice) -> bytes:
    """Return the body of a notice, without resources that have been withdrawn since it was made.

    Their withdrawal is in a later notice. Until then, nothing is said of them.
    """
    content, data = notice.content, notice.content["data"]
    if "changes" in data:
        ids = {each["id"]: from_iri(each["id"]) or "" for each in data["changes"]}
        tagged = [each for each in data["tags"] if "/" in each]
        rows = Resource.objects.filter(pk__in=[*ids.values(), *tagged], status=Resource.Status.PUBLIC)
        public = set(rows.values_list("pk", flat=True))
        changes = [e for e in data["changes"] if e["kind"] == Change.Kind.WITHDRAWAL or ids[e["id"]] in public]
        named = public.union(ids[each["id"]] for each in changes)
        tags = [each for each in data["tags"] if "/" not in each or each in named]
        content = content | {"data": data | {"changes": changes, "tags": tags}}
    return orjson.dumps(content)


def signed(notice: Notice, body: bytes, now: datetime) -> dict[str, str]:
    """Return the headers that name a notice and prove by whom it was sent, with one signature for each good secret."""
    secrets = notice.subscription.valid_secrets
    return {
        "webhook-id": notice.name,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(each).sign(notice.name, now, body.decode()) for each in secrets),
    }


def record(notice: Notice, reply: Reply) -> None:
    """Store the result of an attempt, and what follows from it."""
    subscription = notice.subscription
    now = timezone.now()
    delivered = reply.status is not None and 200 <= reply.status < 300
    with transaction.atomic():
        answer = _without_secrets(reply.text, notice)
        Attempt.objects.create(notice=notice, milliseconds=reply.milliseconds, status=reply.status, answer=answer)
        if delivered:
            Notice.objects.filter(pk=notice.pk).update(state=Notice.State.DELIVERED, due=now)
            Subscription.objects.filter(pk=subscription.pk).update(failing_since=None)
        else:
            _try_later(notice, reply, now)
    if reply.status == GONE:
        stop(subscription, gettext("Its server has answered 410: it wants no more notices."))
    elif not delivered and subscription.failing_since and now - subscription.failing_since > STOPPED_AFTER:
        since = f"{subscription.failing_since:%Y-%m-%d %H:%M}"
        stop(subscription, gettext("No notice could be delivered since %(moment)s UTC.") % {"moment": since})


def _try_later(notice: Notice, reply: Reply, now: datetime) -> None:
    """Enqueue the next attempt, or give the notice up after the last."""
    Subscription.objects.filter(pk=notice.subscription_id, failing_since=None).update(failing_since=now)
    rows = Notice.objects.filter(pk=notice.pk)
    if notice.failures >= len(PAUSES):
        rows.update(state=Notice.State.DEAD, failures=notice.failures + 1, due=now)
        return
    due = now + timedelta(seconds=pause_after(notice.failures, reply))
    rows.update(failures=notice.failures + 1, due=due)
    deliver.using(run_after=due, priority=AFTER_FAILURE).enqueue(notice.pk)


def pause_after(failures: int, reply: Reply) -> float:
    """Return the seconds until the next attempt; longer if the server asks for it."""
    pause = PAUSES[failures] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 nothing secret depends on it
    asked = reply.retry_after if reply.retry_after.isascii() and reply.retry_after.isdecimal() else "0"
    return max(pause, min(int(asked[:9]), LONGEST_PAUSE))


def _without_secrets(text: str, notice: Notice) -> str:
    """Return the text of an answer without our secrets, should the server have sent them back."""
    for each in notice.subscription.valid_secrets:
        text = text.replace(each, "…")
    return text
