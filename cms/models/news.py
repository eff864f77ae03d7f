"""News pages: reports of events at the time when they happened."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.fields import RichTextField

from cms.fields import BlocksField, PartialDateField
from cms.forms import LinksPanel
from cms.models.blocks import BodyBlock
from cms.models.media import MediaMixin
from cms.models.resource import ResourcePage
from graph.declarations import ACCORD, ANY, DCTERMS, SCHEMA, Arrangement, GraphType, Link, PartialDate, RichText, Stream


class NewsPage(MediaMixin, ResourcePage):
    """Something that happened, told when it was new."""

    date = PartialDateField(_("date"), null=True, blank=True, help_text=_("The date of the event."))
    summary = RichTextField(_("summary"), blank=True, help_text=_("The news in a paragraph."))
    body = BlocksField(
        BodyBlock(),
        blank=True,
        verbose_name=_("text"),
        help_text=_("The story, with quotations as blocks of their own so that speaker and role are known."),
    )

    graph_type = GraphType("News", singular="news_item", plural="news", rdf=(SCHEMA.NewsArticle,))
    graph_fields = [
        *ResourcePage.graph_fields,
        PartialDate("date", SCHEMA.datePublished),
        RichText("summary", SCHEMA.description),
        Stream("body", SCHEMA.articleBody),
        Link("countries", SCHEMA.spatialCoverage, also=(DCTERMS.spatial,), source="country_links__country",
             to="Country", inverse="news",
             definition="Countries in which it happened or that the news is about.",
             inverse_definition="News of the country."),
        Link("conventions", ACCORD.convention, source="convention_links__convention", to="Convention",
             inverse="news", definition="Instruments that the news is about.",
             inverse_definition="News of the instrument."),
        Link("about", SCHEMA.about, source="subject_links__subject", to=ANY, inverse="in_the_news",
             definition="Other resources that the news is about.", inverse_definition="News about this."),
        *MediaMixin.media_fields(inverse="news"),
    ]  # fmt: skip
    graph_page = Arrangement(lead="summary", facts=("date", "countries", "conventions", "about"))

    content_panels = [*ResourcePage.content_panels, "date", "summary", "body"]
    people_panels = [LinksPanel("country_links", "country", heading=_("Countries"), label=_("country"))]
    media_panels = MediaMixin.media_panels
    link_panels = [
        InlinePanel("subject_links", heading=_("What it is about"), label=_("subject")),
        LinksPanel("convention_links", "convention", heading=_("Conventions"), label=_("convention")),
    ]
    parent_page_types = ["cms.ProjectIndexPage"]

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news")
