"""Links from a page to the goals and targets of the 2030 Agenda and of the Convention's monitoring framework."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from cms.forms import LinksPanel
from graph.declarations import ACCORD, Link


class FrameworksMixin(models.Model):
    """For a page that may say what it contributes to; it says under which name the frameworks lead back to it."""

    frameworks_panel = MultiFieldPanel(
        [
            LinksPanel(
                "sustainable_development_target_links",
                "target",
                heading=_("Sustainable development goals and targets"),
                label=_("goal or target"),
            ),
            LinksPanel("monitoring_goal_links", "goal", heading=_("Monitoring goals"), label=_("goal")),
            LinksPanel("monitoring_area_links", "area", heading=_("Monitoring areas"), label=_("area")),
        ],
        heading=_("What it works towards"),
    )

    class Meta:
        abstract = True

    @staticmethod
    def framework_fields(inverse: str) -> list[Link]:
        return [
            Link(
                "sustainable_development_targets",
                ACCORD.sustainableDevelopmentTarget,
                source="sustainable_development_target_links__target",
                to="SustainableDevelopmentTarget",
                inverse=inverse,
                definition="Goals and targets of the 2030 Agenda to which it contributes.",
            ),
            Link(
                "monitoring_goals",
                ACCORD.monitoringGoal,
                source="monitoring_goal_links__goal",
                to="MonitoringGoal",
                inverse=inverse,
                definition="Goals of the Convention's monitoring framework that it serves.",
            ),
            Link(
                "monitoring_areas",
                ACCORD.monitoringArea,
                source="monitoring_area_links__area",
                to="MonitoringArea",
                inverse=inverse,
                definition="Areas of the Convention's monitoring framework in which it works.",
            ),
        ]
