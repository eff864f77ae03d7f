"""The Sustainable Development Goals and their targets."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from cms.models.reference import ReferenceData
from cms.models.relations import PageRow
from cms.models.snippets import SnippetOptions, SubjectColumn
from graph.declarations import ACCORD, DCTERMS, SKOS, URL, Choice, Code, GraphType, Link


class SustainableDevelopmentTarget(ReferenceData):
    """A target of the 2030 Agenda, such as 8.3, or one of the goals above them, such as 8.

    Both are of one type because whoever reports may know no more than the goal.
    """

    class Level(models.TextChoices):
        GOAL = "goal", _("Goal")
        TARGET = "target", _("Target")

    code = models.CharField(
        _("code"),
        max_length=5,
        unique=True,
        validators=[RegexValidator(r"^\d{1,2}(\.(\d{1,2}|[a-z]))?$", _("Write a goal as 8, a target as 8.3 or 8.a."))],
        help_text=_("8 for a goal, 8.3 or 8.a for a target."),
    )
    goal = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("goal"),
        help_text=_("The goal to which a target belongs; empty for a goal."),
    )
    sort_order = models.PositiveIntegerField(default=0, editable=False)

    snippet_options = SnippetOptions(
        "circle-check",
        95,
        columns=("goal",),
        filters=("goal",),
        ordering="sort_order",
        order_has_meaning=True,
        subject=SubjectColumn(_("A goal or target that the news is about."), name="target", label=_("goal or target")),
    )
    graph_type = GraphType("SustainableDevelopmentTarget", slug="sdg-target", key="code", edition="A/RES/70/1",
                           rdf=(ACCORD.SustainableDevelopmentTarget, SKOS.Concept))  # fmt: skip
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SKOS.notation, datatype=ACCORD.sdgCode),
        Choice("level", DCTERMS.type, choices=Level, depends_on=("goal",), definition="Goal or target."),
        Link(
            "goal",
            SKOS.broader,
            to="SustainableDevelopmentTarget",
            many=False,
            inverse="targets",
            inverse_definition="Targets of the goal.",
        ),
        URL(
            "same_as",
            SKOS.exactMatch,
            source="un_address",
            depends_on=("code",),
            definition="The same goal or target in the vocabulary of the United Nations.",
        ),
    ]
    panels = [*ReferenceData.panels, MultiFieldPanel(["code", FieldPanel("goal")], heading=_("Place in the Agenda"))]

    class Meta:
        verbose_name = _("sustainable development target")
        verbose_name_plural = _("sustainable development targets")
        ordering = ["sort_order"]

    def __str__(self):
        return f"{self.code} {self.labels}"

    def clean(self):
        super().clean()
        above = self.code.partition(".")[0] if "." in self.code else None
        if above != (self.goal.code if self.goal else None):
            sentence = _("The goal of target 8.3 is 8, and a goal has none above it: correct the code or the goal.")
            raise ValidationError({"goal": sentence})

    def save(self, **kwargs):
        self.sort_order = _place(self.code)
        super().save(**kwargs)

    def level(self) -> str:
        return self.Level.TARGET if self.goal_id else self.Level.GOAL

    def un_address(self) -> str:
        return f"http://metadata.un.org/sdg/{self.code}"

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.code}"


def _place(code: str) -> int:
    """Return a number that sorts codes in the order of the Agenda: 8, 8.1 … 8.10, 8.a, 8.b, 9."""
    goal, _dot, target = code.partition(".")
    within = int(target) if target.isdigit() else 100 + ord(target) - ord("a") if target else 0
    return int(goal) * 1000 + within


class SustainableDevelopmentTargetLink(PageRow):
    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="sustainable_development_target_links")
    target = models.ForeignKey(
        SustainableDevelopmentTarget,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("goal or target"),
        help_text=_("A goal or target to which it contributes."),
    )
    panels = ["target"]
