"""A programme: the funded framework of projects."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.fields import RichTextField

from cms.fields import BlocksField
from cms.forms import LinksPanel
from cms.models.blocks import BodyBlock
from cms.models.resource import PeriodMixin, ResourcePage
from graph.declarations import (
    ACCORD,
    DCTERMS,
    PROV,
    SCHEMA,
    Arrangement,
    Chapter,
    GraphType,
    Link,
    Part,
    RichText,
    Stream,
)


class ProgrammePage(PeriodMixin, ResourcePage):
    """A funded frame under which projects run, with donors, a period and beneficiary countries."""

    overview = RichTextField(_("overview"), blank=True, help_text=_("What the programme is for, in a paragraph."))
    body = BlocksField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("The story of the programme."),
    )

    graph_type = GraphType("Programme", rdf=(ACCORD.Programme, PROV.Activity))
    graph_fields = [
        *ResourcePage.graph_fields,
        *PeriodMixin.period_fields,
        RichText("overview", SCHEMA.description),
        Stream("body", SCHEMA.text, definition="The text of the page."),
        Link("countries", ACCORD.recipientCountry, also=(DCTERMS.spatial,), source="country_links__country",
             to="Country", inverse="programmes",
             definition="Countries that benefit."),
        Part("fundings", SCHEMA.funding, to="Funding", inverse="funded_item",
             definition="The funding by each organisation, with amounts where they are known.",
             inverse_definition="The project or programme that is funded."),
        Link("donors", SCHEMA.funder, source="fundings__donor", to="Organisation", inverse="funded_programmes",
             definition="Organisations that fund it."),
    ]  # fmt: skip
    graph_page = Arrangement(
        lead="overview",
        facts=("period", "donors", "countries"),
        chapters=(
            Chapter("body"),
            Chapter("fundings", heading=_("Funding")),
            Chapter("projects", "activities", heading=_("Over time")),
            Chapter("toolkits"),
        ),
    )

    content_panels = [
        *ResourcePage.content_panels,
        "overview",
        PeriodMixin.period_panel,
        "body",
    ]
    money_panels = [MultipleChooserPanel("fundings", "donor", heading=_("Funding"), label=_("donor"))]
    people_panels = [
        LinksPanel("country_links", "country", heading=_("Countries"), label=_("country")),
    ]
    parent_page_types = ["cms.ProjectIndexPage"]

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
