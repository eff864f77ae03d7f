"""The latest findings of the quality checks for each page, stored so that a report on all pages is one query."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class RecordQuality(models.Model):
    """The findings for the newest draft of a page, counted. Written when it is saved, and by the worker."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="record_quality")
    revision = models.BigIntegerField(null=True)
    errors = models.PositiveIntegerField(_("errors"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    messages = models.JSONField(_("findings"), default=list)
    checked_at = models.DateTimeField(_("checked"), auto_now=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.errors}, {self.warnings}"
