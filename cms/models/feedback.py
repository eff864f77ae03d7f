"""What readers say about a page. A moderator decides what of it is shown."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.models.signed_link import site_languages
from graph.declarations import SCHEMA, DateTime, GraphType, MultilingualText, String, Text, primary_language


class Feedback(models.Model):
    """A comment of a reader on a page."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SHOWN = "shown", _("shown")
        REFUSED = "refused", _("refused")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="feedback")
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100, blank=True, help_text=_("The name that the reader gave."))
    text = models.TextField(_("text"), help_text=_("What the reader says."))
    language = models.CharField(max_length=12, choices=site_languages)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    moderated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    moderated_at = models.DateTimeField(null=True)

    graph_type = GraphType("ReaderComment", title=None, rdf=(SCHEMA.Comment,))
    graph_fields = [
        Text("text", SCHEMA.text, source="texts", depends_on=("text", "language"), label=_("text"),
             definition="What the reader says."),
        String("name", SCHEMA.creditText, definition="The name that the reader gave."),
        DateTime("sent", SCHEMA.dateCreated, source="sent_at", definition="When the reader sent it."),
    ]  # fmt: skip

    class Meta:
        verbose_name = _("comment of a reader")
        verbose_name_plural = _("comments of readers")
        ordering = ["sent_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.name or _('Anonymous')}, {self.sent_at:%Y-%m-%d}"

    def texts(self) -> MultilingualText:
        return MultilingualText({primary_language(self.language): self.text})
