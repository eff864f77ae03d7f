"""What holders of a project send by a link: figures, results, pictures and corrections, each by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models.signed_link import Resolved, SignedLink


class UpdateLink(SignedLink):
    """A person who knows a page's facts and is asked to send what is new or wrong."""

    purpose = "update"
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="update_links", editable=False)
    message = models.TextField(
        _("message"), blank=True, max_length=5000, help_text=_("In the mail and above the form: what you ask for.")
    )

    class Meta:
        verbose_name = _("request for an update")
        verbose_name_plural = _("requests for updates")
        ordering = ["-pk"]
        default_permissions = ()


class Proposal(Resolved):
    """One fact that a holder has sent."""

    class Kind(models.TextChoices):
        FIGURE = "figure", _("key figure")
        RESULT = "result", _("result")
        PICTURE = "picture", _("picture")
        CORRECTION = "correction", _("correction")

    link = models.ForeignKey(UpdateLink, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    facts = models.JSONField(default=dict)
    picture = models.FileField(upload_to="proposals/", blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.link}: {self.get_kind_display()}"
