"""API keys of partner sites, the queries that they have registered, and counts of what they ask for."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

OLD_SECRET_STAYS = timedelta(days=7)
FORM = re.compile(r"accord_(?P<prefix>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
LAST_USE_IS_WRITTEN = timedelta(minutes=1)


class ApiKey(models.Model):
    """The credentials of a partner: a public prefix to find the key by, and a secret of which only the hash is stored.

    The hash is a plain one: a secret of 256 random bits cannot be guessed, however fast the hash is.
    """

    partner = models.CharField(_("partner"), max_length=100, unique=True, help_text=_("Who uses it, and for what."))
    prefix = models.CharField(_("prefix"), max_length=12, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    active = models.BooleanField(_("active"), default=True, help_text=_("Without it, the key is refused at once."))
    expires = models.DateTimeField(_("expires"), null=True, blank=True, help_text=_("Empty: never."))
    any_query = models.BooleanField(
        _("may send any query"), default=True, help_text=_("Without it, only the documents registered below.")
    )
    large_queries = models.BooleanField(
        _("may send large queries"), default=False, help_text=_("Ten times the cost that others may ask for.")
    )
    rate = models.PositiveIntegerField(
        _("cost per minute"), null=True, blank=True, help_text=_("Empty: as much as any key.")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    last_used = models.DateTimeField(_("last used"), null=True, editable=False)

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["partner"]

    def __str__(self) -> str:
        return self.partner

    def renew(self) -> str:
        """Return the text of the key with a new secret, shown only now. The previous secret stays valid for a week."""
        secret = secrets.token_urlsafe(32)
        self.prefix = self.prefix or secrets.token_hex(6)
        self.previous_hash, self.secret_hash = self.secret_hash, _hash(secret)
        self.previous_until = timezone.now() + OLD_SECRET_STAYS if self.previous_hash else None
        return f"accord_{self.prefix}_{secret}"

    @classmethod
    def of(cls, text: str) -> ApiKey | None:
        """Return the key with this text, as `renew` returned it; None if it is switched off or has expired."""
        parts = FORM.fullmatch(text)
        found = cls.objects.filter(prefix=parts["prefix"], active=True).first() if parts else None
        return found if found and parts and found._accepts(_hash(parts["secret"])) else None

    def note_use(self) -> None:
        """Record the time of the last use, at most once a minute."""
        now = timezone.now()
        before = now - LAST_USE_IS_WRITTEN
        if self.last_used is None or self.last_used < before:
            due = Q(last_used=None) | Q(last_used__lt=before)
            ApiKey.objects.filter(due, pk=self.pk).update(last_used=now)

    def document(self, sha256: str) -> str | None:
        return self.documents.filter(sha256=sha256).values_list("text", flat=True).first()

    def _accepts(self, digest: str) -> bool:
        now = timezone.now()
        if self.expires and self.expires <= now:
            return False
        is_old = bool(self.previous_until and now < self.previous_until)
        return hmac.compare_digest(digest, self.secret_hash) or (
            is_old and hmac.compare_digest(digest, self.previous_hash)
        )


class TrustedDocument(models.Model):
    """A query that a partner has registered, named by its SHA-256 hash."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="documents")
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    uploaded = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("key", "sha256", name="one_document_per_hash")]

    def __str__(self) -> str:
        return self.sha256


class Counted(models.Model):
    """Uses by a partner, counted by month; without a key the partner is unknown."""

    key = models.ForeignKey(ApiKey, models.CASCADE, null=True, related_name="+")
    month = models.DateField(_("month"))
    count = models.PositiveBigIntegerField(_("count"), default=0)

    class Meta:
        abstract = True

    @classmethod
    def add(cls, key: int | None, amounts: Mapping[str, int], **what: Any) -> None:
        """Add amounts to the counts of this month."""
        month = timezone.now().date().replace(day=1)
        counted, _created = cls._default_manager.get_or_create(key_id=key, month=month, **what)
        added = {name: F(name) + amount for name, amount in amounts.items()}
        cls._default_manager.filter(pk=counted.pk).update(**added)


class DeprecatedUse(Counted):
    """How often a partner has asked for something that is deprecated, by its schema coordinate."""

    coordinate = models.CharField(_("coordinate"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "coordinate", "month", name="one_count_per_key_and_month"),
            models.UniqueConstraint(
                "coordinate", "month", condition=Q(key=None), name="one_count_without_key_per_month"
            ),
        ]
        ordering = ["-month", "coordinate"]

    def __str__(self) -> str:
        return f"{self.coordinate} {self.month:%Y-%m}: {self.count}"


class OperationUse(Counted):
    """The uses and the cost of a partner's operation. Uses without a key share one row, and so do the operations that a
    partner sends beyond `OPERATIONS` different ones a month."""

    OPERATIONS: ClassVar = 200

    name = models.CharField(_("operation"), max_length=100, blank=True)
    sha256 = models.CharField(_("hash"), max_length=64, blank=True)
    cost = models.PositiveBigIntegerField(_("cost"), default=0)
    milliseconds = models.PositiveBigIntegerField(_("milliseconds"), default=0)
    repeated = models.PositiveBigIntegerField(_("answered from memory"), default=0)
    unchanged = models.PositiveBigIntegerField(_("unchanged"), default=0)
    failed = models.PositiveBigIntegerField(_("failed"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "sha256", "name", "month", name="one_operation_per_key_and_month"),
            models.UniqueConstraint(
                "sha256", "name", "month", condition=Q(key=None), name="one_operation_without_key_per_month"
            ),
        ]
        ordering = ["-month", "-cost"]

    def __str__(self) -> str:
        return f"{self.name or self.sha256[:12]} {self.month:%Y-%m}: {self.count}"

    @classmethod
    def add(cls, key: int | None, amounts: Mapping[str, int], **what: Any) -> None:
        known = cls.objects.filter(key_id=key, month=timezone.now().date().replace(day=1))
        is_one_of_few = known.filter(**what).exists() or known.count() < cls.OPERATIONS
        super().add(key, amounts, **(what if is_one_of_few else {"name": "", "sha256": ""}))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
