"""Groups of countries: regions, organisations of states, lists of the United Nations.

A country may be in several groups.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel

from cms.models.reference import Country, ReferenceData
from cms.models.snippets import SnippetOptions, SubjectColumn
from graph.declarations import ACCORD, DCTERMS, SKOS, Choice, Code, GraphType, Link


class CountryGroup(ReferenceData, ClusterableModel):
    """Countries that are named together: a region, an organisation of states, or a list such as that of SIDS."""

    class Kind(models.TextChoices):
        REGION = "region", _("Region of the United Nations (M49)")
        LISTED = "listed", _("List of the United Nations (M49), such as the least developed countries")
        UNESCO = "unesco-region", _("Region of UNESCO")
        ORGANISATION = "organisation", _("Members of an organisation")
        OTHER = "other", _("Other")

    code = models.SlugField(_("code"), unique=True, help_text=_("A short unique code such as asean."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("The kind of group: a region or a list of the United Nations, or an organisation of states."),
    )
    m49 = models.CharField(
        _("UN M49 code"), max_length=3, unique=True, null=True, blank=True, help_text=_("Three digits, if it has one.")
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The larger region in which all of its countries lie."),
    )

    snippet_options = SnippetOptions(
        "globe",
        20,
        columns=("code", "kind", "m49"),
        filters=("kind",),
        subject=SubjectColumn(_("A region or group that the news is about.")),
    )
    graph_type = GraphType("CountryGroup", key="code", rdf=(ACCORD.CountryGroup, SKOS.Collection))
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SKOS.notation, datatype=ACCORD.countryGroupCode),
        Code("m49", SKOS.notation, datatype=ACCORD.m49),
        Choice(
            "kind",
            DCTERMS.type,
            choices=Kind,
            definition="The kind of group: a region or a list of the United Nations, or an organisation of states.",
        ),
        Link(
            "part_of",
            DCTERMS.isPartOf,
            to="CountryGroup",
            many=False,
            inverse="parts",
            inverse_definition="Smaller regions within it.",
        ),
        Link(
            "countries",
            SKOS.member,
            source="members__country",
            to="Country",
            inverse="groups",
            definition="The countries in it, those of its parts included.",
            inverse_definition="Regions, organisations and lists of the United Nations in which the country is.",
        ),
    ]
    panels = [
        *ReferenceData.panels,
        MultiFieldPanel(["code", "kind", "m49", FieldPanel("part_of")], heading=_("Group")),
        MultipleChooserPanel("members", "country", heading=_("Countries"), label=_("country")),
    ]

    class Meta:
        verbose_name = _("country group")
        verbose_name_plural = _("country groups")
        ordering = ["code"]

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.code} {self.m49 or ''}"

    def clean(self):
        super().clean()
        larger, seen = self.part_of, set()
        while larger and larger.pk not in seen:
            if larger.pk == self.pk:
                raise ValidationError({"part_of": _("A group cannot be part of itself. Choose a larger one.")})
            seen.add(larger.pk)
            larger = larger.part_of


class CountryGroupMember(models.Model):
    group = ParentalKey(CountryGroup, on_delete=models.CASCADE, related_name="members")
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("A country of the group."),
    )
    panels = ["country"]

    class Meta:
        verbose_name = _("member")
        ordering = ["country__code"]
        constraints = [models.UniqueConstraint(fields=["group", "country"], name="a_country_is_once_in_a_group")]

    def __str__(self):
        return str(self.country)
