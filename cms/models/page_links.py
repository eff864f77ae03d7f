"""Rows that connect a page with other pages, in the editor's order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.models import Page

from cms.models.organisation import Organisation
from cms.models.reference import Theme
from cms.models.relations import PageRow


class ToolkitLink(PageRow):
    """A toolkit to which an activity belongs, besides the one that it lies below."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="toolkit_links")
    toolkit = models.ForeignKey(
        "cms.ToolkitPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("toolkit"),
        help_text=_("A toolkit that this belongs to."),
    )
    panels = ["toolkit"]


class ProgrammeLink(PageRow):
    """A programme to which an activity belongs, besides the one that it lies below."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="programme_links")
    programme = models.ForeignKey(
        "cms.ProgrammePage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("A programme that this belongs to."),
    )
    panels = ["programme"]


class ModuleLink(PageRow):
    """A module of a toolkit, at its place."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="module_links")
    module = models.ForeignKey(
        "cms.ToolkitModulePage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("module"),
        help_text=_("A module of the toolkit."),
    )
    panels = ["module"]


class Prerequisite(PageRow):
    """A module that is read before another one."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="prerequisite_links")
    module = models.ForeignKey(
        "cms.ToolkitModulePage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("module"),
        help_text=_("A module on which this one builds."),
    )
    panels = ["module"]


class Subject(PageRow):
    """What a page is about: another page, or something of the reference data."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="subject_links")
    about_page = models.ForeignKey(
        Page,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("A programme, a project, an activity, a toolkit, a module or another news page."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("An organisation that it tells of."),
    )
    theme = models.ForeignKey(
        Theme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("theme"),
        help_text=_("A field of work that it tells of."),
    )
    outcome = models.ForeignKey(
        "cms.Outcome",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("outcome"),
        help_text=_("A change that it tells of."),
    )
    panels = [PageChooserPanel("about_page"), "organisation", "theme", "outcome"]

    class Meta(PageRow.Meta):
        verbose_name = _("subject")

    @property
    def subject(self):
        return self.about_page or self.organisation or self.theme or self.outcome

    def clean(self):
        super().clean()
        if sum(map(bool, (self.about_page, self.organisation, self.theme, self.outcome))) != 1:
            raise ValidationError(_("Choose one thing in each row: a page, an organisation, a theme or an outcome."))
