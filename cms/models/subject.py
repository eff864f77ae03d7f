"""The subjects of a page: other pages or reference data that it is about."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, PageChooserPanel
from wagtail.models import Page

from cms.models.relations import PageRow


def subject(to: str, verbose_name: str, help_text: str, on_delete=models.PROTECT) -> models.ForeignKey:
    """Return a foreign key for one kind of subject; it may be empty because each row uses only one of them."""
    return models.ForeignKey(
        to,
        on_delete=on_delete,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=verbose_name,
        help_text=help_text,
    )


class Subject(PageRow):
    """One thing that a page is about. Each type of resource has a column here, or the page links to it by itself."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="subject_links")
    about_page = subject(
        Page,
        _("page"),
        _("A programme, a project, an activity, a toolkit, a module or another news page."),
        models.CASCADE,
    )
    organisation = subject("cms.Organisation", _("organisation"), _("An organisation that it tells of."))
    theme = subject("cms.Theme", _("theme"), _("A field of work that it tells of."))
    outcome = subject("cms.Outcome", _("outcome"), _("A change that it tells of."))
    project_type = subject("cms.ProjectType", _("type of project"), _("A way of working that it tells of."))
    country_group = subject("cms.CountryGroup", _("country group"), _("A region or group that it tells of."))
    target = subject(
        "cms.SustainableDevelopmentTarget",
        _("goal or target"),
        _("A goal or target of which it tells."),
    )
    monitoring_goal = subject("cms.MonitoringGoal", _("monitoring goal"), _("A goal of monitoring that it tells of."))
    monitoring_area = subject("cms.MonitoringArea", _("monitoring area"), _("An area of monitoring that it tells of."))

    panels = [
        PageChooserPanel("about_page"),
        FieldRowPanel(["organisation", "theme", "outcome"]),
        FieldRowPanel(["project_type", "country_group", "target"]),
        FieldRowPanel(["monitoring_goal", "monitoring_area"]),
    ]

    class Meta(PageRow.Meta):
        verbose_name = _("subject")

    @classmethod
    def columns(cls) -> list[str]:
        """Return the names of the foreign keys of which each row uses one."""
        others = ("page", "locale")
        return [each.name for each in cls._meta.concrete_fields if each.is_relation and each.name not in others]

    def _named(self) -> list[models.Model]:
        return [thing for thing in (getattr(self, name) for name in self.columns()) if thing]

    @property
    def subject(self):
        return next(iter(self._named()), None)

    def clean(self):
        super().clean()
        if len(self._named()) != 1:
            raise ValidationError(_("Choose one thing in each row, such as a page, an organisation or a theme."))
