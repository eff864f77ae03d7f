"""Conventions, and the countries and organisations that take part in them."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from cms.fields import PartialDateField
from cms.models.organisation import Organisation
from cms.models.reference import Country, ReferenceData
from cms.models.snippets import SnippetOptions
from graph.declarations import (
    ACCORD,
    DCTERMS,
    ELI,
    PROV,
    SCHEMA,
    Arrangement,
    Boolean,
    Chapter,
    Choice,
    Code,
    GraphType,
    Link,
    Part,
    PartialDate,
    When,
)


class Convention(ReferenceData, ClusterableModel):
    """An international instrument in the field of culture."""

    class Kind(models.TextChoices):
        CONVENTION = "convention", _("Convention")
        PROTOCOL = "protocol", _("Protocol")
        RECOMMENDATION = "recommendation", _("Recommendation")
        DECLARATION = "declaration", _("Declaration")

    code = models.SlugField(_("code"), unique=True, help_text=_("A short unique code such as 2005-convention."))
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        help_text=_("Conventions and protocols have parties; recommendations and declarations have none."),
    )
    adopted = PartialDateField(
        _("adopted"),
        null=True,
        blank=True,
        help_text=_("As precisely as is known, such as 20 Oct 2005."),
    )
    in_force = PartialDateField(
        _("in force since"),
        null=True,
        blank=True,
        help_text=_("When it first entered into force."),
    )
    parties_complete = models.BooleanField(
        _("the list of parties is complete"),
        default=False,
        help_text=_(
            "Whether the list of parties is complete. If not, a missing country counts as unknown, not as no party."
        ),
    )

    snippet_options = SnippetOptions(
        "clipboard-list",
        50,
        columns=("code", "kind", "adopted", "in_force"),
        filters=("kind", "parties_complete"),
        ordering="code",
        subject=None,
    )
    graph_type = GraphType("Convention", key="code", rdf=(SCHEMA.Legislation, ELI.LegalResource))
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SCHEMA.legislationIdentifier),
        Choice("kind", SCHEMA.legislationType, choices=Kind),
        PartialDate("adopted", SCHEMA.legislationDate),
        PartialDate("in_force", ELI.first_date_entry_in_force),
        Boolean("parties_complete", ACCORD.partiesComplete, completes="participations", question="is_party"),
        Part(
            "participations",
            ACCORD.participation,
            to="Participation",
            inverse="convention",
            definition="The acts by which states and organisations take part, with their dates.",
            inverse_definition="The instrument.",
        ),
        Link(
            "parties",
            ACCORD.hasParty,
            source="participations__party",
            to=("Country", "Organisation"),
            inverse="conventions",
            definition="States and organisations that take part in the instrument.",
        ),
    ]
    graph_page = Arrangement(
        facts=("kind", "adopted", "in_force", "parties_complete"),
        chapters=(Chapter("participations", heading=_("Parties")), Chapter("projects", "news", heading=_("Over time"))),
    )
    panels = [
        *ReferenceData.panels,
        MultiFieldPanel(["code", "kind", "adopted", "in_force"], heading=_("Instrument")),
        MultiFieldPanel(
            ["parties_complete", InlinePanel("participations", label=_("party"))],
            heading=_("Parties"),
        ),
    ]

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering = ["code"]

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.code}"


class Participation(Orderable):
    """A country or an organisation takes part in a convention: how, and since when."""

    class Kind(models.TextChoices):
        RATIFICATION = "ratification", _("Ratification")
        ACCEPTANCE = "acceptance", _("Acceptance")
        APPROVAL = "approval", _("Approval")
        ACCESSION = "accession", _("Accession")
        SUCCESSION = "succession", _("Succession")

    convention = ParentalKey(Convention, on_delete=models.CASCADE, related_name="participations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("The state that takes part."),
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("For a regional organisation such as the European Union."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("The act by which it takes part."),
    )
    deposited = PartialDateField(
        _("deposited"),
        null=True,
        blank=True,
        help_text=_("When the instrument of ratification or accession was deposited."),
    )
    in_force = PartialDateField(
        _("in force since"),
        null=True,
        blank=True,
        help_text=_("When it entered into force for this party."),
    )

    graph_type = GraphType("Participation", key="key", title=None, rdf=(ACCORD.TreatyAction, PROV.Activity))
    graph_fields = [
        Link(
            "party",
            ACCORD.party,
            to=("Country", "Organisation"),
            many=False,
            inverse="participations",
            depends_on=("country", "organisation"),
            definition="The state or organisation that takes part in the instrument.",
        ),
        Choice("kind", ACCORD.actionType, choices=Kind, definition="The act by which it takes part."),
        PartialDate("deposited", DCTERMS.date, definition="When the instrument was deposited."),
        PartialDate("in_force", ACCORD.entryIntoForce, definition="When it entered into force for the party."),
    ]
    graph_page = Arrangement(
        when=When("in_force", lasts=True),
        # Translators: the question whether a country was a party to a convention when a project began
        question=_("Party when it began?"),
    )
    panels = ["country", "organisation", "kind", "deposited", "in_force"]

    class Meta(Orderable.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participations")

    @property
    def party(self):
        return self.country or self.organisation

    def clean(self):
        super().clean()
        if bool(self.country) == bool(self.organisation):
            raise ValidationError(_("Choose either a country or an organisation."))
