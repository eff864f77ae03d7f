"""Organisations: donors, partners, parties. Their roles are stated by the pages that link to them."""

import uuid

from django.db import models
from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.fields import MultilingualTextField
from cms.forms import ApprovedRecordForm, NamedPanel
from cms.models.drafts import ReadableDrafts
from cms.models.reference import Country, ReferenceData
from cms.models.snippets import SnippetOptions, SubjectColumn
from graph.declarations import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    SCHEMA,
    URL,
    Arrangement,
    Chapter,
    Choice,
    GraphType,
    Link,
    MultilingualText,
    Part,
    RichText,
    String,
    Visibility,
)
from graph.visibility import ApprovedRecord


class Organisation(ReadableDrafts, ApprovedRecord, ReferenceData, ClusterableModel):
    """An organisation that funds, partners or takes part. Its roles lie in the links, not here.

    It is public when it is published, or when something public names it.
    """

    base_form_class = ApprovedRecordForm

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
        CIVIL_SOCIETY = "civil-society", _("Civil society organisation")
        FOUNDATION = "foundation", _("Foundation")
        ACADEMIC = "academic", _("University or research institute")
        PRIVATE = "private", _("Private company")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    description = MultilingualTextField(
        _("description"),
        required_languages=(),
        paragraphs=True,
        blank=True,
        default=dict,
        help_text=_("What it is and does, in paragraphs with a blank line between them."),
    )
    acronym = models.CharField(
        _("acronym"),
        max_length=30,
        blank=True,
        help_text=_("The short name under which it is known, such as Sida."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("What kind of organisation it is."),
    )
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
        help_text=_("The country in which it is based or, for a government, which it governs."),
    )
    homepage = models.URLField(
        _("website"),
        blank=True,
        max_length=500,
        help_text=_("The address of its own site."),
    )

    snippet_options = SnippetOptions(
        "group",
        30,
        columns=("acronym", "kind", "country"),
        filters=("kind", "country"),
        created_with=("labels", "acronym", "kind"),
        subject=SubjectColumn(_("An organisation that the news is about.")),
    )
    graph_type = GraphType(
        "Organisation",
        key="key",
        rdf=(ORG.Organization, FOAF.Organization),
        visibility=Visibility.OWN_OR_LINKED,
    )
    graph_fields = [
        *ReferenceData.graph_fields,
        RichText("description", DCTERMS.description, source="formatted_description", depends_on=("description",),
                 label=_("description"), definition="What it is and does."),
        String("acronym", SCHEMA.alternateName),
        Choice("kind", ORG.classification, choices=Kind),
        Link("country", SCHEMA.addressCountry, to="Country", many=False, inverse="organisations"),
        URL("homepage", FOAF.homepage),
        Part("identifiers", SCHEMA.identifier, to="ExternalIdentifier", inverse="identifies",
             definition="Identifiers used by other systems.",
             inverse_definition="The resource that has this identifier."),
        URL("same_as", OWL.sameAs, source="identifiers__same_as", many=True,
            definition="IRIs of the same thing in other datasets."),
    ]  # fmt: skip
    graph_page = Arrangement(
        lead="description",
        facts=("kind", "acronym", "country", "homepage"),
        chapters=(Chapter("fundings", heading=_("As donor")), Chapter("partnerships", heading=_("As partner"))),
    )
    panels = [
        NamedPanel(),
        *ReferenceData.panels,
        "acronym",
        "kind",
        FieldPanel("country"),
        "homepage",
        "description",
        InlinePanel("identifiers", heading=_("External identifiers"), label=_("identifier")),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["pk"]

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.acronym}"

    def formatted_description(self) -> MultilingualText:
        """Return the description as HTML; blank lines separate paragraphs."""
        return MultilingualText({language: linebreaks(text, True) for language, text in self.description.items()})
