"""The home page and the index pages, which list other pages. The listed pages are in the graph; these are not."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.models.front import FrontBlock, default_content

EXEMPT = "A page that lists others; what it lists is in the graph."


class HomePage(Page):
    """The front page of the site."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What readers see first: what this site is."),
    )
    body = StreamField(
        FrontBlock,
        verbose_name=_("below the search"),
        blank=True,
        help_text=_("What stands below the introduction and the search. Left empty: figures, map, changes, links."),
    )

    not_in_graph = EXEMPT
    content_panels = [*Page.content_panels, "introduction", "body"]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    @property
    def front(self) -> StreamValue:
        """The blocks below the search: those that an editor has chosen, or else the default."""
        return self.body or default_content(self.body.stream_block)


class ProjectIndexPage(Page):
    """A place in the tree below which projects, programmes and activities lie."""

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What readers find below this page."),
    )

    not_in_graph = EXEMPT
    content_panels = [*Page.content_panels, "introduction"]
    parent_page_types = ["cms.HomePage", "cms.ProjectIndexPage"]
    template = "cms/index_page.html"

    class Meta:
        verbose_name = _("index of projects")
        verbose_name_plural = _("indexes of projects")
