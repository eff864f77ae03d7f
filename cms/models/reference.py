"""Reference data, such as countries and themes. One row holds the labels in all six languages."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.fields import MultilingualTextField
from cms.models.searchable import SearchableTexts
from cms.models.snippets import SnippetOptions, SubjectColumn
from graph.declarations import (
    ACCORD,
    DCTERMS,
    RDFS,
    SCHEMA,
    SKOS,
    Arrangement,
    Chapter,
    Code,
    DateTime,
    GraphType,
    String,
    Text,
)


class ReferenceData(SearchableTexts, models.Model):
    """Something that editors choose rather than write; found by any of its labels in any language."""

    labels = MultilingualTextField(_("name"), help_text=_("The name by language; English is required."))
    alternative_labels = MultilingualTextField(
        _("other names"),
        multiple=True,
        required_languages=(),
        blank=True,
        default=dict,
        help_text=_("Other spellings and abbreviations by which editors and imports find it."),
    )
    source = models.CharField(
        _("source"),
        max_length=500,
        blank=True,
        help_text=_("The sources of the facts, and which facts are not verified yet."),
    )
    modified = models.DateTimeField(_("modified"), auto_now=True)

    snippet_options = SnippetOptions()
    graph_type = None
    graph_fields = [
        Text("title", SKOS.prefLabel, source="labels", also=(RDFS.label,)),
        Text("alternative_titles", SKOS.altLabel, source="alternative_labels", many=True),
        String("source", DCTERMS.source, on_record=True),
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
    panels = [
        "labels",
        FieldPanel("alternative_labels", classname="collapsed"),
        FieldPanel("source", classname="collapsed"),
    ]

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

    def namesakes(self) -> models.QuerySet:
        """Return the rows with the same English name, which therefore mean the same."""
        return type(self)._default_manager.filter(labels__en__iexact=self.labels["en"])

    def all_labels(self) -> str:
        """Return all names in all languages, and in some subclasses the codes, as the text for the search index."""
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
    code3 = models.CharField(
        _("ISO code, three letters"),
        max_length=3,
        unique=True,
        help_text=_("Three letters, ISO 3166-1 alpha-3, such as KHM."),
    )
    m49 = models.CharField(
        _("UN M49 code"), max_length=3, unique=True, null=True, blank=True, help_text=_("Three digits, if it has one.")
    )

    snippet_options = SnippetOptions("globe", 10, columns=("code", "code3", "m49"), subject=None)
    graph_type = GraphType(
        "Country",
        plural="countries",
        key="code",
        edition="ISO 3166-1, UN M49",
        rdf=(SCHEMA.Country, DCTERMS.Location, SKOS.Concept),
    )
    graph_fields = [
        *ReferenceData.graph_fields,
        Code("code", SKOS.notation, datatype=ACCORD.alpha2),
        Code("code3", SKOS.notation, datatype=ACCORD.alpha3),
        Code("m49", SKOS.notation, datatype=ACCORD.m49),
    ]
    graph_page = Arrangement(
        facts=("groups", "alternative_titles", "code", "code3", "m49"),
        chapters=(
            Chapter("participations", "programmes", "projects", heading=_("Conventions and projects")),
            Chapter("results"),
        ),
    )
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
        help_text=_("What the term includes."),
    )
    sort_order = models.PositiveIntegerField(_("position"), default=0)

    graph_fields = [*ReferenceData.graph_fields, Text("definition", SKOS.definition)]
    panels = ["labels", "definition", *ReferenceData.panels[1:]]

    class Meta:
        abstract = True


class Theme(Concept):
    """A field of work of the programme, such as policy design."""

    snippet_options = SnippetOptions(
        "tag", 60, sorted_by_hand=True, subject=SubjectColumn(_("A field of work that the news is about."))
    )
    graph_type = GraphType("Theme", key="key", rdf=(ACCORD.Theme, SKOS.Concept))
    graph_page = Arrangement(lead="definition", chapters=(Chapter("projects"), Chapter("modules")))

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["sort_order", "pk"]


class ProjectType(Concept):
    """What a project does, such as capacity development."""

    snippet_options = SnippetOptions(
        "list-ul", 70, sorted_by_hand=True, subject=SubjectColumn(_("A way of working that the news is about."))
    )
    graph_type = GraphType("ProjectType", key="key", rdf=(ACCORD.ProjectType, SKOS.Concept))

    class Meta:
        verbose_name = _("type of project")
        verbose_name_plural = _("types of project")
        ordering = ["sort_order", "pk"]
