"""An activity: a workshop, training, mission or publication, mostly within a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from cms.fields import BlocksField, CoordinatesField, YesNoNotStated
from cms.forms import LinksPanel
from cms.models.blocks import BodyBlock
from cms.models.frameworks import FrameworksMixin
from cms.models.media import MediaMixin
from cms.models.programme import ProgrammePage
from cms.models.project import ProjectPage
from cms.models.resource import PeriodMixin, ResourcePage
from cms.models.toolkit import ToolkitPage
from graph.declarations import (
    ACCORD,
    DCTERMS,
    LOCN,
    PROV,
    SCHEMA,
    Arrangement,
    Boolean,
    Chapter,
    Choice,
    GraphType,
    Link,
    Part,
    Point,
    RichText,
    Stream,
    String,
)


class ActivityPage(MediaMixin, FrameworksMixin, PeriodMixin, ResourcePage):
    """Something that was done at a time and place: a workshop, a mission, a publication."""

    class Kind(models.TextChoices):
        WORKSHOP = "workshop", _("Workshop")
        TRAINING = "training", _("Training")
        PEER_REVIEW = "peer-review", _("Peer review")
        FOCUS_GROUP = "focus-group", _("Focus group")
        MISSION = "mission", _("Mission")
        CONSULTATION = "consultation", _("Consultation")
        PUBLICATION = "publication", _("Publication")
        OTHER = "other", _("Other")

    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=Kind,
        blank=True,
        help_text=_("What kind of activity it was."),
    )
    summary = RichTextField(_("summary"), blank=True, help_text=_("What happened, in a paragraph."))
    body = BlocksField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("The story of the activity, with quotations as blocks of their own."),
    )
    place = models.CharField(_("place"), max_length=255, blank=True, help_text=_("City or venue."))
    location = CoordinatesField(_("location"), blank=True, help_text=_("Where the place is on a map."))
    online = models.BooleanField(
        _("online"),
        null=True,
        blank=True,
        help_text=_("It took place online."),
    )

    graph_type = GraphType("Activity", plural="activities", rdf=(ACCORD.Activity, SCHEMA.Event, PROV.Activity))
    graph_fields = [
        *ResourcePage.graph_fields,
        *PeriodMixin.period_fields,
        Choice("kind", DCTERMS.type, choices=Kind, definition="What kind of activity it is."),
        RichText("summary", SCHEMA.description),
        Stream("body", SCHEMA.text, definition="The text of the page."),
        String("place", SCHEMA.location),
        Point("location", LOCN.geometry, definition="Where the place is on Earth."),
        Boolean("online", ACCORD.online),
        Link("projects", DCTERMS.isPartOf, source="all_projects", depends_on=("project_links__project", "path"),
             to="Project", inverse="activities", definition="Projects to which it belongs.",
             inverse_definition="Activities that belong to the project."),
        Link("toolkits", DCTERMS.isPartOf, source="all_toolkits", depends_on=("toolkit_links__toolkit", "path"),
             to="Toolkit", inverse="activities", definition="Toolkits to which it belongs.",
             inverse_definition="Activities that belong to the toolkit."),
        Link("programmes", DCTERMS.isPartOf, source="all_programmes", depends_on=("programme_links__programme", "path"),
             to="Programme", inverse="activities", definition="Programmes to which it belongs directly.",
             inverse_definition="Activities that belong to the programme and to none of its projects."),
        Link("countries", ACCORD.participatingCountry, also=(DCTERMS.spatial,), source="country_links__country",
             to="Country", inverse="activities",
             definition="Countries in which it took place or which took part.",
             inverse_definition="Activities in or with the country."),
        Part("partnerships", PROV.qualifiedAssociation, to="Partnership", inverse="partner_in",
             definition="The organisers and participants with their roles.",
             inverse_definition="The project or activity in which the organisation takes part."),
        Link("partners", PROV.wasAssociatedWith, source="partnerships__partner", to="Organisation",
             inverse="partner_activities", definition="Organisations that organised it or took part.",
             inverse_definition="Activities in which the organisation takes part."),
        Part("results", ACCORD.result, to="Result", inverse="result_of",
             definition="Contributions to outcomes, with measurements where there are any.",
             inverse_definition="The project or activity that contributed the result."),
        Link("outcomes", ACCORD.outcome, source="results__outcome", to="Outcome", inverse="activities",
             definition="Outcomes to which it contributed.",
             inverse_definition="Activities that contributed to it."),
        *MediaMixin.media_fields(inverse="activities"),
        Part("key_figures", ACCORD.keyFigure, to="KeyFigure", definition="Key figures, in order."),
        *FrameworksMixin.framework_fields(inverse="activities"),
    ]  # fmt: skip
    graph_page = Arrangement(
        lead="summary",
        facts=("kind", "period", "place", "online", "location", "countries", "projects", "programmes", "toolkits"),
        chapters=(
            Chapter("body"),
            Chapter("key_figures", "results", heading=_("Results")),
            Chapter("partnerships", heading=_("Partners")),
        ),
    )

    content_panels = [
        *ResourcePage.content_panels,
        "kind",
        PeriodMixin.period_panel,
        MultiFieldPanel(["place", "location", FieldPanel("online", widget=YesNoNotStated)], heading=_("Place")),
        "summary",
        "body",
    ]
    people_panels = [
        LinksPanel("country_links", "country", heading=_("Countries"), label=_("country")),
        MultipleChooserPanel(
            "partnerships", "partner", heading=_("Organisers and participants"), label=_("organisation")
        ),
    ]
    result_panels = [
        MultipleChooserPanel("results", "outcome", heading=_("Results"), label=_("result")),
        InlinePanel("key_figures", heading=_("Key figures"), label=_("figure")),
    ]
    media_panels = MediaMixin.media_panels
    link_panels = [
        LinksPanel("project_links", "project", heading=_("Further projects"), label=_("project")),
        LinksPanel("toolkit_links", "toolkit", heading=_("Further toolkits"), label=_("toolkit")),
        LinksPanel("programme_links", "programme", heading=_("Further programmes"), label=_("programme")),
        FrameworksMixin.frameworks_panel,
    ]
    parent_page_types = ["cms.ProjectPage", "cms.ToolkitPage", "cms.ProgrammePage", "cms.ProjectIndexPage"]

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def all_projects(self) -> list[Page]:
        """Return the project above the activity in the page tree, and the projects that an editor has added."""
        return self._above(ProjectPage) + [row.project for row in self.project_links.all()]

    def all_toolkits(self) -> list[Page]:
        return self._above(ToolkitPage) + [row.toolkit for row in self.toolkit_links.all()]

    def all_programmes(self) -> list[Page]:
        return self._above(ProgrammePage) + [row.programme for row in self.programme_links.all()]

    def _above(self, model: type[Page]) -> list[Page]:
        """Return a list of the parent page if it is of this model, else an empty list."""
        parent = self.get_parent()
        return [parent] if parent and parent.specific_class is model else []
