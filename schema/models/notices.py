"""Partners' subscriptions to changes, the notices that they are sent, and how far others were told."""

from __future__ import annotations

import base64
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schema.models.partners import OLD_SECRET_STAYS


class Subscription(models.Model):
    """An address of a partner that is sent a notice when public resources change.

    The secret is stored as it is: whoever signs with it needs the secret itself.
    """

    name = models.CharField(_("name"), max_length=100, unique=True, help_text=_("Who is told, and for what."))
    address = models.URLField(
        _("address"), max_length=500, help_text=_("Notices are sent there with POST. Redirects are not followed.")
    )
    contact = models.EmailField(
        _("contact"), blank=True, help_text=_("Gets a mail when notices are stopped because they fail for days.")
    )
    types = models.JSONField(_("types"), default=list, blank=True)
    """The slugs of types, sorted; empty for all types."""
    filter = models.TextField(
        _("filter"),
        blank=True,
        max_length=2_000,
        help_text=_(
            "A filter as in GraphQL: that of the type if exactly one is chosen, else that of `resources`, such as "
            '{countries: {some: {code: {eq: "KH"}}}}. A resource that passes no more is told a last time.'
        ),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Without it, changes wait, and are told once it is set again.")
    )
    secret = models.CharField(max_length=100, editable=False)
    previous_secret = models.CharField(max_length=100, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    epoch = models.UUIDField(null=True, editable=False)
    """The epoch of the journal that was followed last; None before the first time and after a change of the filter."""
    began = models.BigIntegerField(default=0, editable=False)
    """See `graph.publishing.feed.Token.began`."""
    sequence = models.BigIntegerField(default=0, editable=False)
    """The number of the last change that is in a notice, or was passed over."""
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    """When the first attempt after the last success failed."""

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def renew(self) -> str:
        """Return a new secret, shown only now. Until a week from now, notices are signed with the previous one too."""
        self.previous_secret, self.secret = self.secret, f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
        self.previous_until = timezone.now() + OLD_SECRET_STAYS if self.previous_secret else None
        return self.secret

    @property
    def valid_secrets(self) -> list[str]:
        """The secrets to sign with, the newest first."""
        is_old = bool(self.previous_until and timezone.now() < self.previous_until)
        return [self.secret, self.previous_secret] if is_old else [self.secret]


class Followed(models.Model):
    """A resource that passed the filter of a subscription when it was last looked at."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="followed")
    resource = models.CharField(max_length=300)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint("subscription", "resource", name="one_row_per_followed_resource")]

    def __str__(self) -> str:
        return self.resource


class Notice(models.Model):
    """A message to a subscription about a page of the change feed. At most one of a subscription is due."""

    class State(models.TextChoices):
        DUE = "due", _("due")
        DELIVERED = "delivered", _("delivered")
        DEAD = "dead", _("given up")

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="notices")
    name = models.CharField(_("notice"), max_length=50, unique=True)
    """The header webhook-id, the same at each attempt."""
    content = models.JSONField()
    made = models.DateTimeField(_("made"), default=timezone.now, db_index=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE)
    failures = models.PositiveIntegerField(_("failures"), default=0)
    """Failed attempts since it was made, or was to be sent again by hand."""
    due = models.DateTimeField(_("next attempt"), default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering = ["-made"]

    def __str__(self) -> str:
        return self.name


class Attempt(models.Model):
    """One try to deliver a notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="attempts")
    started = models.DateTimeField(default=timezone.now)
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    """None if there was no answer."""
    answer = models.TextField(blank=True)
    """The beginning of the answer, or why there was none."""

    class Meta:
        default_permissions = ()
        ordering = ["-started"]

    def __str__(self) -> str:
        return f"{self.notice}: {self.status or self.answer}"


class Position(models.Model):
    """How far the journal was followed for something that is told of changes, such as the caches before this site."""

    name = models.CharField(primary_key=True, max_length=50)
    epoch = models.UUIDField()
    sequence = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.sequence} of {self.epoch}"
