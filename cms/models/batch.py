"""Changes of many pages at once, by a bulk action or an edited sheet, recorded to be undone as a whole."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Batch(models.Model):
    """One change of many pages. What it does to each, its operation knows: see `cms.admin.bulk.operations`."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    started_at = models.DateTimeField(auto_now_add=True)
    operation = models.CharField(max_length=20)
    options = models.JSONField(default=dict)
    title = models.CharField(max_length=255)
    report = models.JSONField(default=list, help_text="Sentences about what is in no page, such as rows of a sheet.")
    confirmed = models.BooleanField(default=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.title


class BatchedPage(models.Model):
    """A page of a batch, and what it was before: revisions to which undoing leads back."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        LEFT = "left", _("left alone")
        UNDONE = "undone", _("undone")
        KEPT = "kept", _("kept as it is")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    change = models.JSONField(default=dict, help_text="What the operation is to do here, where pages differ in it.")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    note = models.TextField(blank=True)
    draft_before = models.BigIntegerField(null=True)
    public_before = models.BigIntegerField(null=True)
    changed_before = models.BooleanField(default=False, help_text="It had changes that were not published.")
    revision = models.BigIntegerField(null=True, help_text="The newest revision that the batch has left behind.")
    public_revision = models.BigIntegerField(null=True, help_text="The public revision that the batch has left behind.")
    review = models.BigIntegerField(null=True, help_text="The workflow that it has started.")

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["batch", "page"], name="a_page_once_in_a_batch")]

    def __str__(self):
        return f"{self.batch_id}: {self.page_id}, {self.state}"
