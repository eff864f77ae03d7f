"""Toolkits and their modules, in which a programme publishes its lessons for others to use."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.fields import RichTextField

from cms.fields import BlocksField
from cms.forms import LinksPanel, PrerequisitesForm
from cms.models.blocks import BodyBlock, ModuleBlock
from cms.models.feedback import Feedback
from cms.models.media import MediaMixin
from cms.models.programme import ProgrammePage
from cms.models.resource import ResourcePage
from graph.declarations import (
    ACCORD,
    DCTERMS,
    SCHEMA,
    Arrangement,
    Chapter,
    GraphType,
    Link,
    Part,
    RichText,
    Stream,
    Text,
)


class ToolkitPage(MediaMixin, ResourcePage):
    """A set of modules that teaches what a programme has learned."""

    overview = RichTextField(_("overview"), blank=True, help_text=_("What the toolkit is for, in a paragraph."))
    body = BlocksField(BodyBlock(), blank=True, verbose_name=_("text"), help_text=_("How to use it, and who made it."))
    programme = models.ForeignKey(
        ProgrammePage,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
        help_text=_("The programme from which it comes, if there is one."),
    )

    graph_type = GraphType("Toolkit", rdf=(ACCORD.Toolkit, SCHEMA.Course))
    graph_fields = [
        *ResourcePage.graph_fields,
        RichText("overview", SCHEMA.description),
        Stream("body", SCHEMA.text, definition="The text of the page."),
        Link("programme", DCTERMS.isPartOf, to="Programme", many=False, inverse="toolkits",
             inverse_definition="Toolkits that come from the programme."),
        Link("modules", DCTERMS.hasPart, source="module_links__module", to="ToolkitModule", follows="prerequisites",
             inverse="toolkits", definition="Its modules as a learning path, each after its prerequisites.",
             inverse_definition="Toolkits of which the module is a part."),
        Link("countries", ACCORD.recipientCountry, also=(DCTERMS.spatial,), source="country_links__country",
             to="Country", inverse="toolkits",
             definition="Countries that benefit.", inverse_definition="Toolkits from which the country benefits."),
        Link("reviews", ACCORD.reviewedIn, source="related_activity_links__activity", to="Activity",
             inverse="reviewed_toolkits", definition="Activities in which it was reviewed by peers.",
             inverse_definition="Toolkits that were reviewed there."),
        *MediaMixin.media_fields(inverse="toolkits"),
    ]  # fmt: skip
    graph_page = Arrangement(
        lead="overview",
        facts=("programme", "countries"),
        chapters=(Chapter("modules", heading=_("Learning path")), Chapter("body"), Chapter("reviews", "activities")),
    )

    content_panels = [*ResourcePage.content_panels, "overview", "body"]
    people_panels = [LinksPanel("country_links", "country", heading=_("Countries"), label=_("country"))]
    media_panels = MediaMixin.media_panels
    link_panels = [
        "programme",
        LinksPanel("module_links", "module", heading=_("Modules"), label=_("module")),
        LinksPanel("related_activity_links", "activity", heading=_("Reviewed in"), label=_("activity")),
    ]
    parent_page_types = ["cms.ProjectIndexPage", "cms.ProgrammePage"]

    class Meta:
        verbose_name = _("toolkit")
        verbose_name_plural = _("toolkits")


class ToolkitModulePage(MediaMixin, ResourcePage):
    """A lesson of a toolkit, with what to do, what to look out for and what others have made of it."""

    base_form_class = PrerequisitesForm
    takes_feedback = True

    summary = RichTextField(_("summary"), blank=True, help_text=_("What the module is about, in a paragraph."))
    objectives = RichTextField(_("objectives"), blank=True, help_text=_("What readers can do afterwards."))
    audience = models.CharField(
        _("audience"), max_length=255, blank=True, help_text=_("The audience, such as staff of ministries.")
    )
    duration = models.CharField(
        _("duration"), max_length=100, blank=True, help_text=_("How long it takes, such as half a day.")
    )
    body = BlocksField(
        ModuleBlock(),
        blank=True,
        verbose_name=_("content"),
        help_text=_(
            "Steps, factors of success and risk, good practices, case studies, quotations, exercises, documents."
        ),
    )

    graph_type = GraphType("ToolkitModule", rdf=(SCHEMA.LearningResource,))
    graph_fields = [
        *ResourcePage.graph_fields,
        RichText("summary", SCHEMA.description),
        RichText("objectives", SCHEMA.teaches),
        Text("audience", SCHEMA.audience),
        Text("duration", SCHEMA.timeRequired),
        Stream("body", SCHEMA.text, definition="Steps, factors, practices, case studies, exercises and documents."),
        Text("success_factors", ACCORD.successFactor, source="body__success_factor__title", many=True,
             definition="Factors that help such work to succeed, in a few words each."),
        Text("risk_factors", ACCORD.riskFactor, source="body__risk_factor__title", many=True,
             definition="Factors that endanger such work, in a few words each."),
        Link("prerequisites", DCTERMS.requires, source="prerequisite_links__module", to="ToolkitModule",
             inverse="next_modules", definition="Modules on which it builds.",
             inverse_definition="Modules that build on it."),
        Link("case_studies", ACCORD.caseStudy, source="body__case_study__projects", to="Project",
             inverse="modules", definition="Projects that its case studies describe.",
             inverse_definition="Modules in which the project is a case study."),
        Link("themes", DCTERMS.subject, source="theme_links__theme", to="Theme", inverse="modules",
             definition="Fields of work.", inverse_definition="Modules in this field of work."),
        Link("countries", SCHEMA.spatialCoverage, also=(DCTERMS.spatial,), source="all_countries",
             depends_on=("country_links__country", "body"),
             to="Country", inverse="modules", definition="Countries that the module or its case studies are about.",
             inverse_definition="Modules about the country."),
        Link("peer_reviews", ACCORD.reviewedIn, source="related_activity_links__activity", to="Activity",
             inverse="reviewed_modules", definition="Activities in which it was reviewed by peers.",
             inverse_definition="Modules that were reviewed there."),
        Part("reviews", SCHEMA.review, source="finished_reviews", to="PeerReview", inverse="review_of",
             definition="Its reviews by peers.", inverse_definition="The module that was reviewed."),
        Part("comments", SCHEMA.comment, source="shown_comments", depends_on=("feedback",), to="ReaderComment",
             inverse="comment_on", definition="Comments of readers.", inverse_definition="What the comment is on."),
        *MediaMixin.media_fields("modules", "all_documents", ("document_links__document", "body")),
    ]  # fmt: skip
    graph_page = Arrangement(
        lead="summary",
        facts=("duration", "audience", "prerequisites", "next_modules", "themes", "countries"),
        chapters=(Chapter("objectives"), Chapter("body"), Chapter("peer_reviews")),
    )

    content_panels = [
        *ResourcePage.content_panels,
        "summary",
        "objectives",
        "audience",
        "duration",
        LinksPanel("theme_links", "theme", heading=_("Themes"), label=_("theme")),
        "body",
    ]
    people_panels = [LinksPanel("country_links", "country", heading=_("Countries"), label=_("country"))]
    media_panels = MediaMixin.media_panels
    link_panels = [
        LinksPanel("prerequisite_links", "module", heading=_("Builds on"), label=_("module")),
        LinksPanel("related_activity_links", "activity", heading=_("Peer reviews"), label=_("activity")),
        InlinePanel("finished_reviews", heading=_("Finished reviews"), label=_("review")),
    ]
    parent_page_types = ["cms.ToolkitPage"]

    class Meta:
        verbose_name = _("module of a toolkit")
        verbose_name_plural = _("modules of toolkits")

    def all_countries(self):
        """Return the countries that an editor has chosen, then the countries of the case studies."""
        return [row.country for row in self.country_links.all()] + self._in_blocks("case_study", "countries")

    def shown_comments(self):
        """Return the comments of readers that a moderator shows, on all translations."""
        shown = Feedback.objects.filter(state=Feedback.State.SHOWN)
        return list(shown.filter(page__translation_key=self.translation_key).order_by("sent_at", "pk"))

    def all_documents(self):
        """Return the documents in the page's list, then the documents in its text."""
        return [row.document for row in self.document_links.all()] + self._in_blocks("documents", "documents")

    def _in_blocks(self, block_type: str, name: str) -> list[models.Model]:
        blocks = (block.value for block in self.body if block.block_type == block_type)
        return [each for value in blocks for each in value[name]]
