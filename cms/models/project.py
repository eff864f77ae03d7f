"""A project, with its period, countries, partners, donors and results."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultipleChooserPanel
from wagtail.fields import RichTextField

from cms.forms import GrantsPanel, LinksPanel
from cms.models.frameworks import FrameworksMixin
from cms.models.media import MediaMixin
from cms.models.organisation_links import Funding
from cms.models.programme import ProgrammePage
from cms.models.relations import CountryLink
from cms.models.resource import PeriodMixin, ResourcePage
from graph.declarations import (
    ACCORD,
    DCTERMS,
    PROV,
    SCHEMA,
    Arrangement,
    Chapter,
    GraphType,
    Language,
    Link,
    Part,
    RichText,
)


class ProjectPage(MediaMixin, FrameworksMixin, PeriodMixin, ResourcePage):
    """A project of cultural cooperation."""

    overview = RichTextField(
        _("context and overview"),
        blank=True,
        help_text=_("Why the project exists and what it does."),
    )
    aim = RichTextField(
        _("general aim"), blank=True, help_text=_("What the project aims to achieve, in a sentence or two.")
    )
    results_text = RichTextField(_("results"), blank=True, help_text=_("The results, in words."))
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("The programme under which the project runs, if there is one."),
    )

    graph_type = GraphType("Project", rdf=(ACCORD.Project, SCHEMA.Project, PROV.Activity))
    graph_fields = [
        *ResourcePage.graph_fields,
        *PeriodMixin.period_fields,
        RichText("overview", SCHEMA.description),
        RichText("aim", ACCORD.aim),
        RichText("results_text", ACCORD.resultsText),
        Link("programme", DCTERMS.isPartOf, to="Programme", many=False, inverse="projects",
             inverse_definition="Projects that run under the programme."),
        Link("countries", ACCORD.recipientCountry, also=(DCTERMS.spatial,), source="country_links__country",
             to="Country", inverse="projects",
             definition="Countries in which it works.", inverse_definition="Projects that work in the country."),
        Part("country_shares", ACCORD.countryShare, to="CountryShare", depends_on=("country_links",),
             label=_("shares of countries"), definition="The share of each country, where shares are stated.",
             inverse="share_of", inverse_definition="The project that is divided among countries."),
        Link("themes", DCTERMS.subject, source="theme_links__theme", to="Theme", inverse="projects",
             definition="Fields of work.", inverse_definition="Projects in this field of work."),
        Link("project_types", DCTERMS.type, source="project_type_links__project_type", to="ProjectType",
             inverse="projects", definition="What kind of project it is.",
             inverse_definition="Projects of this type."),
        Part("fundings", SCHEMA.funding, to="Funding", inverse="funded_item",
             definition="The funding by each organisation, with amounts where they are known.",
             inverse_definition="The project or programme that is funded."),
        Link("donors", SCHEMA.funder, source="fundings__donor", to="Organisation", inverse="funded_projects",
             definition="Organisations that fund it.", inverse_definition="Projects that the organisation funds."),
        Part("partnerships", PROV.qualifiedAssociation, to="Partnership", inverse="partner_in",
             definition="The participating organisations with their roles.",
             inverse_definition="The project or activity in which the organisation takes part."),
        Link("partners", PROV.wasAssociatedWith, source="partnerships__partner", to="Organisation",
             inverse="partner_projects", definition="Organisations that take part.",
             inverse_definition="Projects in which the organisation takes part."),
        Link("conventions", ACCORD.convention, source="convention_links__convention", to="Convention",
             inverse="projects", definition="Instruments under which it works.",
             inverse_definition="Projects that work under the instrument."),
        *FrameworksMixin.framework_fields(inverse="projects"),
        Link("related_activities", DCTERMS.relation, source="related_activity_links__activity", to="Activity",
             inverse="related_projects", definition="Related activities that are not part of the project.",
             inverse_definition="Projects that name this as a related activity."),
        Link("related_projects", DCTERMS.relation, source="related_project_links__project", to="Project",
             inverse="related_from", definition="Related projects.",
             inverse_definition="Projects that name this one as related."),
        Part("results", ACCORD.result, to="Result", inverse="result_of",
             definition="Contributions to outcomes, with measurements where there are any.",
             inverse_definition="The project or activity that contributed the result."),
        Link("outcomes", ACCORD.outcome, source="results__outcome", to="Outcome", inverse="projects",
             definition="Outcomes to which it contributed.",
             inverse_definition="Projects that contributed to it."),
        *MediaMixin.media_fields(inverse="projects"),
        Part("key_figures", ACCORD.keyFigure, to="KeyFigure", definition="Key figures, in order."),
        Language("working_languages", DCTERMS.language, source="language_links__language", many=True,
                 definition="Languages in which it works, as BCP 47 tags."),
        Part("sections", SCHEMA.hasPart, to="Section", definition="Further pieces of text, in order."),
    ]  # fmt: skip

    graph_page = Arrangement(
        lead="aim",
        facts=("period", "countries", "donors", "programme", "conventions", "themes", "project_types"),
        chapters=(
            Chapter("overview"),
            Chapter("key_figures", "results_text", "results", heading=_("Results")),
            Chapter("sections"),
            Chapter("fundings", heading=_("Funding")),
            Chapter("partnerships", heading=_("Partners")),
            Chapter("activities", "related_activities", "related_projects", "related_from", heading=_("Over time")),
        ),
    )

    content_panels = [
        *ResourcePage.content_panels,
        PeriodMixin.period_panel,
        LinksPanel("theme_links", "theme", heading=_("Themes"), label=_("theme")),
        LinksPanel("project_type_links", "project_type", heading=_("Types of project"), label=_("type")),
        "overview",
        "aim",
        "results_text",
        InlinePanel("sections", heading=_("Sections"), label=_("section")),
    ]
    money_panels = [
        GrantsPanel("fundings", "donor", panels=[*Funding.panels, "share_of"], heading=_("Funding"), label=_("donor"))
    ]
    people_panels = [
        LinksPanel(
            "country_links",
            "country",
            panels=[FieldRowPanel(["country", "share"])],
            heading=_("Countries"),
            label=_("country"),
        ),
        MultipleChooserPanel("partnerships", "partner", heading=_("Partners"), label=_("partner")),
        InlinePanel("language_links", heading=_("Working languages"), label=_("language")),
    ]
    result_panels = [
        MultipleChooserPanel("results", "outcome", heading=_("Results"), label=_("result")),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
    ]
    media_panels = MediaMixin.media_panels
    link_panels = [
        FieldPanel("programme"),
        LinksPanel("convention_links", "convention", heading=_("Conventions"), label=_("convention")),
        FrameworksMixin.frameworks_panel,
        LinksPanel("related_activity_links", "activity", heading=_("Related activities"), label=_("activity")),
        LinksPanel("related_project_links", "project", heading=_("Related projects"), label=_("project")),
    ]
    parent_page_types = ["cms.ProjectIndexPage", "cms.ProgrammePage"]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def country_shares(self) -> list[CountryLink]:
        return [row for row in self.country_links.all() if row.share is not None]
