"""Rows that connect a page with other pages, in the editor's order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Page

from cms.models.relations import PageRow


class RelatedActivity(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_activity_links")
    activity = models.ForeignKey(
        "cms.ActivityPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("activity"),
        help_text=_("A related activity."),
    )
    panels = ["activity"]


class RelatedProject(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="related_project_links")
    project = models.ForeignKey(
        "cms.ProjectPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("project"),
        help_text=_("A related project."),
    )
    panels = ["project"]


class ProjectLink(PageRow):
    """A project to which an activity belongs, besides the one that it lies below."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        "cms.ProjectPage",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("project"),
        help_text=_("A project that this belongs to."),
    )
    panels = ["project"]


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
