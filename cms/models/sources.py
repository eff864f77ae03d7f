"""Records of imports.

They are the values that an import could not place, the references that it could not resolve and the suggestions, which
editors see in the page's form, and the runs and their effects, by which an import can be undone as a whole.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from cms.forms import CarriedPanel
from cms.models.organisation import Organisation
from cms.models.outcome import Outcome


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

    panels = [CarriedPanel("field"), FieldPanel("name")]

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


class Suggestion(Orderable):
    """Something that a source only mentions in running text: it states nothing until an editor accepts it.

    One that an editor dismisses stays here, so that no later import suggests it again.
    """

    class Decision(models.TextChoices):
        OPEN = "open", _("Decide later")
        ACCEPT = "accept", _("Accept")
        DISMISS = "dismiss", _("Dismiss")

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="suggestions")
    field = models.CharField(_("field"), max_length=50, help_text=_("The field to which it would be added."))
    name = models.CharField(_("what is mentioned"), max_length=500, help_text=_("As it is called here."))
    context = models.TextField(_("sentence in the source"), blank=True, help_text=_("Where the source mentions it."))
    decision = models.CharField(
        _("decision"),
        max_length=10,
        choices=Decision,
        default=Decision.OPEN,
        help_text=_("Accept it if the sentence is about this page; it takes effect when you save."),
    )

    panels = [
        CarriedPanel("field"),
        CarriedPanel("name"),
        CarriedPanel("context"),
        "decision",
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("suggestion")

    def __str__(self):
        return f"{self.field}: {self.name}"


class ImportRun(models.Model):
    """One import of one or more files: who, when, what came of it. It can be undone as a whole."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    report = models.JSONField(_("report"), default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return _("Import %(number)s of %(day)s") % {"number": self.pk, "day": f"{self.started_at:%Y-%m-%d %H:%M}"}


class Imported(models.Model):
    """What an import did to something, and in which state it left it: by that, later changes are seen."""

    made = models.BooleanField(default=False, help_text=_("The import created it."))
    previous_revision = models.BigIntegerField(
        null=True, help_text=_("The newest revision before, where the import changed something that was there.")
    )
    was_live = models.BooleanField(default=False)
    revision = models.BigIntegerField(null=True, help_text=_("The newest revision afterwards."))
    public_revision = models.BigIntegerField(null=True, help_text=_("The public revision afterwards."))

    class Meta:
        abstract = True


class SourceVersion(Imported):
    """A version of a source document that was imported into a page; recognises it when it comes again."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="source_versions")
    run = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True, related_name="versions")
    format = models.CharField(max_length=50)
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of what the source states."))
    source_url = models.CharField(max_length=2000, blank=True)
    archive_url = models.CharField(max_length=2000, blank=True)
    captured_at = models.DateTimeField(null=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "digest"], name="one_version_once_per_page")]

    def __str__(self):
        return f"{self.format} {self.digest[:10]}"


class ImportedOrganisation(Imported):
    """An organisation or outcome that an import created, or to which it added what a page about it says."""

    class Kind(models.TextChoices):
        ORGANISATION = "organisation", _("organisation")
        OUTCOME = "outcome", _("outcome")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="imported_organisations")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ORGANISATION)
    number = models.BigIntegerField(
        help_text=_("Of the organisation. No foreign key, which would protect it from being deleted by hand.")
    )

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.run_id}: {self.number}"

    @property
    def organisation(self) -> Organisation | Outcome | None:
        """The organisation or outcome, or None if somebody has deleted it."""
        model = Outcome if self.kind == self.Kind.OUTCOME else Organisation
        return model.objects.filter(pk=self.number).first()
