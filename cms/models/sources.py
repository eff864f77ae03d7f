"""What an import could not place: kept with the page, shown to the editor, so that nothing is lost."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page


class UnresolvedReference(Orderable):
    """A name for which nothing exists yet. It resolves by itself when something of that name is published."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="unresolved_references")
    field = models.CharField(
        _("field"),
        max_length=50,
        help_text=_("The graph field to which the link belongs, such as related_activities."),
    )
    name = models.CharField(
        _("name in the source"),
        max_length=500,
        db_index=True,
        help_text=_("As the source writes it."),
    )

    panels = [FieldPanel("field", read_only=True), FieldPanel("name")]

    class Meta(Orderable.Meta):
        verbose_name = _("unresolved reference")

    def __str__(self):
        return f"{self.field}: {self.name}"


class UnplacedValue(Orderable):
    """A value that a source gives under a label for which there is no field."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="unplaced_values")
    label = models.CharField(
        _("label in the source"),
        max_length=255,
        help_text=_("What the source calls it."),
    )
    value = models.TextField(
        _("value"),
        help_text=_("What the source says."),
    )

    panels = [FieldPanel("label"), FieldPanel("value")]

    class Meta(Orderable.Meta):
        verbose_name = _("unplaced value")

    def __str__(self):
        return f"{self.label} {self.value}"


class SourceVersion(models.Model):
    """A version of a source document that was imported into a page; recognises it when it comes again."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="source_versions")
    format = models.CharField(max_length=50)
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of what the source states."))
    captured_at = models.DateTimeField(null=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "digest"], name="one_version_once_per_page")]

    def __str__(self):
        return f"{self.format} {self.digest[:10]}"
