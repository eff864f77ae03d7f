"""The abstract base of every page that is in the graph."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.utils.decorators import cached_classmethod

from cms import previews
from cms.fields import PartialDateField
from cms.forms import (
    ImportedRowsPanel,
    NamedRecordsPanel,
    ResourcePageForm,
    ResourceTabs,
    Tab,
    TranslationPanel,
    WithheldPanel,
)
from cms.isolation import isolated
from cms.models.drafts import ReadableDrafts
from cms.models.nested_rows import disown_copied
from cms.models.partner_site import PartnerSite
from cms.models.searchable import SearchableTexts
from graph import presentation
from graph.declarations import (
    ACCORD,
    DCTERMS,
    OWL,
    PROV,
    RDFS,
    SCHEMA,
    URL,
    Boolean,
    DateTime,
    Integer,
    Part,
    PartialDate,
    Period,
    Text,
    period_is_reversed,
)
from graph.publishing import links
from graph.visibility import GuardedPage


class ResourcePage(ReadableDrafts, SearchableTexts, GuardedPage):
    """A page that becomes a resource: it declares `graph_type` and `graph_fields`.

    A subclass composes its editing form from `content_panels`, `people_panels` (countries, organisations),
    `money_panels`, `result_panels`, `media_panels` and `link_panels`; the tabs are made here, in the order in which one
    tells a story.
    """

    graph_type = None
    base_form_class = ResourcePageForm
    takes_feedback = False
    """Whether readers can comment on the page, and peers review it."""

    source_url = models.URLField(
        _("original address"),
        max_length=500,
        blank=True,
        help_text=_("Where this was first published, if it comes from another site."),
    )
    archive_url = models.URLField(
        _("archive address"),
        max_length=500,
        blank=True,
        help_text=_("The web archive's copy of the original."),
    )
    captured_at = models.DateTimeField(
        _("captured at"),
        null=True,
        blank=True,
        help_text=_("When the web archive made that copy (UTC)."),
    )

    title_is_provisional = models.BooleanField(
        _("the title is provisional"),
        default=False,
        help_text=_("An import made it from the page’s address. Untick this once the page has its real title."),
    )

    content_panels = [WithheldPanel(), TranslationPanel(), NamedRecordsPanel(), *GuardedPage.content_panels]
    promote_panels = [
        MultiFieldPanel(["slug", "seo_title", "search_description"], heading=_("For search engines")),
    ]
    people_panels: list = []
    money_panels: list = []
    result_panels: list = []
    media_panels: list = []
    link_panels: list = []
    source_panels = [
        FieldPanel("title_is_provisional"),
        InlinePanel(
            "identifiers",
            heading=_("External identifiers"),
            label=_("identifier"),
            help_text=_("Identifiers used by other systems, such as an IATI activity identifier or a DOI."),
        ),
        MultiFieldPanel(
            [
                "source_url",
                "archive_url",
                # The format has seconds: Wagtail's default has only minutes, and the next save would drop the seconds.
                FieldPanel("captured_at", widget=AdminDateTimeInput(format="%Y-%m-%d %H:%M:%S")),
            ],
            heading=_("Where this comes from"),
        ),
        ImportedRowsPanel(
            "suggestions",
            heading=_("Suggestions"),
            label=_("suggestion"),
            help_text=_(
                "What the source only mentions in its text. Nothing of it is stated until you accept it. Your "
                "decisions take effect when you save the page."
            ),
        ),
        ImportedRowsPanel(
            "unresolved_references",
            heading=_("Not found yet"),
            label=_("reference"),
            help_text=_(
                "Names from the source that match nothing here. Each resolves by itself when something of that "
                "name is published; delete what is not wanted."
            ),
        ),
        ImportedRowsPanel(
            "unplaced_values",
            heading=_("Values without a field"),
            label=_("value"),
            help_text=_("What the source says under labels that have no field here. Nothing is lost."),
        ),
    ]

    graph_fields = [
        Text("title", SCHEMA.name, also=(RDFS.label,), definition="The name of the resource."),
        DateTime(
            "published",
            DCTERMS.issued,
            source="first_published_at",
            on_record=True,
            definition="When this was first published.",
        ),
        DateTime(
            "modified",
            DCTERMS.modified,
            source="last_published_at",
            on_record=True,
            definition="When the current version was published.",
        ),
        Integer(
            "revision",
            ACCORD.revision,
            source="live_revision_id",
            on_record=True,
            label="revision",
            definition="Number of the editorial revision that is published.",
        ),
        Text("seo_title", SCHEMA.headline, on_record=True, label="title for search engines",
             definition="The title for search engines and browser tabs, where it differs from the title."),
        Text("seo_description", SCHEMA.abstract, source="search_description", on_record=True,
             label="description for search engines", definition="A sentence or two for the results of search engines."),
        Part("identifiers", SCHEMA.identifier, to="ExternalIdentifier", inverse="identifies",
             definition="Identifiers used by other systems.",
             inverse_definition="The resource that has this identifier."),
        URL("same_as", OWL.sameAs, source="identifiers__same_as", many=True,
            definition="IRIs of the same thing in other datasets."),
        URL("source_url", DCTERMS.source, on_record=True),
        URL("archive_url", PROV.hadPrimarySource, on_record=True),
        DateTime("captured_at", ACCORD.capturedAt, on_record=True),
    ]  # fmt: skip

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs):
        """Validate the page; if its title consists of symbols, such as "???", first make a slug from the page's key."""
        if self.title and not self.slug and not slugify(self.title, allow_unicode=True):
            self.slug = f"{self.graph_type.slug}-{str(self.translation_key)[:8]}"
        super().full_clean(*args, **kwargs)

    def read_draft(self, content):
        return super().read_draft(disown_copied(content, type(self)))

    def serve(self, request, *args, **kwargs):
        """Respond with the page, read from the replica if it is public; only a private page is read from its table."""
        request.is_preview = False
        shown = presentation.served(self, request)
        if shown is None:
            raise Http404
        return self._page_of(request, shown)

    @property
    def preview_modes(self):
        """The website, then partners' sites, then what machines read."""
        sites = [(each.mode, each.name) for each in PartnerSite.objects.all()]
        return [("", _("Website")), *sites, *((mode, label) for mode, (label, _show) in previews.modes().items())]

    def serve_preview(self, request, mode_name):
        shown = None
        with isolated("Previewing", self):
            shown = self._previewed(request, mode_name)
        return shown or previews.unreadable(self, request)

    def _previewed(self, request, mode_name):
        modes = previews.modes()
        if mode_name in modes:
            _label, show = modes[mode_name]
            return show(self, request)
        if site := PartnerSite.of_mode(mode_name):
            return previews.on_site(site, self, request)
        return self._page_of(request, presentation.previewed(self))

    def _page_of(self, request, shown):
        takes_feedback = self.takes_feedback and bool(shown.documents) and not self.alias_of_id
        context = {"resource": shown, "page": self, "takes_feedback": takes_feedback}
        response = TemplateResponse(request, "resource.html", context)
        if shown.documents:
            response["Link"] = links.of_resource(shown.id)
        return response

    @cached_classmethod
    def get_edit_handler(cls):
        tabs = {
            "overview": (_("Overview"), cls.content_panels),
            "people-and-places": (_("People and places"), cls.people_panels),
            "money": (_("Money"), cls.money_panels),
            "results": (_("Results"), cls.result_panels),
            "pictures-and-documents": (_("Pictures and documents"), cls.media_panels),
            "links": (_("Links"), cls.link_panels),
            "source": (_("Source"), cls.source_panels),
            "settings": (_("Settings"), [*cls.promote_panels, *cls.settings_panels]),
        }
        shown = [Tab(panels, heading=heading, guide=name) for name, (heading, panels) in tabs.items() if panels]
        return ResourceTabs(shown, base_form_class=cls.base_form_class).bind_to_model(cls)


class PeriodMixin(models.Model):
    """From when to when, each as precisely as it is known."""

    start_date = PartialDateField(
        _("start"),
        null=True,
        blank=True,
        help_text=_("As precisely as is known, such as Feb 2020."),
    )
    end_date = PartialDateField(
        _("end"),
        null=True,
        blank=True,
        allow_open=True,
        help_text=_("As precisely as is known, or “ongoing”."),
    )

    period_panel = FieldRowPanel(["start_date", "end_date"], heading=_("Period"))
    period_fields = [
        PartialDate("start_date", SCHEMA.startDate, definition="The start, as precisely as it is known."),
        PartialDate("end_date", SCHEMA.endDate, definition="The end, as precisely as it is known."),
        Boolean(
            "ongoing",
            ACCORD.ongoing,
            source="is_ongoing",
            depends_on=("end_date",),
            definition="Whether it is ongoing, without an end so far.",
        ),
        Period(
            "period",
            SCHEMA.temporalCoverage,
            depends_on=("start_date", "end_date"),
            definition="The period from start to end, as an EDTF interval.",
        ),
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        dates = (self.start_date, self.end_date)
        # A text is an invalid date, which its field's own check reports.
        if not any(isinstance(each, str) for each in dates) and period_is_reversed(*dates):
            raise ValidationError({"end_date": _("The end is before the start. Correct one of the two dates.")})

    def is_ongoing(self) -> bool | None:
        """Return True if the end is stated to be open, else None: an end that is not stated may be open or not."""
        return True if self.end_date and self.end_date.is_open else None

    def period(self) -> str | None:
        """Return the period as an EDTF interval such as "2020-02/..", unknown sides empty; None if both are unknown."""
        if not self.start_date and not self.end_date:
            return None
        return f"{self.start_date or ''}/{self.end_date or ''}"
