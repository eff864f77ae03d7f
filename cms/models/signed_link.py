"""Links for people without an account, and what an editor decides about what they send."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def site_languages() -> list[tuple[str, str]]:
    """Return the languages of the site with their names; a function, so that migrations do not list them."""
    return list(settings.LANGUAGES)


class SignedLink(models.Model):
    """A person who works without an account, by a link that was mailed.

    The token of the link is not kept, only its digest: who reads the database cannot use the link. `cms.peers.tokens`
    makes and checks tokens.
    """

    name = models.CharField(_("name"), max_length=255, help_text=_("The name of the person; it is not published."))
    email = models.EmailField(_("e-mail address"), help_text=_("The link is sent there."))
    language = models.CharField(
        _("language"), max_length=12, choices=site_languages, help_text=_("The language of the mail and of the form.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"), help_text=_("The link does not work any more from then on."))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now()


class Resolved(models.Model):
    """Something that was sent in, and what an editor has decided about it."""

    class Resolution(models.TextChoices):
        OPEN = "open", _("open")
        ACCEPTED = "accepted", _("accepted")
        NOT_TAKEN = "not-taken", _("not taken")

    resolution = models.CharField(_("decision"), max_length=10, choices=Resolution, default=Resolution.OPEN)
    note = models.TextField(
        _("what was done, or why not"),
        blank=True,
        max_length=5000,
        help_text=_("The person who sent it reads this."),
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    resolved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_resolved(self) -> bool:
        return self.resolution != self.Resolution.OPEN
