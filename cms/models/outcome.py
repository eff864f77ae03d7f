"""Outcomes, which are lasting changes, and results, which are contributions of projects and activities to an outcome.

A result may state what was measured, with baseline, target and the value that was reached.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable, Page

from cms.fields import MultilingualTextField, PartialDateField
from cms.forms import ApprovedRecordForm, LinksPanel, NamedPanel
from cms.models.drafts import ReadableDrafts
from cms.models.reference import Country, ReferenceData
from cms.models.relations import PageRow
from cms.models.resource import PeriodMixin
from cms.models.snippets import SnippetOptions, SubjectColumn
from graph.declarations import (
    ACCORD,
    DCTERMS,
    PROV,
    SCHEMA,
    Arrangement,
    Chapter,
    Choice,
    GraphType,
    Link,
    Measure,
    PartialDate,
    Text,
    Visibility,
)
from graph.visibility import ApprovedRecord


class Outcome(ReadableDrafts, ApprovedRecord, ReferenceData):
    """Something that has changed and stays: a policy that was adopted, a law, a network that works.

    It is public when it is published, or when something public names it.
    """

    base_form_class = ApprovedRecordForm

    class Kind(models.TextChoices):
        POLICY = "policy-adopted", _("Policy adopted")
        LAW = "law", _("Law or regulation")
        RATIFICATION = "ratification", _("Ratification")
        INSTITUTION = "institution", _("Institution set up or changed")
        CAPACITY = "capacity", _("Capacity")
        NETWORK = "network", _("Network or partnership")
        PUBLICATION = "publication", _("Publication")
        FUNDING = "funding", _("Funding secured")
        OTHER = "other", _("Other")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind, blank=True, help_text=_("What kind of change it is.")
    )
    description = MultilingualTextField(
        _("description"),
        required_languages=(),
        blank=True,
        default=dict,
        help_text=_("The situation before, and what has changed."),
    )
    date = PartialDateField(_("date"), null=True, blank=True, help_text=_("When the change took effect."))

    snippet_options = SnippetOptions(
        "success",
        40,
        columns=("kind", "date"),
        filters=("kind",),
        created_with=("labels", "kind", "date"),
        subject=SubjectColumn(_("A change that the news is about.")),
    )
    graph_type = GraphType("Outcome", key="key", rdf=(ACCORD.Outcome, PROV.Entity), visibility=Visibility.OWN_OR_LINKED)
    graph_fields = [
        *ReferenceData.graph_fields,
        Choice("kind", DCTERMS.type, choices=Kind, definition="What kind of change it is."),
        Text("description", DCTERMS.description),
        PartialDate("date", DCTERMS.date),
    ]
    graph_page = Arrangement(
        lead="description", facts=("kind", "date"), chapters=(Chapter("results", heading=_("Who contributed")),)
    )
    panels = [
        NamedPanel(),
        "labels",
        MultiFieldPanel(["kind", "date"], heading=_("Change")),
        "description",
        *ReferenceData.panels[1:],
    ]

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")


class Result(PeriodMixin, ClusterableModel, PageRow):
    """What a project or activity contributed to an outcome: by which indicator, from where to where."""

    page = ParentalKey(Page, on_delete=models.CASCADE, related_name="results")
    outcome = models.ForeignKey(
        Outcome,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("outcome"),
        help_text=_("The change to which it contributed."),
    )
    indicator = models.CharField(
        _("indicator"), max_length=500, blank=True, help_text=_("What is measured, such as “officials trained”.")
    )
    baseline = models.CharField(
        _("baseline"), max_length=500, blank=True, help_text=_("The state before, as a number or in words.")
    )
    target = models.CharField(
        pgettext_lazy("to be reached by a result", "target"),
        max_length=500,
        blank=True,
        help_text=_("What was to be reached, as a number or in words."),
    )
    actual = models.CharField(
        _("reached"), max_length=500, blank=True, help_text=_("What was reached, as a number or in words.")
    )

    graph_type = GraphType("Result", title=None, rdf=(ACCORD.Result, SCHEMA.Observation))
    graph_fields = [
        Link("outcome", ACCORD.outcome, to="Outcome", many=False, inverse="results",
             inverse_definition="Contributions of projects and activities to it."),
        Text("indicator", SCHEMA.variableMeasured),
        Measure("baseline", ACCORD.baseline),
        Measure("target", ACCORD.target),
        Measure("actual", SCHEMA.value),
        *(each for each in PeriodMixin.period_fields if each.name != "ongoing"),
        Link("countries", DCTERMS.spatial, source="country_links__country", to="Country", inverse="results",
             definition="Countries in which it was measured.", inverse_definition="Results measured in the country."),
    ]  # fmt: skip
    panels = [
        "outcome",
        "indicator",
        FieldRowPanel(["baseline", "target", "actual"]),
        PeriodMixin.period_panel,
        LinksPanel("country_links", "country", heading=_("Countries"), label=_("country")),
    ]

    class Meta(PageRow.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")


class ResultCountry(Orderable):
    """A country in which a result was measured."""

    result = ParentalKey(Result, on_delete=models.CASCADE, related_name="country_links")
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("A country in which it was measured."),
    )
    panels = ["country"]
