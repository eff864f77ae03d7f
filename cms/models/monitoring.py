"""The goals and areas of the monitoring framework of the 2005 Convention, in editions that editors maintain."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.models import Page

from cms.models.reference import Concept
from cms.models.relations import PageRow
from cms.models.snippets import SnippetOptions, SubjectColumn
from cms.models.sustainable_development import SustainableDevelopmentTarget
from graph.declarations import ACCORD, SCHEMA, SKOS, Edition, GraphType, Integer, Link


class MonitoringGoal(Concept):
    """A goal of one edition of the framework by which the Convention is monitored."""

    number = models.PositiveSmallIntegerField(_("number"), help_text=_("Its number in the edition."))
    edition = models.CharField(
        _("edition"),
        max_length=50,
        help_text=_("The edition of the framework. Goals and areas differ between editions."),
    )

    snippet_options = SnippetOptions(
        "tasks",
        80,
        columns=("edition",),
        filters=("edition",),
        ordering=("edition", "number"),
        order_has_meaning=True,
        subject=SubjectColumn(_("A goal of monitoring that the news is about.")),
    )
    graph_type = GraphType("MonitoringGoal", key="key", rdf=(ACCORD.MonitoringGoal, SKOS.Concept))
    graph_fields = [
        *Concept.graph_fields,
        Integer("number", SCHEMA.position),
        Edition("edition", ACCORD.edition),
    ]
    panels = [*Concept.panels, "number", "edition"]

    class Meta:
        verbose_name = _("monitoring goal")
        verbose_name_plural = _("monitoring goals")
        ordering = ["edition", "number"]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="one_goal_of_a_number_in_an_edition")]

    def __str__(self):
        return f"{self.number}. {self.labels} ({self.edition})"

    def namesakes(self) -> models.QuerySet:
        return super().namesakes().filter(edition=self.edition)

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.edition}"


class MonitoringArea(Concept, ClusterableModel):
    """An area of monitoring below a goal of the framework."""

    goal = models.ForeignKey(
        MonitoringGoal,
        on_delete=models.PROTECT,
        related_name="areas",
        verbose_name=_("goal"),
        help_text=_("The goal to which the area belongs."),
    )

    snippet_options = SnippetOptions(
        "list-ol",
        90,
        columns=("goal",),
        filters=("goal",),
        sorted_by_hand=True,
        subject=SubjectColumn(_("An area of monitoring that the news is about.")),
    )
    graph_type = GraphType("MonitoringArea", key="key", rdf=(ACCORD.MonitoringArea, SKOS.Concept))
    graph_fields = [
        *Concept.graph_fields,
        Link(
            "goal",
            SKOS.broader,
            to="MonitoringGoal",
            many=False,
            inverse="areas",
            definition="The goal to which it belongs.",
            inverse_definition="Areas of the goal.",
        ),
        Link(
            "sustainable_development_targets",
            SKOS.relatedMatch,
            source="target_links__target",
            to="SustainableDevelopmentTarget",
            inverse="monitoring_areas",
            definition="Targets of the 2030 Agenda to which work in this area contributes.",
            inverse_definition="Areas of monitoring that contribute to the goal or target.",
        ),
    ]
    panels = [
        *Concept.panels,
        FieldPanel("goal"),
        MultipleChooserPanel("target_links", "target", heading=_("Sustainable development targets"), label=_("target")),
    ]

    class Meta:
        verbose_name = _("monitoring area")
        verbose_name_plural = _("monitoring areas")
        ordering = ["goal__edition", "sort_order", "pk"]

    def namesakes(self) -> models.QuerySet:
        return super().namesakes().filter(goal=self.goal)


class MonitoringAreaTarget(models.Model):
    area = ParentalKey(MonitoringArea, on_delete=models.CASCADE, related_name="target_links")
    target = models.ForeignKey(
        SustainableDevelopmentTarget,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("goal or target"),
        help_text=_("A goal or target to which work in this area contributes."),
    )
    panels = ["target"]

    class Meta:
        verbose_name = _("sustainable development target")
        ordering = ["target__sort_order"]
        constraints = [models.UniqueConstraint(fields=["area", "target"], name="a_target_is_once_with_an_area")]

    def __str__(self):
        return str(self.target)


class MonitoringGoalLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="monitoring_goal_links")
    goal = models.ForeignKey(
        MonitoringGoal,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("goal"),
        help_text=_("A goal of the framework that it serves."),
    )
    panels = ["goal"]


class MonitoringAreaLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="monitoring_area_links")
    area = models.ForeignKey(
        MonitoringArea,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("area"),
        help_text=_("An area of the framework in which it works."),
    )
    panels = ["area"]
