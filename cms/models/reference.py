"""Reference data: what projects refer to. Labels stand in six languages on one row, not one row per language."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, Orderable, RevisionMixin
from wagtail.search import index

from cms.fields import MultilingualTextField, PartialDateField
from graph.fields import (
    URL,
    Boolean,
    Choice,
    Code,
    DateTime,
    GraphType,
    Link,
    Part,
    PartialDate,
    String,
    Text,
    Visibility,
)
from graph.namespaces import ACCORD, DCTERMS, ELI, FOAF, ORG, PROV, RDFS, SCHEMA, SKOS


class ReferenceData(index.Indexed, models.Model):
    """Something that editors choose rather than write; found by any of its labels in any language."""

    labels = MultilingualTextField(_("name"), help_text=_("The name by language; English is required."))
    alternative_labels = MultilingualTextField(
        _("other names"),
        multiple=True,
        required_languages=(),
        blank=True,
        default=dict,
        help_text=_("Other spellings and abbreviations under which editors and imports find this."),
    )
    modified = models.DateTimeField(_("modified"), auto_now=True)

    graph_type = None
    graph_fields = [
        Text("title", SKOS.prefLabel, source="labels", also=(RDFS.label,)),
        Text("alternative_titles", SKOS.altLabel, source="alternative_labels"),
        DateTime(
            "modified",
            DCTERMS.modified,
            on_record=True,
            definition="When the record was last changed.",
        ),
    ]
    search_fields = [
        index.SearchField("all_labels"),
        index.AutocompleteField("all_labels"),
    ]
    panels = ["labels", FieldPanel("alternative_labels", classname="collapsed")]

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.labels)

    def clean(self):
        super().clean()
        name = self.graph_type.key
        stored = type(self)._default_manager.filter(pk=self.pk).values_list(name, flat=True).first()
        if self.pk and stored and stored != getattr(self, name):
            sentence = _("This code is part of the address under which others know it, so it stays %(code)s.")
            raise ValidationError({name: sentence % {"code": stored}})

    def all_labels(self) -> str:
        """Every name in every language, and codes where there are some: what the search index holds."""
        alternatives = [each for several in self.alternative_labels.values() for each in several]
        return " ".join([*self.labels.values(), *alternatives])


class Country(ReferenceData):
    """A country or territory of ISO 3166-1."""

    code = models.CharField(
        _("ISO code"),
        max_length=2,
        unique=True,
        help_text=_("Two letters, ISO 3166-1 alpha-2, such as KH."),
    )
    code3 = models.CharField(_("ISO code, three letters"), max_length=3, unique=True)
    m49 = models.CharField(_("UN M49 code"), max_length=3, unique=True, help_text=_("Three digits."))

    graph_type = GraphType(
        "Country",
        plural="countries",
        key="code",
        rdf=(SCHEMA.Country, DCTERMS.Location, SKOS.Concept),
    )
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SKOS.notation, datatype=ACCORD.alpha2),
        Code("code3", SKOS.notation, datatype=ACCORD.alpha3),
        Code("m49", SKOS.notation, datatype=ACCORD.m49),
    ]
    panels = [*ReferenceData.panels, MultiFieldPanel(["code", "code3", "m49"], heading=_("Codes"))]

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.code} {self.code3}"


class Concept(ReferenceData):
    """A term of one of the programme's own lists."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    definition = MultilingualTextField(
        _("definition"),
        required_languages=(),
        blank=True,
        default=dict,
        help_text=_("What belongs under this."),
    )
    sort_order = models.PositiveIntegerField(_("position"), default=0)

    graph_fields = [*ReferenceData.graph_fields, Text("definition", SKOS.definition)]
    panels = ["labels", "definition", FieldPanel("alternative_labels", classname="collapsed")]

    class Meta:
        abstract = True


class Theme(Concept):
    """A field of work of the programme, such as policy design."""

    graph_type = GraphType("Theme", key="key", rdf=(SKOS.Concept,))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["sort_order", "pk"]


class ProjectType(Concept):
    """What a project does, such as capacity development."""

    graph_type = GraphType("ProjectType", key="key", rdf=(SKOS.Concept,))

    class Meta:
        verbose_name = _("type of project")
        verbose_name_plural = _("types of project")
        ordering = ["sort_order", "pk"]


class Organisation(LockableMixin, DraftStateMixin, RevisionMixin, ReferenceData):
    """An organisation that funds, partners or takes part. Its roles lie in the links, not here.

    It is public when it is published, or when something public names it.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Government")
        INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
        CIVIL_SOCIETY = "civil-society", _("Civil society organisation")
        FOUNDATION = "foundation", _("Foundation")
        ACADEMIC = "academic", _("University or research institute")
        PRIVATE = "private", _("Private company")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    country = models.ForeignKey(
        Country,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
        help_text=_("Where it is based; for a government, the country that it governs."),
    )
    homepage = models.URLField(_("website"), blank=True, max_length=500)

    graph_type = GraphType(
        "Organisation",
        key="key",
        rdf=(ORG.Organization, FOAF.Organization),
        visibility=Visibility.OWN_OR_LINKED,
    )
    graph_fields = [
        *ReferenceData.graph_fields,
        String("acronym", SCHEMA.alternateName),
        Choice("kind", ORG.classification, choices=Kind),
        Link("country", SCHEMA.addressCountry, to="Country", many=False, inverse="organisations"),
        URL("homepage", FOAF.homepage),
    ]
    panels = [*ReferenceData.panels, "acronym", "kind", FieldPanel("country"), "homepage"]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["pk"]

    def all_labels(self) -> str:
        return f"{super().all_labels()} {self.acronym}"


class Convention(ReferenceData, ClusterableModel):
    """An international instrument in the field of culture."""

    class Kind(models.TextChoices):
        CONVENTION = "convention", _("Convention")
        PROTOCOL = "protocol", _("Protocol")
        RECOMMENDATION = "recommendation", _("Recommendation")
        DECLARATION = "declaration", _("Declaration")

    code = models.SlugField(_("code"), unique=True, help_text=_("A short unique code such as 2005-convention."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CONVENTION)
    adopted = PartialDateField(_("adopted"), null=True, blank=True)
    in_force = PartialDateField(_("in force since"), null=True, blank=True)
    parties_complete = models.BooleanField(
        _("the list of parties is complete"),
        default=False,
        help_text=_("While it is not, a country that is missing counts as unknown, never as not a party."),
    )

    graph_type = GraphType("Convention", key="code", rdf=(SCHEMA.Legislation, ELI.LegalResource))
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SCHEMA.legislationIdentifier),
        Choice("kind", SCHEMA.legislationType, choices=Kind),
        PartialDate("adopted", SCHEMA.legislationDate),
        PartialDate("in_force", ELI.first_date_entry_in_force),
        Boolean("parties_complete", ACCORD.partiesComplete),
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
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True)
    deposited = PartialDateField(_("deposited"), null=True, blank=True)
    in_force = PartialDateField(_("in force since"), null=True, blank=True)

    graph_type = GraphType("Participation", key="key", title=None, rdf=(ACCORD.TreatyAction, PROV.Activity))
    graph_fields = [
        Link(
            "party",
            ACCORD.party,
            to=("Country", "Organisation"),
            many=False,
            inverse="participations",
            depends_on=("country", "organisation"),
            definition="Who takes part in the instrument.",
        ),
        Choice("kind", ACCORD.actionType, choices=Kind, definition="The act by which it takes part."),
        PartialDate("deposited", DCTERMS.date, definition="When the instrument was deposited."),
        PartialDate("in_force", ACCORD.entryIntoForce, definition="Since when it is in force for the party."),
    ]
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
