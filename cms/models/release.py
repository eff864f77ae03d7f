"""Releases: pages that become public together, and can be taken back together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Release(models.Model):
    """Drafts of several pages that are approved as they are and published at one moment."""

    title = models.CharField(_("title"), max_length=255, help_text=_("What becomes public, such as “Toolkit 2027”."))
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        help_text=_("When it becomes public by itself, once it is approved; empty: when somebody publishes it."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    taken_back_at = models.DateTimeField(null=True, editable=False)
    problem = models.TextField(blank=True, editable=False, help_text="Why it could not be published by itself.")

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.title

    @property
    def state(self) -> str:
        if self.taken_back_at:
            return _("taken back")
        if self.published_at:
            return _("published")
        return _("approved") if self.approved_at else _("prepared")

    def is_open(self) -> bool:
        """Return whether pages can be added and left out."""
        return self.approved_at is None and self.published_at is None


class ReleasedPage(models.Model):
    """A page of a release: the approved version, and what there was before and after its publication."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    revision = models.BigIntegerField(null=True)
    draft_before = models.BigIntegerField(null=True)
    public_before = models.BigIntegerField(null=True)
    changed_before = models.BooleanField(default=False)
    draft_after = models.BigIntegerField(null=True)
    public_after = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["page__path"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["release", "page"], name="a_page_once_in_a_release")]

    def __str__(self):
        return f"{self.release_id}: {self.page_id}"
